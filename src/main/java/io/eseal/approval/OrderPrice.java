package io.eseal.approval;

import java.math.BigDecimal;

/** Price limit of an order. Approvers decide on it; a request goes back to them when the limit has risen since. */
public interface OrderPrice {

    /** Returns the most that one order may cost, in the currency of the CertCentral account. */
    BigDecimal atMost();
}
