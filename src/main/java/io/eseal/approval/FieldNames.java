package io.eseal.approval;

import io.eseal.orderbody.OrderFields;
import java.util.Map;

/** Names of the order body's fields for people. */
final class FieldNames {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry(OrderFields.CERTIFICATE + ".profile_option", "Certificate profile"),
            Map.entry(OrderFields.CERTIFICATE + ".signature_hash", "Signature hash"),
            Map.entry(OrderFields.CERTIFICATE + ".is_rsassa_pss", "RSASSA-PSS signature"),
            Map.entry(OrderFields.CSA_AGREED_TO, "Subscriber agreement accepted"),
            Map.entry(OrderFields.PROVISIONING_METHOD, "Private key (provisioning method)"),
            Map.entry(OrderFields.SHIP_INFO + ".name", "Shipped to: recipient"),
            Map.entry(OrderFields.SHIP_INFO + ".addr1", "Shipped to: street"),
            Map.entry(OrderFields.SHIP_INFO + ".addr2", "Shipped to: second line"),
            Map.entry(OrderFields.SHIP_INFO + ".city", "Shipped to: city"),
            Map.entry(OrderFields.SHIP_INFO + ".state", "Shipped to: state"),
            Map.entry(OrderFields.SHIP_INFO + ".zip", "Shipped to: postal code"),
            Map.entry(OrderFields.SHIP_INFO + ".country", "Shipped to: country"),
            Map.entry(OrderFields.SHIP_INFO + ".method", "Shipping priority"),
            Map.entry(OrderFields.CSR, "Key in the CSR (SHA-256)"),
            Map.entry(OrderFields.ORGANIZATION + ".id", "Organisation (number in CertCentral)"),
            Map.entry(OrderFields.ORGANIZATION + ".name", "Organisation: name"),
            Map.entry(OrderFields.ORDER_VALIDITY + ".years", "Valid for years"),
            Map.entry(OrderFields.ORDER_VALIDITY + ".days", "Valid for days"),
            Map.entry(OrderFields.ORDER_VALIDITY + ".custom_expiration_date", "Valid until"),
            Map.entry(OrderFields.PAYMENT_METHOD, "Payment"),
            Map.entry(OrderFields.RENEWAL_OF_ORDER_ID, "Renews order"));

    private FieldNames() {}

    /** Returns the name of the field at this path; the path itself when the field has no name. */
    static String of(String path) {
        return NAMES.getOrDefault(path, path);
    }
}
