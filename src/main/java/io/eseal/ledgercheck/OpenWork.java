package io.eseal.ledgercheck;

import io.eseal.id.EsealId;

/** Work on a request that is under way, so that a difference needs no report. */
interface OpenWork {

    /** Returns whether people see, by a task or an incident, that the outcome of the request's order is unknown. */
    boolean doubtIsSeen(EsealId esealId);

    /** Returns whether a revocation is under way, so that CertCentral may show the certificate as revoked already. */
    boolean revocationIsUnderWay(EsealId esealId);
}
