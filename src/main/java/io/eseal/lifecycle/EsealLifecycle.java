package io.eseal.lifecycle;

import io.eseal.orderbody.OrderFields;

/**
 * Names that the code and the process model share: the process's key, element ids, variables, messages and error codes.
 */
public final class EsealLifecycle {

    /** Key of the process. */
    public static final String PROCESS = "eseal-lifecycle";
    /** Key of the decision table that names the groups of approvers. */
    public static final String APPROVAL_POLICY = "approval-policy";

    private EsealLifecycle() {}

    /** Ids of the model's elements. */
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

        public static final String SUB_WITHDRAWAL = "sub_withdrawal";
        public static final String USER_APPROVE_WITHDRAWAL = "user_approve_withdrawal";
        public static final String SERVICE_REPLACE_UNDELIVERED = "service_replace_undelivered";

        public static final String USER_CONFIRM_TOKEN_RECEIVED = "user_confirm_token_received";
        public static final String SERVICE_REPORT_MISSING_TOKEN = "service_report_missing_token";
        public static final String USER_INSTALL_CERTIFICATE = "user_install_certificate";
        public static final String SERVICE_REPORT_LOST_TOKEN = "service_report_lost_token";
        public static final String SERVICE_FETCH_CERTIFICATE = "service_fetch_certificate";
        public static final String SERVICE_VERIFY_CERTIFICATE = "service_verify_certificate";
        public static final String USER_PROVE_SEAL = "user_prove_seal";
        public static final String USER_ASSESS_CERTIFICATE = "user_assess_certificate";
        public static final String SERVICE_REGISTER_CERTIFICATE = "service_register_certificate";

        public static final String EVENT_REVOCATION_REQUESTED = "event_revocation_requested";
        public static final String USER_APPROVE_REVOCATION = "user_approve_revocation";
        public static final String SERVICE_REPLACE_REVOKED = "service_replace_revoked";
        public static final String SERVICE_REVOKE_CERTIFICATE = "service_revoke_certificate";
        public static final String SERVICE_CONFIRM_REVOCATION = "service_confirm_revocation";
        public static final String USER_REVOKE_IN_CERTCENTRAL = "user_revoke_in_certcentral";
        public static final String SERVICE_CHECK_PUBLICATION = "service_check_publication";
        public static final String EVENT_PUBLICATION_POLL = "event_publication_poll";
        public static final String USER_CHASE_REVOCATION = "user_chase_revocation";
        public static final String USER_ATTEND_TO_SEAL = "user_attend_to_seal";
        public static final String USER_DECIDE_RENEWAL = "user_decide_renewal";
        public static final String SERVICE_START_RENEWAL = "service_start_renewal";

        public static final String END_REJECTED = "end_rejected";
        public static final String END_CANCELED = "end_canceled";
        public static final String END_REVOKED = "end_revoked";
        public static final String END_EXPIRED = "end_expired";

