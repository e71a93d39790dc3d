package io.eseal.request;

import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.OrganizationValidation;
import io.eseal.certcentral.Product;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.User;
import io.eseal.orderbody.OrderBody;
import io.eseal.orderbody.OrderFields;
import io.eseal.validation.Finding;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks CertCentral, before an order costs money, whether the account can have it issued: whether it offers the seal for
 * so long, whether the organisation's validation lasts until an issuance is likely, and whether the contacts exist and
 * can be reached. A question that this API key may not ask is left out and logged: the order itself needs no such
 * right.
 */
@Component
class AccountChecks {

    private static final Logger LOG = LoggerFactory.getLogger(AccountChecks.class);

    private static final String PRODUCT = "eu_eseal";
    private static final String ORGANIZATION = "$." + OrderFields.ORGANIZATION + ".id";
    private static final String VALIDITY = "$." + OrderFields.ORDER_VALIDITY;

    private final RecentAnswers certCentral;
    private final RequestSettings settings;
    private final Clock clock;

    AccountChecks(RecentAnswers certCentral, RequestSettings settings, Clock clock) {
        this.certCentral = certCentral;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The seal as the account offers it.
     *
     * @param product empty when the account does not offer it, or does not tell
     * @param findings why there is no product
     */
    record Offer(Optional<Product> product, List<Finding> findings) {}

    /** Returns the product of the account. */
    Offer offer() {
        try {
            return new Offer(allowed(() -> certCentral.product(PRODUCT), "the product " + PRODUCT), List.of());
        } catch (RefusedException e) {
            return new Offer(
                    Optional.empty(),
                    unlessOtherwiseRefused(
                            e,
                            new Finding(
                                    "$",
                                    "not_offered",
                                    "The CertCentral account does not offer EU Qualified eSeals (" + PRODUCT
                                            + "); its administrator has to ask DigiCert for them.")));
        }
    }

    /** Returns what keeps the account from having the validity issued. */
    List<Finding> product(Offer offer, OrderBody request) {
        return offer.product().map(product -> validity(product, request)).orElse(offer.findings());
    }

    private static List<Finding> validity(Product product, OrderBody request) {
        List<Finding> findings = new ArrayList<>();
        List<Integer> offered = product.allowedOrderValidityYears().isEmpty()
                ? product.allowedValidityYears()
                : product.allowedOrderValidityYears();
        Optional<Integer> years = request.validity().years();
        if (years.isPresent() && !offered.isEmpty() && !offered.contains(years.get())) {
            findings.add(new Finding(
                    VALIDITY + ".years",
                    "not_offered",
                    "The CertCentral account offers seals for "
                            + offered.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "))
                            + " years, not for " + years.get() + "."));
        }
        return findings;
    }

    /** Returns that the organisation's validation for the product ends too soon, or has ended. */
    List<Finding> validation(long organization, Offer offer) {
        List<OrganizationValidation> validations;
        try {
            validations = allowed(
                            () -> certCentral.organizationValidations(organization),
                            "the validations of an organisation")
                    .orElse(List.of());
        } catch (RefusedException e) {
            return unlessOtherwiseRefused(
                    e,
                    new Finding(
                            ORGANIZATION,
                            "unknown",
                            "CertCentral knows no organisation " + organization + " in this account."));
        }
        validations = ofProduct(offer, validations);
        Instant needed = clock.instant().plus(settings.issuanceWithin());
        // DigiCert validates an organisation that has none, or one under way, as a part of the order.
        boolean lasts = validations.isEmpty() || validations.stream().anyMatch(validation -> lasts(validation, needed));
        return lasts
                ? List.of()
                : List.of(new Finding(
                        ORGANIZATION,
                        "validation_ends",
                        "DigiCert's validation of the organisation " + organization + ended(validations)
                                + "; an order may take "
                                + settings.issuanceWithin().toDays()
                                + " days. Have it renewed in CertCentral first."));
    }

    /** Returns those of the type that the product needs; all where the account does not tell the type. */
    private static List<OrganizationValidation> ofProduct(Offer offer, List<OrganizationValidation> validations) {
        Optional<String> type = offer.product().flatMap(Product::validationType);
        return validations.stream()
                .filter(validation -> type.isEmpty()
                        || validation.type().isEmpty()
                        || validation
                                .type()
                                .filter(type.get()::equalsIgnoreCase)
                                .isPresent())
                .toList();
    }

    private static boolean lasts(OrganizationValidation validation, Instant needed) {
        boolean expired =
                validation.status().filter("expired"::equalsIgnoreCase).isPresent();
        return !expired && validation.validatedUntil().map(needed::isBefore).orElse(true);
    }

    private static String ended(List<OrganizationValidation> validations) {
        return validations.stream()
                .map(OrganizationValidation::validatedUntil)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .map(until -> " ends on " + until.toString().substring(0, 10))
                .orElse(" has ended");
    }

    /** Returns what DigiCert would miss of the contacts that are named by their user. */
    List<Finding> contacts(OrderBody request) {
        List<Finding> findings = new ArrayList<>();
        List<OrderBody.Contact> contacts = request.contacts();
        for (int i = 0; i < contacts.size(); i++) {
            OrderBody.Contact contact = contacts.get(i);
            String path = "$." + OrderFields.ORGANIZATION + ".contacts[" + i + "].user_id";
            contact.userId().ifPresent(id -> findings.addAll(contact(contact, id, path)));
        }
        return findings;
    }

    private List<Finding> contact(OrderBody.Contact contact, long id, String path) {
        try {
            return allowed(() -> certCentral.user(id), "users")
                    .map(user -> contact(contact, user, path))
                    .orElse(List.of());
        } catch (RefusedException e) {
            return unlessOtherwiseRefused(
                    e, new Finding(path, "unknown", "CertCentral knows no user " + id + " in this account."));
        }
    }

    private static List<Finding> contact(OrderBody.Contact contact, User user, String path) {
        List<Finding> findings = new ArrayList<>();
        if (!user.active()) {
            findings.add(new Finding(
                    path,
                    "inactive",
                    "The user " + user.id() + " is not active in CertCentral; name another contact."));
        }
        Map<String, Optional<String>> needed = new LinkedHashMap<>();
        needed.put("first_name", user.firstName());
        needed.put("last_name", user.lastName());
        needed.put("job_title", user.jobTitle());
        needed.put("email", user.email());
        needed.put("telephone", user.telephone());
        String missing = needed.entrySet().stream()
                .filter(field ->
                        field.getValue().filter(value -> !value.isBlank()).isEmpty() && !contact.gives(field.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            findings.add(new Finding(
                    path,
                    "incomplete",
                    "CertCentral has no " + missing + " of the user " + user.id()
                            + ", which DigiCert needs for its checks; give it here, or add it in CertCentral."));
        }
        return findings;
    }

    /** Returns the answer; empty when CertCentral does not tell it to this API key. */
    private static <T> Optional<T> allowed(Supplier<T> question, String what) {
        try {
            return Optional.of(question.get());
        } catch (NotAuthorizedException e) {
            LOG.warn(
                    "The API key may not read {} in CertCentral: requests are not checked for it. {}",
                    what,
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static List<Finding> unlessOtherwiseRefused(RefusedException refused, Finding finding) {
        // Any other refusal is nothing that the requester can correct.
        if (!refused.saysNotFound()) {
            throw refused;
        }
        return List.of(finding);
    }
}
