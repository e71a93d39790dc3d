package io.eseal.lifecycle;

/** Ways in which a request follows the seal of another one. */
public enum Succession {
    /** A new order for the time after the seal's end. */
    RENEWAL,
    /** A new order in place of a seal that cannot be used, such as one whose token was lost. */
    REPLACEMENT,
    /** A new order for the same time with another key. */
    REISSUE
}
