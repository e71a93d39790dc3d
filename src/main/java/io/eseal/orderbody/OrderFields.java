package io.eseal.orderbody;

/** Names of the order body's fields, as on the vendor's page "Order EU Qualified eSeal". */
public final class OrderFields {

    public static final String BILLING_ADDRESS = "billing_address";
    public static final String CERTIFICATE = "certificate";
    public static final String CSA_AGREED_TO = "csa_agreed_to";
    public static final String CSR = "csr";
    public static final String ORDER_VALIDITY = "order_validity";
    public static final String ORGANIZATION = "organization";
    public static final String PAYMENT_METHOD = "payment_method";
    public static final String PROVISIONING_METHOD = "provisioning_method";
    public static final String RENEWAL_OF_ORDER_ID = "renewal_of_order_id";
    public static final String SHIP_INFO = "ship_info";

    private OrderFields() {}
}
