package io.eseal.ledgercheck;

import io.eseal.id.EsealId;

/** What is being done about a request already. */
interface OpenWork {

    /** Whether people see that the outcome of its order is in doubt: by a task or an incident. */
    boolean doubtIsSeen(EsealId esealId);

    /** Whether its revocation is on its way, so that it may be revoked at CertCentral already. */
    boolean revocationIsUnderWay(EsealId esealId);
}
