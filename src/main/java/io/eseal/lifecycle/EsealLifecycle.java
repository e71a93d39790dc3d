package io.eseal.lifecycle;

/** All that the engine knows of the process: its key, element ids, variables, messages and error codes. */
public final class EsealLifecycle {

    public static final String PROCESS = "eseal-lifecycle";
    public static final String APPROVAL_POLICY = "approval-policy";

    private EsealLifecycle() {}

    /** Ids of the model's elements, named as in the model. */
    public static final class Elements {
        public static final String START_REQUESTED = "start_requested";
        public static final String SUB_PROCUREMENT = "sub_procurement";
        public static final String SUB_REQUEST = "sub_request";
        public static final String SUB_APPROVAL = "sub_approval";
        public static final String SUB_PROVISIONING = "sub_provisioning";
        public static final String SUB_ORDER = "sub_order";
        public static final String SUB_LOOK_UP = "sub_look_up";
        public static final String SUB_TRACKING = "sub_tracking";
        public static final String SUB_UNTIL_ISSUED = "sub_until_issued";
        public static final String SUB_STATUS_TASK = "sub_status_task";
        public static final String SUB_CANCELLATION = "sub_cancellation";
        public static final String SUB_DELIVERY = "sub_delivery";
        public static final String SUB_SERVICE_LIFE = "sub_service_life";
        public static final String SUB_IN_SERVICE = "sub_in_service";
        public static final String SUB_REVOCATION = "sub_revocation";

        public static final String SERVICE_VALIDATE_REQUEST = "service_validate_request";
        public static final String USER_CORRECT_REQUEST = "user_correct_request";

        public static final String RULE_APPROVAL_POLICY = "rule_approval_policy";
        public static final String USER_APPROVE_REQUEST = "user_approve_request";
        public static final String SERVICE_REMIND_APPROVERS = "service_remind_approvers";
        public static final String SERVICE_ESCALATE_APPROVAL = "service_escalate_approval";

        public static final String USER_CONFIRM_SHIPPING = "user_confirm_shipping";
        public static final String USER_SUBMIT_CSR = "user_submit_csr";
        public static final String SERVICE_CHECK_PROVISIONING = "service_check_provisioning";

        public static final String SERVICE_CHECK_FUNDS = "service_check_funds";
        public static final String USER_RESOLVE_PAYMENT = "user_resolve_payment";
        public static final String USER_PAY_BY_CARD = "user_pay_by_card";

        public static final String SERVICE_PLACE_ORDER = "service_place_order";
        public static final String SERVICE_RECONCILE_ORDER = "service_reconcile_order";
        public static final String USER_RESOLVE_ORDER_IN_DOUBT = "user_resolve_order_in_doubt";

        public static final String SERVICE_READ_STATUS = "service_read_status";
        public static final String EVENT_STATUS_CHANGED = "event_status_changed";
        public static final String EVENT_FALLBACK_POLL = "event_fallback_poll";
        public static final String USER_UPDATE_CSR = "user_update_csr";
        public static final String SERVICE_UPDATE_CSR = "service_update_csr";
        public static final String USER_ENTER_CSR_IN_CERTCENTRAL = "user_enter_csr_in_certcentral";
        public static final String USER_APPROVE_IN_CERTCENTRAL = "user_approve_in_certcentral";
        public static final String USER_ASSESS_STATUS = "user_assess_status";
        public static final String SERVICE_FETCH_VALIDATION = "service_fetch_validation";
        public static final String USER_CHASE_VALIDATION = "user_chase_validation";

        public static final String SERVICE_CANCEL_ORDER = "service_cancel_order";
        public static final String USER_CANCEL_IN_CERTCENTRAL = "user_cancel_in_certcentral";

        public static final String USER_CONFIRM_TOKEN_RECEIVED = "user_confirm_token_received";
        public static final String USER_INSTALL_CERTIFICATE = "user_install_certificate";
        public static final String SERVICE_FETCH_CERTIFICATE = "service_fetch_certificate";
        public static final String SERVICE_VERIFY_CERTIFICATE = "service_verify_certificate";
        public static final String USER_ASSESS_CERTIFICATE = "user_assess_certificate";
        public static final String SERVICE_REGISTER_CERTIFICATE = "service_register_certificate";

        public static final String EVENT_REVOCATION_REQUESTED = "event_revocation_requested";
        public static final String USER_APPROVE_REVOCATION = "user_approve_revocation";
        public static final String SERVICE_REVOKE_CERTIFICATE = "service_revoke_certificate";
        public static final String SERVICE_CONFIRM_REVOCATION = "service_confirm_revocation";
        public static final String USER_REVOKE_IN_CERTCENTRAL = "user_revoke_in_certcentral";
        public static final String USER_DECIDE_RENEWAL = "user_decide_renewal";
        public static final String SERVICE_START_RENEWAL = "service_start_renewal";

        public static final String END_REJECTED = "end_rejected";
        public static final String END_CANCELED = "end_canceled";
        public static final String END_REVOKED = "end_revoked";
        public static final String END_EXPIRED = "end_expired";

        private Elements() {}
    }

    /** Process variables. Each costs rows: references and routing flags only, the order body apart. */
    public static final class Variables {
        /** The order body with the vendor's field names and without card data, a {@code Json} value. */
        public static final String REQUEST = "request";
        /** The request's id, for forms: the business key. */
        public static final String ESEAL_ID = "esealId";
        /** User id of the requester. */
        public static final String REQUESTER = "requester";
        /** The organisation's name as CertCentral knows it, for people. */
        public static final String ORGANIZATION_NAME = "organizationName";
        /**
         * What is wrong with the request: a {@code Json} array of {@code path}, {@code rule}, {@code message}; empty
         * when nothing is.
         */
        public static final String FINDINGS = "findings";
        /** Whether the request may go to its approvers: false once it is sent back to be corrected. */
        public static final String REQUEST_VALID = "requestValid";
        /** What a task's form or call says: consumed when the task completes. */
        public static final String DECISION = "decision";

