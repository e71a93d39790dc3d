package io.eseal.certcentral;

import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * DigiCert CertCentral, Services API v2. Each method is one call (the status changes: one a thousand changes), ended by
 * an answer or by a {@link CertCentralException} within {@code certcentral.call-timeout}, after waiting for its turn
 * for at most {@code certcentral.limits.longest-wait}. Any call can end in a {@link HeldBackException}: it was not made
 * then. Nothing is repeated here: who calls decides that, by {@link CertCentralException#mayHaveBeenProcessed()}. An
 * answer that reads in two ways, whose ids are no positive whole numbers, or that is about another order than was asked
 * for is unclear; its texts are cut to what the register keeps.
 */
public interface CertCentral {

    /** CertCentral as the settings say, without metrics, limits and breaker. */
    static CertCentral of(CertCentralSettings settings, Clock clock) {
        return CertCentralConfiguration.client(settings, clock, ObservationRegistry.NOOP, UnaryOperator.identity());
    }

    /**
     * Orders an eSeal. It costs money and CertCentral has no idempotency key: never repeat it without looking for the
     * first order by {@link #ordersByAlternativeId}.
     *
     * @param notAfter the call is not sent after this instant, whatever it had to wait for: somebody else may have
     *     ordered since
     * @throws RefusedException if CertCentral declines the content or the payment, in its own words
     * @throws UnknownOutcomeException also for a 4xx without CertCentral's error codes, and for every 409 and 425: they
     *     may come from what stands in between, after the order was taken
     * @throws HeldBackException among others if it is too late
     */
    PlacedOrder placeOrder(EsealOrder order, Instant notAfter);

    /**
     * The order as it stands. A {@link RefusedException} with {@code saysNotFound} if there is none, or not for this
     * key.
     */
    OrderInfo order(long orderId);

    /** How far the validation of an order is. */
    OrderValidation validation(long orderId);

    /**
     * The orders whose status changed lately, each as a hint to read the order.
     *
     * @param window how far to look back, one second to seven days; part of a second counts as a whole one
     * @throws IllegalArgumentException if the window is out of bounds
     */
    List<OrderReference> statusChanges(Duration window);

    /**
     * A page of the orders, newest first. {@link OrderListReading} tells whether the pages make up the whole list.
     *
     * @param offset from 0
     * @param limit 1 to 1000
     */
    OrderPage orders(OrderFilter filter, int offset, int limit);

    /**
     * Every order with this reference of ours; empty if there is none. More than one is possible.
     *
     * @throws UnknownOutcomeException {@linkplain UnknownOutcomeException#incomplete() incomplete} if the answer counts
     *     more orders than it shows, or has no list of them
     */
    List<OrderReference> ordersByAlternativeId(String alternativeOrderId);

    /**
     * Gives a pending order another CSR.
     *
     * @param csr PEM
     * @throws NotOfferedException if the call is switched off ({@code certcentral.update-csr.enabled}) or not there
     */
    void updateCsr(long orderId, String csr);

    /**
     * Cancels an order that is {@code pending} or {@code waiting_pickup}.
     *
     * @param note why; CertCentral requires it
     */
    void cancelOrder(long orderId, String note);

    /**
     * Asks for the revocation of one certificate.
     *
     * @param comments why; CertCentral takes no reason code for an eSeal
     * @return the request that someone has to approve; empty if it is revoked at once, or already was
     */
    Optional<ApprovalRequest> revokeCertificate(long certificateId, String comments);

    /** Asks for the revocation of all certificates of an order, otherwise like {@link #revokeCertificate}. */
    Optional<ApprovalRequest> revokeOrder(long orderId, String comments);

    /** A request as it stands. For the status of an order read the order: a request's copy of it can be stale. */
    ApprovalRequest request(long requestId);

    /**
     * Approves a request.
     *
     * @throws NotAuthorizedException with {@code access_denied|invalid_approver} if the key's user may not approve it
     */
    void approveRequest(long requestId, String comment);

    /** An organisation of the account. A {@link RefusedException} with {@code saysNotFound} if there is none. */
    Organization organization(long organizationId);

    /** The validations of an organisation; empty if it never had one. */
    List<OrganizationValidation> organizationValidations(long organizationId);

    /** What the account can spend. */
    Balance balance();

    /**
     * The certificate with its chain, as PEM blocks in no promised order.
     *
     * @return empty if CertCentral has no PEM for it, as for a certificate that is made on a token
     */
    Optional<String> certificatePem(long certificateId);

    /** The certificate and its issuers; empty if CertCentral has no PEM for it. */
    List<ChainEntry> chain(long certificateId);

    /** Whose key this is, and what it may do. */
    CurrentUser currentUser();

    /** A product. {@link RefusedException} with {@code not_found|product} if the account does not have it. */
    Product product(String nameId);
}
