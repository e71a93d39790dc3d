package certcentral.simulator;

import java.time.Instant;

/** A request in CertCentral that a person in the account approves: of a new order or of a revocation. */
record ApprovalRequest(
        long id,
        long orderId,
        String type,
        String status,
        Instant date,
        String comments,
        Instant processed,
        String processorComment) {

    static final String NEW = "new_request";
    static final String REVOKE = "revoke";

    /** Returns a new request that waits for approval. */
    static ApprovalRequest open(long id, long orderId, String type, Instant date, String comments) {
        return new ApprovalRequest(id, orderId, type, Status.PENDING, date, comments, null, null);
    }

    /** Returns whether the request still waits for a decision. */
    boolean isOpen() {
        return status.equals(Status.PENDING) || status.equals(Status.SUBMITTED);
    }

    /**
     * Returns the request with another status.
     *
     * @param at time of the decision; stored only for {@code approved} and {@code rejected}
     */
    ApprovalRequest become(String newStatus, Instant at, String comment) {
        boolean done = newStatus.equals(Status.APPROVED) || newStatus.equals(Status.REJECTED);
        return new ApprovalRequest(id, orderId, type, newStatus, date, comments, done ? at : null, comment);
    }
}
