package certcentral.simulator;

/** Errors that the stand-in answers. The vendor has published those in the first part; the others are invented. */
final class ErrorCodes {

    static final ApiError INVALID_KEY =
            new ApiError("access_denied|access_denied_invalid_key", "Access denied due to access_denied_invalid_key.");
    static final ApiError MISSING_PERMISSION =
            new ApiError("access_denied|missing_permission", "The API key has no permission for this request.");
    static final ApiError TOO_MANY =
            new ApiError("request_limit_exceeded", "Service unavailable, please limit request volume");
    static final ApiError NO_ROUTE = new ApiError("not_found|route", "Unable to find the requested route.");
    static final ApiError BAD_FORMAT = new ApiError("bad_request_format", "The request body is not valid JSON.");
    static final ApiError WINDOW_TOO_LONG =
            new ApiError("time_frame_too_long", "The time frame must not be longer than 7 days.");
    static final ApiError ALREADY_REVOKED = new ApiError("order_already_revoked", "The order is already revoked.");
    static final ApiError NOT_RENEWABLE =
            new ApiError("order_not_eligible_for_renewal", "The order cannot be renewed.");
    static final ApiError RENEWED_ALREADY = new ApiError("order_renewed_already", "The order was renewed already.");

    // Invented codes, without a published counterpart.
    static final ApiError FUNDS = new ApiError("insufficient_funds", "The account balance has insufficient funds.");
    static final ApiError DECLINED = new ApiError("payment_declined", "The credit card was declined.");
    static final ApiError NO_DEFAULT_CARD =
            new ApiError("no_default_credit_card", "No default credit card is configured for the account.");
    static final ApiError CARD_EXPIRED = new ApiError("credit_card_expired", "The credit card has expired.");
    static final ApiError CSA =
            new ApiError("csa_not_agreed", "The Certificate Subscriber Agreement must be agreed to.");
    static final ApiError INACTIVE = new ApiError("organization_inactive", "The organization is not active.");
    static final ApiError NO_WINDOW = new ApiError("missing_required_filter", "Give minutes or seconds.");
    static final ApiError NOT_CANCELABLE =
            new ApiError("order_not_cancelable", "Only a pending order or one waiting for pickup can be canceled.");
    static final ApiError CSR_TOO_LATE =
            new ApiError("order_not_pending", "The CSR of this order can no longer change.");
    static final ApiError NOT_ISSUED = new ApiError("certificate_not_issued", "The certificate is not issued.");
    static final ApiError REVOCATION_PENDING =
            new ApiError("revoke_request_pending", "A revocation request for this order waits for approval.");
    static final ApiError PROCESSED = new ApiError("request_already_processed", "The request was processed already.");
    static final ApiError UNAVAILABLE = new ApiError("service_unavailable", "The service is temporarily unavailable.");
    static final ApiError REFUSED = new ApiError("invalid_request", "The request is refused.");

    private ErrorCodes() {}

    static ApiError missing(String field) {
        return new ApiError("missing_required_field|" + field, "The field " + field + " is required.");
    }

    /** Returns the error for a field with a wrong value; leaves the value out, because it may be a card number. */
    static ApiError invalid(String field) {
        return new ApiError("invalid_field|" + field, "The value of " + field + " is not allowed.");
    }

    static ApiError csr(String detail, String message) {
        return new ApiError(detail.isEmpty() ? "invalid_csr" : "invalid_csr|" + detail, message);
    }

    static ApiError unknown(String what) {
        return new ApiError("not_found|" + what, "The " + what + " does not exist.");
    }

    static ApiException notFound(String what) {
        return new ApiException(404, unknown(what));
    }

    static ApiException badRequest(ApiError error) {
        return new ApiException(400, error);
    }
}
