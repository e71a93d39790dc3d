package io.eseal.certificate;

/** Demands that a seal proves that it seals before it is in service. */
enum ProofDemand {
    /** Every seal proves it; operators alone may waive it. */
    REQUIRED,
    /** The owner is asked for the proof, and may leave it out. */
    OFFERED,
    /** Nobody is asked for a proof. */
    OFF
}
