package io.eseal.request;

import static io.eseal.validation.Field.depending;
import static io.eseal.validation.Field.notAccepted;
import static io.eseal.validation.Field.optional;
import static io.eseal.validation.Field.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.id.OrderId;
import io.eseal.orderbody.OrderBody;
import io.eseal.orderbody.PaymentMethod;
import io.eseal.orderbody.ProvisioningMethod;
import io.eseal.validation.Presence;
import io.eseal.validation.ValidationContext;
import io.eseal.validation.Validators;
import io.eseal.validation.ValueRule;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/** Rules of the order body, one line for each parameter on the vendor's page "Order EU Qualified eSeal". */
final class OrderBodyRules {

    private final RequestSettings settings;
    private final Clock clock;
    /** Says of what a key is recognised by whether it was compromised. */
    private final Predicate<String> compromisedKey;
    /** Says of an order and a key whether its seal has the key, although a renewal may not keep it. */
    private final BiPredicate<OrderId, String> keptKey;

    OrderBodyRules(
            RequestSettings settings,
            Clock clock,
            Predicate<String> compromisedKey,
            BiPredicate<OrderId, String> keptKey) {
        this.settings = settings;
        this.clock = clock;
        this.compromisedKey = compromisedKey;
        this.keptKey = keptKey;
    }

    ValueRule rule() {
        return Validators.object(
                this::checkKey,
                required(
                        "certificate",
                        Validators.object(
                                required("signature_hash", sha256()),
                                required("profile_option", Validators.textWithLetterOrDigit()),
                                optional("is_rsassa_pss", Validators.bool()),
                                optional("csr", onlyOnce()))),
                required("csa_agreed_to", Validators.agreed()),
                required("provisioning_method", Validators.oneOf(ProvisioningMethod.words())),
                depending(
                        "ship_info",
                        shippedOnlyWithToken(),
                        Validators.object(
                                required("name", Validators.textWithLetter()),
                                required("addr1", Validators.textWithLetterOrDigit()),
                                depending(
                                        "addr2",
                                        address -> Presence.required("as a key, though its text may be empty"),
                                        Validators.textOrEmpty()),
                                required("city", Validators.textWithLetter()),
                                required("state", Validators.text()),
                                required("zip", Validators.textWithLetterOrDigit()),
                                required("country", Validators.country()),
                                required("method", Validators.oneOfIgnoringCase("STANDARD", "EXPEDITED")))),
                depending("csr", notWithToken(), csr(compromisedKey)),
                required("organization", OrganizationRules.rule()),
                optional("order_validity", OrderValidity.rule(clock)),
                required("payment_method", Validators.oneOf(PaymentMethod.words())),
                // The page indents csr under ship_info and order_validity under organization; the order bodies of
                // sibling products do not.
                // credit_card has no line: card data is removed from every body before these rules are applied.
                depending("billing_address", onlyWithCard(), BillingAddress.rule()),
                optional("renewal_of_order_id", Validators.id()),
                notAccepted("alternative_order_id", "because this service sets it to the request's id"));
    }

    // The page shows csr at the root, the examples of sibling products in certificate: both places are accepted.
    static void moveCsrToRoot(JsonNode body) {
        if (!(body.path("certificate") instanceof ObjectNode certificate) || !certificate.has("csr")) {
            return;
        }
        JsonNode inner = certificate.get("csr");
        JsonNode outer = body.path("csr");
        if (csr(key -> false).missing(inner) || same(inner, outer)) {
            certificate.remove("csr");
        } else if (csr(key -> false).missing(outer)) {
            certificate.remove("csr");
            ((ObjectNode) body).set("csr", inner);
        }
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.isTextual() && other.isTextual() && squeezed(one).equals(squeezed(other));
    }

    private static String squeezed(JsonNode csr) {
        return csr.textValue().replaceAll("\\s|\\\\[rn]", "");
    }

    private static ValueRule onlyOnce() {
        return (value, at) -> {
            at.report("conflict", "differs from csr: give one CSR only.");
            return value;
        };
    }

