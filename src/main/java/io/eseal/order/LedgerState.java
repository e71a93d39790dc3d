package io.eseal.order;

/** How far one attempt to order came. */
enum LedgerState {
    /** Written down, nothing sent. */
    INTENT,
    /** One caller was let through to send; no answer is known. */
    SENT,
    ACCEPTED,
    REJECTED,
    /** Sent, and nobody knows what CertCentral made of it. */
    UNKNOWN
}