        private Elements() {}
    }

    /**
     * Names of the process variables. Each variable costs database rows, so they hold references and routing flags
     * only; the order body is the exception.
     */
    public static final class Variables {
        /** The order body with the vendor's field names and without card data; a {@code Json} value. */
        public static final String REQUEST = "request";
        /** The request's id for forms, the same as the business key. */
        public static final String ESEAL_ID = "esealId";
        /** User id of the requester. */
        public static final String REQUESTER = "requester";
        /** The organisation's name as CertCentral has it, shown to people. */
        public static final String ORGANIZATION_NAME = "organizationName";
        /**
         * Errors in the request: a {@code Json} array of {@code path}, {@code rule} and {@code message}; empty when
         * there are none.
         */
        public static final String FINDINGS = "findings";
        /** Whether the request may go to its approvers; false when it is sent back to be corrected. */
        public static final String REQUEST_VALID = "requestValid";
        /** The decision that a form or a call sends; removed when the task completes. */
        public static final String DECISION = "decision";

        /** The reason that a form or a call sends with a decision; removed when the task completes. */
        public static final String COMMENT = "comment";
        /** The last decision taken at a task, read by the gateway behind it. */
        public static final String OUTCOME = "outcome";
        /**
         * The new payment method in the vendor's word, when a caller of the payment task sends it outside of the
         * request.
         */
        public static final String PAYMENT_METHOD = OrderFields.PAYMENT_METHOD;
        /** Local to one approval task: the group whose approval the task waits for. */
        public static final String APPROVER_GROUP = "approverGroup";
        /** Local to one task: the highest price of the order, in the account's currency. */
        public static final String PRICE = "price";
        /**
         * Local to one approval task: a {@code Json} object with {@code kind}, {@code fingerprint}, {@code subject},
         * {@code known}, which other requests were ordered with it, and {@code replaces}, which key it replaces in a
         * reissue, of the CSR's key.
         */
        public static final String KEY = "key";
        /**
         * Local to one approval task: a {@code Json} array with {@code field}, {@code before} and {@code after} of each
         * change since the last round.
         */
        public static final String CHANGES = "changes";
        /** Local to one approval task: which seal the request follows, and how; a text for people. */
        public static final String FOLLOWS = "follows";
        /**
         * Local to one task: a {@code Json} object with what a renewal would order: {@code order}, {@code key},
         * {@code validity}, and {@code before}, what became of an earlier one.
         */
        public static final String RENEWAL = "renewal";
        /** Local to a task: {@code true} when everybody of its group is barred from it. */
        public static final String NOBODY_LEFT = "nobodyLeft";
        /** Result of the provisioning check: {@code complete}, {@code incomplete} or {@code changed}. */
        public static final String PROVISIONING = "provisioning";
        /** Whether the account's funds cover the configured price. */
        public static final String FUNDS_SUFFICIENT = "fundsSufficient";
        /** CertCentral's order number, a Long. */
        public static final String ORDER_ID = "orderId";
        /** CertCentral's order status, as last read. */
        public static final String ORDER_STATUS = "orderStatus";
        /** Result of the look-up of an order: {@code found}, {@code waiting} or {@code in_doubt}. */
        public static final String RECONCILIATION = "reconciliation";
        /** Time of the next look-up of an order whose outcome is unknown, a Date. */
        public static final String NEXT_LOOK_UP = "nextLookUp";
        /** Result of the cancellation: {@code canceled}, {@code issued} or {@code refused}. */
        public static final String CANCELLATION = "cancellation";
        /** State of the validation at CertCentral, a sentence for people. */
        public static final String VALIDATION_SUMMARY = "validationSummary";
        /** CertCentral's certificate id, a Long. */
        public static final String CERTIFICATE_ID = "certificateId";
        /**
         * Local to one task: a {@code Json} object with the broken {@code rules} of the certificate's report and the
         * {@code comparison} of what was ordered and what came.
         */
        public static final String ASSESSMENT = "assessment";

        /** Whether the certificate fulfils every rule that it must, without anybody's decision. */
        public static final String CERTIFICATE_MATCHES = "certificateMatches";
        /** Whether the seal has proven that it seals, or need not. */
        public static final String SEAL_PROVEN = "sealProven";
        /** Day on which the token arrived; removed when the task completes, kept in the timeline. */
        public static final String TOKEN_RECEIVED_ON = "tokenReceivedOn";

        /** Serial number of the token; removed when the task completes, kept in the timeline. */
        public static final String TOKEN_SERIAL = "tokenSerial";
        /**
         * Person who received the letter with the token's PIN; removed when the task completes, kept in the timeline.
         */
        public static final String PIN_RECEIVED_BY = "pinReceivedBy";
        /** Steps of the installation that were ticked, a {@code Json} value. */
        public static final String INSTALLATION = "installation";
        /** User id of the person who asked for the revocation. */
        public static final String REVOCATION_REQUESTER = "revocationRequester";
        /** Reason for the revocation, in the words of the person who asked for it. */
        public static final String REVOCATION_REASON = "revocationReason";
        /** {@code true} when the person who asked for the revocation wants another seal in its place. */
        public static final String REPLACEMENT_WANTED = "replacementWanted";
        /** {@code true} once CertCentral confirms the revocation. */
        public static final String REVOKED = "revoked";
        /** {@code true} once relying parties can see the revocation. */
        public static final String PUBLISHED = "published";
        /** Where relying parties cannot see the revocation yet, and what is said there: sentences for people. */
        public static final String PUBLICATION_GAPS = "publicationGaps";
        /** What is not true any more of a seal in service, a sentence for people. */
        public static final String SEAL_CONCERN = "sealConcern";
        /** Time from which the requester is asked about renewal, a Date. */
        public static final String RENEWAL_DUE = "renewalDue";

        /** End of the certificate's validity, a Date. */
        public static final String EXPIRES_AT = "expiresAt";

        private Variables() {}
    }

    /** Names of the messages that move a waiting instance; the business key selects the instance. */
    public static final class Messages {
        public static final String ORDER_STATUS_CHANGED = "order-status-changed";
        public static final String CANCELLATION_REQUESTED = "cancellation-requested";
        public static final String REVOCATION_REQUESTED = "revocation-requested";
        public static final String SEAL_CONCERN = "seal-concern";

        private Messages() {}
    }

    /**
     * Codes of the business errors: those that delegates raise, and those with which a phase ends otherwise than
     * planned.
     */
    public static final class Errors {
        /** The request differs from what was approved. */
        public static final String NOT_APPROVED = "NOT_APPROVED";
        /** CertCentral refused the order for its content. */
        public static final String ORDER_REFUSED = "ORDER_REFUSED";
        /** CertCentral refused the order for its payment. */
        public static final String PAYMENT_REFUSED = "PAYMENT_REFUSED";
        /** It is not known yet whether CertCentral took the order. */
        public static final String OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN";
        /** CertCentral answered with an order that belongs to another request. */
        public static final String ORDER_OF_ANOTHER = "ORDER_OF_ANOTHER";
        /** CertCentral refused the new CSR. */
        public static final String CSR_REFUSED = "CSR_REFUSED";
        /** CertCentral offers no call for the step, so a person does it in the console. */
        public static final String NOT_BY_API = "NOT_BY_API";
        /** The request ends because an approver or CertCentral rejected it. */
        public static final String REQUEST_REJECTED = "REQUEST_REJECTED";
        /** The request ends because a person gave it up or the order was canceled at CertCentral. */
        public static final String REQUEST_CANCELED = "REQUEST_CANCELED";
        /** The request goes back to its first phase, to be corrected, or to be checked and approved again. */
        public static final String REQUEST_SENT_BACK = "REQUEST_SENT_BACK";
        /** CertCentral certainly never took the order. */
        public static final String ORDER_ABSENT = "ORDER_ABSENT";
        /** An order that was to be canceled has been issued. */
        public static final String ALREADY_ISSUED = "ALREADY_ISSUED";
        /** The revocation of a seal was approved while it was being delivered. */
        public static final String SEAL_GIVEN_UP = "SEAL_GIVEN_UP";

        private Errors() {}
    }
}
