package io.eseal.certcentral;

import java.util.List;

/** Orders that tests send. */
final class Orders {

    static final String CSR = "-----BEGIN CERTIFICATE REQUEST-----\r\nMIIB\nAAAA\n-----END CERTIFICATE REQUEST-----\n";
    static final String CSR_ON_ONE_LINE =
            "-----BEGIN CERTIFICATE REQUEST-----MIIBAAAA-----END CERTIFICATE REQUEST-----";

    private Orders() {}

    static EsealOrder onToken() {
        return new EsealOrder(
                new EsealOrder.Certificate("sha256", "nonrepudiation", null),
                true,
                "qscd",
                new EsealOrder.ShipInfo(
                        "John Doe", "534 Jefferson Street", "Floor 94", "New Orleans", "la", "58061", "us", "STANDARD"),
                null,
                EsealOrder.Organization.existing(
                        2042709,
                        List.of(new EsealOrder.Contact(
                                null,
                                2812497L,
                                "John",
                                "Doe",
                                "john.doe@johndoe.com",
                                "Engineer",
                                "1801-903-4284",
                                "verified_contact"))),
                new EsealOrder.OrderValidity(1, null, null),
                "balance",
                null,
                null,
                null,
                null);
    }

    static EsealOrder byCsr() {
        EsealOrder order = onToken();
        return new EsealOrder(
                order.certificate(),
                true,
                "csr",
                null,
                CSR,
                order.organization(),
                order.orderValidity(),
                "balance",
                null,
                null,
                null,
                null);
    }

    static EsealOrder.CreditCard card(Boolean save) {
        return new EsealOrder.CreditCard("4111222233334444", "07", "2028", "987", "Jane Roe", save, "0");
    }

    static EsealOrder byCard(Boolean save) {
        return byCsr().withPaymentMethod("card")
                .withCard(card(save), new EsealOrder.BillingAddress("1 Main St", null, "Bern", null, "ch", "3000"));
    }
}
