package io.eseal.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.TestClock;
import io.eseal.validation.ListRule;
import io.eseal.validation.ObjectRule;
import io.eseal.validation.ValueRule;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * The request's own rules as they are; CertCentral alone is mocked. Also makes the bodies that the paths start with.
 */
public final class RequestBeans {

    private RequestBeans() {}

    public static void in(AnnotationConfigApplicationContext beans) {
        beans.registerBean(RequestRules.class, () -> new RequestRules(beans.getBean(Clock.class)));
        beans.registerBean(RequestSettings.class, RequestSettings::defaults);
        beans.register(RecentAnswers.class);
        beans.register(AccountChecks.class);
        beans.register(RegisterRequest.class, ValidateRequest.class, RequestValidation.class, RenewalRules.class);
    }

    /** Every field that a request may hold by its rules, such as {@code organization.contacts[0].email}. */
    public static List<String> fields() {
        return fields(
                        "",
                        new OrderBodyRules(
                                        RequestSettings.defaults(),
                                        TestClock.FIXED,
                                        key -> false,
                                        (order, key) -> false)
                                .rule())
                .toList();
    }

    private static Stream<String> fields(String place, ValueRule rule) {
        if (rule instanceof ListRule list) {
            return fields(place + "[0]", list.element());
        }
        return rule instanceof ObjectRule object
                ? object.fields().stream()
                        .flatMap(field ->
                                fields(place.isEmpty() ? field.name() : place + "." + field.name(), field.rule()))
                : Stream.of(place);
    }

    /** Returns a complete request for a token, paid by balance. */
    public static ObjectNode token() {
        return OrderBodies.onToken();
    }

    /** Returns a request with the organisation's own key, paid by balance, without its CSR. */
    public static ObjectNode ownKey() {
        return OrderBodies.ownKey();
    }

    /** @param json in single quotes */
    public static ObjectNode with(ObjectNode body, String place, String json) {
        return OrderBodies.with(body, place, json);
    }

    public static ObjectNode withCsr(ObjectNode body, String pem) {
        return body.deepCopy().put("csr", pem);
    }

    public static String csr() {
        return Keys.csr(Keys.rsa(2048));
    }

    /** Returns a CSR of another key than {@link #csr()}, whose key is always the same. */
    public static String csrOfAnotherKey() {
        return Keys.csr(Keys.rsa(3072));
    }

    public static String csrWithShortKey() {
        return Keys.csr(Keys.rsa(1024));
    }
}
