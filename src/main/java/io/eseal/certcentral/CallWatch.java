package io.eseal.certcentral;

/** Tells how calls to CertCentral fare on this node. Answers from memory. */
public interface CallWatch {

    CallState now();
}
