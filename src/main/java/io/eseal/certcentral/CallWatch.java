package io.eseal.certcentral;

/** Tells the state of the calls to CertCentral on this node. Answers from memory, without a call. */
public interface CallWatch {

    /** Returns the present state. */
    CallState now();
}
