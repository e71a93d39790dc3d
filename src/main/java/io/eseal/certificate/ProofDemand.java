package io.eseal.certificate;

/** Whether a seal has to prove that it seals before it is in service. */
enum ProofDemand {
    /** It has to; operators alone may waive it. */
    REQUIRED,
    /** Its owner is asked for it, and may leave it out. */
    OFFERED,
    /** Nobody is asked for it. */
    OFF
}