        public static final String COMMENT = "comment";
        /** The last decision taken at a task, for the gateway behind it. */
        public static final String OUTCOME = "outcome";
        /** The groups that must approve, with commas between. */
        public static final String APPROVER_GROUPS = "approverGroups";
        /** Another way to name the new payment method at the payment task: the vendor's word. */
        public static final String PAYMENT_METHOD = "payment_method";
        /** Local to one approval task: the group that it waits for. */
        public static final String APPROVER_GROUP = "approverGroup";
        /** Local to one approval task: what the order may cost at most, in the account's currency. */
        public static final String PRICE = "price";
        /**
         * Local to one approval task, a {@code Json} object: the CSR's key by {@code kind}, {@code fingerprint} and
         * {@code subject}.
         */
        public static final String KEY = "key";
        /**
         * Likewise, a {@code Json} array: {@code field}, {@code before} and {@code after} of what changed since the
         * last round.
         */
        public static final String CHANGES = "changes";
        /** Local to a task, {@code true}: everybody of its group is barred from it. */
        public static final String NOBODY_LEFT = "nobodyLeft";
        /** {@code complete}, {@code incomplete} or {@code changed}. */
        public static final String PROVISIONING = "provisioning";
        /** Whether the account's funds cover the configured price. */
        public static final String FUNDS_SUFFICIENT = "fundsSufficient";
        /** CertCentral's order id, a Long. */
        public static final String ORDER_ID = "orderId";
        /** CertCentral's order status, as last read. */
        public static final String ORDER_STATUS = "orderStatus";
        /** {@code found}, {@code waiting} or {@code in_doubt}. */
        public static final String RECONCILIATION = "reconciliation";
        /** When to look an order of unknown outcome up again, a Date. */
        public static final String NEXT_LOOK_UP = "nextLookUp";
        /** {@code canceled}, {@code issued} or {@code refused}. */
        public static final String CANCELLATION = "cancellation";
        /** What CertCentral says of the validation, a sentence for people. */
        public static final String VALIDATION_SUMMARY = "validationSummary";
        /** CertCentral's certificate id, a Long. */
        public static final String CERTIFICATE_ID = "certificateId";
        /** Whether the certificate is the qualified seal that was asked for. */
        public static final String CERTIFICATE_MATCHES = "certificateMatches";
        /**
         * When the token came, its serial number, and who holds its PIN letter: taken at the task, kept in the
         * timeline.
         */
        public static final String TOKEN_RECEIVED_ON = "tokenReceivedOn";

        public static final String TOKEN_SERIAL = "tokenSerial";
        public static final String PIN_RECEIVED_BY = "pinReceivedBy";
        /** What the installer ticked off, a {@code Json} value. */
        public static final String INSTALLATION = "installation";
        /** User id of whoever asked for the revocation. */
        public static final String REVOCATION_REQUESTER = "revocationRequester";
        /** Why, in that person's words. */
        public static final String REVOCATION_REASON = "revocationReason";
        /** {@code true} once CertCentral confirms the revocation. */
        public static final String REVOKED = "revoked";
        /** When to ask about renewal, and when the certificate ends; Dates. */
        public static final String RENEWAL_DUE = "renewalDue";

        public static final String EXPIRES_AT = "expiresAt";

        private Variables() {}
    }

    /** Names of the messages that move a waiting instance; the business key says which. */
    public static final class Messages {
        public static final String ORDER_STATUS_CHANGED = "order-status-changed";
        public static final String CANCELLATION_REQUESTED = "cancellation-requested";
        public static final String REVOCATION_REQUESTED = "revocation-requested";

        private Messages() {}
    }

    /**
     * Codes of the business errors that delegates raise, and of those with which a phase ends otherwise than planned.
     */
    public static final class Errors {
        /** What would be ordered is not what was approved. */
        public static final String NOT_APPROVED = "NOT_APPROVED";
        /** CertCentral refused the order for its content. */
        public static final String ORDER_REFUSED = "ORDER_REFUSED";
        /** CertCentral refused the order for its payment. */
        public static final String PAYMENT_REFUSED = "PAYMENT_REFUSED";
        /** Nobody knows yet whether CertCentral took the order. */
        public static final String OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN";
        /** The order that CertCentral gave as this request's is another one's. */
        public static final String ORDER_OF_ANOTHER = "ORDER_OF_ANOTHER";
        /** CertCentral refused the new CSR. */
        public static final String CSR_REFUSED = "CSR_REFUSED";
        /** CertCentral offers no call for the step: a person does it in the console. */
        public static final String NOT_BY_API = "NOT_BY_API";
        /** The request ends: turned down by an approver, or by CertCentral. */
        public static final String REQUEST_REJECTED = "REQUEST_REJECTED";
        /** The request ends: given up by a person, or canceled at CertCentral. */
        public static final String REQUEST_CANCELED = "REQUEST_CANCELED";
        /** The request goes back to its first phase, to be corrected or to be checked and approved again. */
        public static final String REQUEST_SENT_BACK = "REQUEST_SENT_BACK";
        /** It is certain that CertCentral never took the order. */
        public static final String ORDER_ABSENT = "ORDER_ABSENT";
        /** An order that was to be canceled has been issued. */
        public static final String ALREADY_ISSUED = "ALREADY_ISSUED";

        private Errors() {}
    }
}