    private static ValueRule sha256() {
        return Validators.text((text, at) -> {
            if (!Set.of("sha256", "sha-256").contains(text.toLowerCase(Locale.ROOT))) {
                at.report("allowed_values", "must be sha256, the only hash algorithm of EU qualified certificates.");
            }
            return "sha256";
        });
    }

    private static ValueRule csr(Predicate<String> compromisedKey) {
        return Validators.text(Csr.LIMIT, (text, at) -> {
            try {
                Csr csr = Csr.parse(text);
                csr.weakness()
                        .ifPresent(why -> at.report(
                                "weak_key",
                                "was refused. Others can find out its private key, because the key's modulus " + why
                                        + ". Make a new key with another program."));
                if (compromisedKey.test(csr.keyPrint())) {
                    at.report(
                            "compromised_key",
                            "was refused. This key was said to be compromised when the revocation of a seal was asked for:"
                                    + " make a new key.");
                }
                return csr.oneLine();
            } catch (CsrRejected e) {
                at.report("csr", "was refused. " + e.getMessage());
                return text;
            }
        });
    }

    private void checkKey(JsonNode request, ValidationContext at) {
        keyOutlivesCertificate(request, at);
        keyIsNotThatOfTheRenewedSeal(request, at);
    }

    private void keyIsNotThatOfTheRenewedSeal(JsonNode request, ValidationContext at) {
        boolean kept = !at.child("csr").reported()
                && OrderBody.of(request)
                        .renewalOf()
                        .flatMap(OrderId::read)
                        .flatMap(renewed -> csr(request).filter(csr -> keptKey.test(renewed, csr.keyPrint())))
                        .isPresent();
        if (kept) {
            at.child("csr")
                    .report(
                            "kept_key",
                            "was refused. It holds the key of the seal that is renewed, and a renewal needs a new one here:"
                                    + " make a new key.");
        }
    }

    // ETSI TS 119 312 v1.5.1 recommends shorter RSA keys until the end of 2028; a certificate must not be valid longer
    // than its key is recommended.
    private void keyOutlivesCertificate(JsonNode request, ValidationContext at) {
        LocalDate today = OrderValidity.today(clock);
        boolean outlives = OrderBody.of(request)
                .validity()
                .end(today)
                .filter(end -> end.isAfter(settings.shortKeysUntil()))
                .isPresent();
        if (outlives
                && !at.child("csr").reported()
                && csr(request)
                        .map(Csr::keySize)
                        .filter(size -> size < settings.longKeySize())
                        .isPresent()) {
            at.child("csr")
                    .report(
                            "key_size",
                            "must hold an RSA key of at least " + settings.longKeySize()
                                    + " bits, because the certificate would be valid beyond "
                                    + settings.shortKeysUntil() + ".");
        }
    }

    private static Optional<Csr> csr(JsonNode request) {
        try {
            return Optional.of(Csr.parse(Validators.textOf(request, "csr")));
        } catch (CsrRejected e) {
            return Optional.empty();
        }
    }

    private static Function<JsonNode, Presence> shippedOnlyWithToken() {
        return body -> provisioning(body)
                .map(method -> switch (method) {
                    case QSCD -> Presence.required("with provisioning_method qscd: the token is shipped there");
                    case CSR -> Presence.notApplicable("with provisioning_method csr: nothing is shipped");
                })
                .orElseGet(Presence::optional);
    }

    // Optional with csr: the process asks for the CSR when it is absent.
    private static Function<JsonNode, Presence> notWithToken() {
        return body -> provisioning(body).equals(Optional.of(ProvisioningMethod.QSCD))
                ? Presence.notApplicable("with provisioning_method qscd: the key is made on the token")
                : Presence.optional();
    }

    private static Function<JsonNode, Presence> onlyWithCard() {
        return body -> PaymentMethod.of(Validators.textOf(body, "payment_method"))
                .filter(method -> method != PaymentMethod.CARD)
                .map(method -> Presence.notApplicable("unless payment_method is card"))
                .orElseGet(Presence::optional);
    }

    private static Optional<ProvisioningMethod> provisioning(JsonNode body) {
        return ProvisioningMethod.of(Validators.textOf(body, "provisioning_method"));
    }
}
