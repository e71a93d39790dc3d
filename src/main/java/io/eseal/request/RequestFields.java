package io.eseal.request;

import static io.eseal.task.InputKind.NUMBER;
import static io.eseal.task.InputKind.TEXT;
import static io.eseal.task.InputKind.TICK;
import static io.eseal.task.TaskInput.field;

import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.orderbody.OrderFields;
import io.eseal.orderbody.PaymentMethod;
import io.eseal.orderbody.ProvisioningMethod;
import io.eseal.task.InputKind;
import io.eseal.task.TaskInput;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fields of the request that forms ask for, by the vendor's field names. {@link RequestRules} checks the values, also
 * those of fields that only callers of REST can send.
 */
public final class RequestFields {

    /** Number of contacts that forms ask for; further contacts in the body are kept unchanged. */
    private static final int CONTACTS = 3;

    /** Address and method for shipping the token. */
    public static final List<TaskInput> SHIPPING = under(
            OrderFields.SHIP_INFO,
            texts("name", "addr1", "addr2", "zip", "city", "state", "country"),
            List.of(text("method").among("STANDARD", "EXPEDITED").requiredByRules()));

    /** CSR in PEM format. */
    public static final TaskInput CSR = request(OrderFields.CSR, TEXT);

    /** How the order is paid: by balance, profile or card. */
    public static final TaskInput PAYMENT_METHOD =
            request(OrderFields.PAYMENT_METHOD, TEXT).among(PaymentMethod.words());

    /** Billing address; no field is required by the form. */
    public static final List<TaskInput> BILLING_ADDRESS =
            under(OrderFields.BILLING_ADDRESS, optional("address", "address2", "zip", "city", "state", "country"));

    private static final List<TaskInput> ORGANIZATION = under(
            OrderFields.ORGANIZATION,
            List.of(number("id")),
            optional("name", "assumed_name", "address", "address2", "zip", "city", "state", "country", "telephone"),
            List.of(tick("skip_duplicate_org_check")));

    private static final List<TaskInput> CERTIFICATE = under(
            OrderFields.CERTIFICATE,
            texts("profile_option"),
            List.of(text("signature_hash").among("sha256").requiredByRules(), tick("is_rsassa_pss")));

    private static final List<TaskInput> VALIDITY = under(
            OrderFields.ORDER_VALIDITY,
            List.of(number("years").among("1", "2", "3"), number("days"), text("custom_expiration_date")));

    /** All fields, as asked for at the start and when the request is corrected. */
    public static final List<TaskInput> ALL = all(
            ORGANIZATION,
            contacts(),
            CERTIFICATE,
            VALIDITY,
            List.of(request(OrderFields.PROVISIONING_METHOD, TEXT)
                    .among(ProvisioningMethod.words())
                    .requiredByRules()),
            SHIPPING,
            List.of(CSR, PAYMENT_METHOD.requiredByRules()),
            BILLING_ADDRESS,
            List.of(
                    request(OrderFields.RENEWAL_OF_ORDER_ID, NUMBER),
                    request(OrderFields.CSA_AGREED_TO, TICK).requiredByRules()));

    private RequestFields() {}

    private static List<TaskInput> contacts() {
        return Stream.iterate(0, number -> number + 1)
                .limit(CONTACTS)
                .flatMap(number -> contact(number).stream())
                .toList();
    }

    private static List<TaskInput> contact(int number) {
        TaskInput type = text("contact_type").among("verified_contact", "organization_contact", "technical_contact");
        return under(
                OrderFields.ORGANIZATION + ".contacts." + number,
                // The request needs at least one contact.
                List.of(number == 0 ? type.requiredByRules() : type, number("user_id")),
                optional("first_name", "last_name", "job_title", "email", "telephone"));
    }

    @SafeVarargs
    private static List<TaskInput> under(String object, List<TaskInput>... fields) {
        return all(fields).stream().map(input -> input.under(object)).toList();
    }

    @SafeVarargs
    private static List<TaskInput> all(List<TaskInput>... parts) {
        return Stream.of(parts).flatMap(Collection::stream).toList();
    }

    private static List<TaskInput> texts(String... names) {
        return optional(names).stream().map(TaskInput::requiredByRules).toList();
    }

    private static List<TaskInput> optional(String... names) {
        return Stream.of(names).map(RequestFields::text).toList();
    }

    private static TaskInput text(String name) {
        return request(name, TEXT);
    }

    private static TaskInput number(String name) {
        return request(name, NUMBER);
    }

    private static TaskInput tick(String name) {
        return request(name, TICK);
    }

    private static TaskInput request(String name, InputKind kind) {
        return field(Variables.REQUEST + "." + name, kind);
    }
}
