package io.eseal.ledgercheck;

/** What is being done about a request already. */
interface OpenWork {

    /** Whether people see that the outcome of its order is in doubt: by a task or an incident. */
    boolean doubtIsSeen(String esealId);

    /** Whether its revocation is on its way, so that it may be revoked at CertCentral already. */
    boolean revocationIsUnderWay(String esealId);
}
