package io.eseal.approval;

import java.util.Map;

/** Names of the order body's fields for people. */
final class FieldNames {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("certificate.profile_option", "Certificate profile"),
            Map.entry("certificate.signature_hash", "Signature hash"),
            Map.entry("certificate.is_rsassa_pss", "RSASSA-PSS signature"),
            Map.entry("csa_agreed_to", "Subscriber agreement accepted"),
            Map.entry("provisioning_method", "Private key (provisioning method)"),
            Map.entry("ship_info.name", "Shipped to: recipient"),
            Map.entry("ship_info.addr1", "Shipped to: street"),
            Map.entry("ship_info.addr2", "Shipped to: second line"),
            Map.entry("ship_info.city", "Shipped to: city"),
            Map.entry("ship_info.state", "Shipped to: state"),
            Map.entry("ship_info.zip", "Shipped to: postal code"),
            Map.entry("ship_info.country", "Shipped to: country"),
            Map.entry("ship_info.method", "Shipping priority"),
            Map.entry("csr", "Key in the CSR (SHA-256)"),
            Map.entry("organization.id", "Organisation (number in CertCentral)"),
            Map.entry("organization.name", "Organisation: name"),
            Map.entry("order_validity.years", "Valid for years"),
            Map.entry("order_validity.days", "Valid for days"),
            Map.entry("order_validity.custom_expiration_date", "Valid until"),
            Map.entry("payment_method", "Payment"),
            Map.entry("renewal_of_order_id", "Renews order"));

    private FieldNames() {}

    /** Returns the name of the field at this path; the path itself when the field has no name. */
    static String of(String path) {
        return NAMES.getOrDefault(path, path);
    }
}
