package io.eseal.approval;

import java.math.BigDecimal;

/** What one order may cost: approvers decide on it, and an order that may cost more by then goes back to them. */
public interface OrderPrice {

    /** In the currency of the CertCentral account. */
    BigDecimal atMost();
}
