package certcentral.simulator;

import java.time.Instant;

/** A request that someone in the account approves: of a new order or of a revocation. */
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

    static ApprovalRequest open(long id, long orderId, String type, Instant date, String comments) {
        return new ApprovalRequest(id, orderId, type, Status.PENDING, date, comments, null, null);
    }

    boolean isOpen() {
        return status.equals(Status.PENDING) || status.equals(Status.SUBMITTED);
    }

    ApprovalRequest become(String newStatus, Instant at, String comment) {
        boolean done = newStatus.equals(Status.APPROVED) || newStatus.equals(Status.REJECTED);
        return new ApprovalRequest(id, orderId, type, newStatus, date, comments, done ? at : null, comment);
    }
}
