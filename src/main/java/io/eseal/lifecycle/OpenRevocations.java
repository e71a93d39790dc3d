package io.eseal.lifecycle;

import io.eseal.id.EsealId;

/** Tells whether a revocation is asked for, or decided on. */
public interface OpenRevocations {

    /** Returns whether somebody asked for the revocation of the seal, and it was not rejected since. */
    boolean isWanted(EsealId esealId);

    /** Returns whether people decided that the seal is revoked, or a cancellation found that it was. */
    boolean isSettled(EsealId esealId);
}
