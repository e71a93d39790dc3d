package certcentral.simulator;

/** Status words that the stand-in itself uses; the control endpoints may set any other. */
final class Status {

    static final String PENDING = "pending";
    static final String PROCESSING = "processing";
    static final String NEEDS_APPROVAL = "needs_approval";
    static final String NEEDS_CSR = "needs_csr";
    static final String WAITING_PICKUP = "waiting_pickup";
    static final String ISSUED = "issued";
    static final String EXPIRED = "expired";
    static final String CANCELED = "canceled";
    static final String REJECTED = "rejected";
    static final String REVOKED = "revoked";

    static final String APPROVED = "approved";
    static final String SUBMITTED = "submitted";

    private Status() {}
}
