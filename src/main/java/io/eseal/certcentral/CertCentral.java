package io.eseal.certcentral;

import io.eseal.id.OrderId;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Calls DigiCert CertCentral, Services API v2. Each method makes one call, except {@link #statusChanges}, which makes
 * one for each thousand changes. A call waits for the budget for at most {@code certcentral.limits.longest-wait} and
 * then ends within {@code certcentral.call-timeout}, with an answer or a {@link CertCentralException}.
 *
 * <p>Any call can end in a {@link HeldBackException}: it was not sent then. No call is repeated here; the caller
 * decides on that by {@link CertCentralException#mayHaveBeenProcessed()}. An answer that can be read in two ways, that
 * has an id which is no positive whole number, or that is about another order than the one asked for ends in an
 * {@link UnknownOutcomeException}. Texts of an answer are cut to the length that the database stores.
 */
public interface CertCentral {

    /** Returns a client that follows the settings, without metrics, call budget and circuit breaker. */
    static CertCentral of(CertCentralSettings settings, Clock clock) {
        return CertCentralConfiguration.client(settings, clock, ObservationRegistry.NOOP, UnaryOperator.identity());
    }

    /**
     * Places an order for an eSeal. An order costs money and CertCentral has no idempotency key: never repeat this call
     * before a look-up by {@link #ordersByAlternativeId}.
     *
     * @param notAfter last instant at which the call may be sent; another node may have placed the order after that
     * @throws RefusedException if CertCentral declines the content or the payment, in its own words
     * @throws UnknownOutcomeException also for a 4xx without CertCentral's error codes, and for every 409 and 425: a
     *     proxy may have sent them after CertCentral took the order
     * @throws HeldBackException among other reasons if {@code notAfter} has passed
     */
    PlacedOrder placeOrder(EsealOrder order, Instant notAfter);

    /**
     * Returns the present state of an order.
     *
     * @throws RefusedException with {@code saysNotFound} if there is no such order, or none that this API key may see
     */
    OrderInfo order(OrderId orderId);

    /** Returns the progress of an order's validation. */
    OrderValidation validation(OrderId orderId);

    /**
     * Returns the orders whose status changed within the window. Each entry is a hint only: read the order itself for
     * its status.
     *
     * @param window how far to look back, more than zero and at most seven days; a part of a second counts as a whole
     *     one
     * @throws IllegalArgumentException if the window is out of bounds
     */
    List<OrderReference> statusChanges(Duration window);

    /**
     * Returns a page of the order list, newest order first. {@link OrderListReading} tells whether the pages read make
     * up the whole list.
     *
     * @param offset position of the first order, from 0
     * @param limit most orders of the page, 1 to 1000
     * @throws IllegalArgumentException if offset or limit is out of bounds
     */
    OrderPage orders(OrderFilter filter, int offset, int limit);

    /**
     * Returns every order that has this reference; empty if there is none. More than one is possible.
     *
     * @throws UnknownOutcomeException {@linkplain UnknownOutcomeException#incomplete() incomplete} if the answer counts
     *     more orders than it lists, or has no list
     */
    List<OrderReference> ordersByAlternativeId(String alternativeOrderId);

    /**
     * Replaces the CSR of a pending order.
     *
     * @param csr PEM
     * @throws NotOfferedException if the call is switched off ({@code certcentral.update-csr.enabled}) or CertCentral
     *     does not have it
     */
    void updateCsr(OrderId orderId, String csr);

    /**
     * Cancels an order that is {@code pending} or {@code waiting_pickup}.
     *
     * @param note reason; CertCentral requires one
     */
    void cancelOrder(OrderId orderId, String note);

    /**
     * Asks CertCentral to revoke one certificate.
     *
     * @param comments reason in words; CertCentral takes no reason code for an eSeal
     * @return the request in CertCentral that a person has to approve; empty if the certificate was revoked at once or
     *     earlier
     */
    Optional<ApprovalRequest> revokeCertificate(long certificateId, String comments);

    /**
     * Asks CertCentral to revoke all certificates of an order; parameters and result are those of
     * {@link #revokeCertificate}.
     */
    Optional<ApprovalRequest> revokeOrder(OrderId orderId, String comments);

    /**
     * Returns the present state of a request in CertCentral. For the status of an order call {@link #order}: the copy
     * in a request can be out of date.
     */
    ApprovalRequest request(long requestId);

    /**
     * Approves a request in CertCentral.
     *
     * @throws NotAuthorizedException with {@code access_denied|invalid_approver} if the user of the API key may not
     *     approve it
     */
    void approveRequest(long requestId, String comment);

    /**
     * Returns an organisation of the account.
     *
     * @throws RefusedException with {@code saysNotFound} if the account has no such organisation
     */
    Organization organization(long organizationId);

    /** Returns the validations of an organisation; empty if it never had one. */
    List<OrganizationValidation> organizationValidations(long organizationId);

    /** Returns the amounts that the account can spend. */
    Balance balance();

    /**
     * Returns the certificate with its chain, as PEM blocks in no promised order.
     *
     * @return empty if CertCentral has no PEM, as for a certificate made on a token
     */
    Optional<String> certificatePem(long certificateId);

    /** Returns the certificate and its issuers; empty if CertCentral has no PEM for it. */
    List<ChainEntry> chain(long certificateId);

    /** Returns the user to whom the API key belongs, with the user's roles. */
    CurrentUser currentUser();

    /**
     * Returns a user of the account.
     *
     * @throws RefusedException with {@code saysNotFound} if the account has no such user
     */
    User user(long userId);

    /**
     * Returns a product of the account, such as {@code eu_eseal}.
     *
     * @throws RefusedException with {@code not_found|product} if the account does not have the product
     */
    Product product(String nameId);
}
