package io.eseal.certcentral;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.certcentral.CertCentralApi.Csr;
import io.eseal.certcentral.CertCentralApi.RequestStatus;
import io.eseal.certcentral.CertCentralApi.Revocation;
import io.eseal.certcentral.CertCentralApi.StatusChange;
import io.eseal.certcentral.CertCentralSettings.UpdateCsr;
import io.eseal.id.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.Assert;

/** Implements {@link CertCentral} over the HTTP calls of {@link CertCentralApi}. */
final class CertCentralClient implements CertCentral {

    // dev.digicert.com, "status-change-list": at most 604800 seconds.
    private static final Duration LONGEST_WINDOW = Duration.ofDays(7);
    private static final int LARGEST_PAGE = 1000;
    // Enough for a million changes in a week; a longer list is taken for one without an end.
    private static final int MOST_PAGES = 1000;

    private final CertCentralApi api;
    private final ObjectMapper mapper;
    private final CsrPlacement csrPlacement;
    private final UpdateCsr updateCsr;
    private final Optional<Long> containerId;

    CertCentralClient(CertCentralApi api, ObjectMapper mapper, CertCentralSettings settings) {
        this.api = api;
        this.mapper = mapper;
        this.csrPlacement = settings.csrPlacement();
        this.updateCsr = settings.updateCsr();
        this.containerId = Optional.ofNullable(settings.containerId());
    }

    @Override
    public PlacedOrder placeOrder(EsealOrder order, Instant notAfter) {
        WireBody body = WireBody.of(order, mapper, csrPlacement, containerId);
        return api.placeOrder(body, body.holdsCard(), notAfter);
    }

    @Override
    public OrderInfo order(OrderId orderId) {
        return asked(
                api.order(orderId.value()),
                order -> order.id().value(),
                orderId.value(),
                "GET /order/certificate/{orderId}");
    }

    @Override
    public OrderValidation validation(OrderId orderId) {
        return api.validation(orderId.value());
    }

    @Override
    public List<OrderReference> statusChanges(Duration window) {
        Assert.isTrue(
                !window.isNegative() && !window.isZero() && window.compareTo(LONGEST_WINDOW) <= 0,
                "The window of status changes must be longer than zero and at most seven days.");
        long seconds = window.plusSeconds(1).minusNanos(1).toSeconds();
        List<OrderReference> changes = new ArrayList<>();
        long read = 0;
        int pages = 0;
        OrderReferences page;
        do {
            page = api.statusChanges(seconds, read, LARGEST_PAGE);
            page.orders().forEach(entry -> entry.reference().ifPresent(changes::add));
            read += page.orders().size();
            if (++pages > MOST_PAGES) {
                throw new UnknownOutcomeException("GET /order/certificate/status-changes", "the list does not end");
            }
        } while (!page.orders().isEmpty() && read < page.total());
        return List.copyOf(changes);
    }

    @Override
    public OrderPage orders(OrderFilter filter, int offset, int limit) {
        Assert.isTrue(
                offset >= 0 && limit >= 1 && limit <= LARGEST_PAGE,
                "A page of orders starts at 0 or later and holds 1 to 1000.");
        OrderList answer = api.orders(filter.query(offset, limit));
        int read = answer.length();
        // Without a total, another page may follow a full one.
        long total = answer.page().flatMap(Page::total).orElse((long) offset + read + (read < limit ? 0 : 1));
        return new OrderPage(
                answer.orders().stream().filter(filter::matches).toList(),
                total,
                offset,
                limit,
                answer.orders().stream().map(OrderInfo::id).toList(),
                answer.page().flatMap(Page::total).isPresent());
    }

    @Override
    public List<OrderReference> ordersByAlternativeId(String alternativeOrderId) {
        try {
            OrderReferences answer = api.ordersByAlternativeId(alternativeOrderId);
            if (!answer.listsOrders() || answer.orders().size() < answer.total()) {
                throw UnknownOutcomeException.incomplete(
                        "GET " + CertCentralApi.ALTERNATIVE_ID_PATH,
                        answer.listsOrders()
                                ? "the answer counts " + answer.total() + " orders and shows "
                                        + answer.orders().size()
                                : "the answer lists no orders");
            }
            // Counting an entry without an id as "no order" would lead to a second order.
            return answer.orders().stream()
                    .map(entry -> entry.reference()
                            .orElseThrow(() -> new UnknownOutcomeException(
                                    "GET " + CertCentralApi.ALTERNATIVE_ID_PATH, "an order in the answer has no id")))
                    .toList();
        } catch (RefusedException e) {
            if (e.saysNotFound()) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public void updateCsr(OrderId orderId, String csr) {
        if (!updateCsr.enabled()) {
            throw NotOfferedException.switchedOff(updateCsr.method() + " " + updateCsr.path());
        }
        api.updateCsr(HttpMethod.valueOf(updateCsr.method()), orderId.value(), new Csr(WireBody.singleLine(csr)));
    }

    @Override
    public void cancelOrder(OrderId orderId, String note) {
        api.updateOrderStatus(orderId.value(), new StatusChange("CANCELED", note));
    }

    @Override
    public Optional<ApprovalRequest> revokeCertificate(long certificateId, String comments) {
        return revoke(() -> api.revokeCertificate(certificateId, new Revocation(comments)));
    }

    @Override
    public Optional<ApprovalRequest> revokeOrder(OrderId orderId, String comments) {
        return revoke(() -> api.revokeOrder(orderId.value(), new Revocation(comments)));
    }

    @Override
    public ApprovalRequest request(long requestId) {
        return asked(api.request(requestId), ApprovalRequest::id, requestId, "GET /request/{requestId}");
    }

    @Override
    public void approveRequest(long requestId, String comment) {
        api.updateRequestStatus(requestId, new RequestStatus(ApprovalRequest.APPROVED, comment));
    }

    @Override
    public Organization organization(long organizationId) {
        return asked(
                api.organization(organizationId),
                Organization::id,
                organizationId,
                "GET /organization/{organizationId}");
    }

    @Override
    public List<OrganizationValidation> organizationValidations(long organizationId) {
        return api.organizationValidations(organizationId).validations();
    }

    @Override
    public Balance balance() {
        return api.balance(containerId.orElse(null));
    }

    @Override
    public Optional<String> certificatePem(long certificateId) {
        ResponseEntity<byte[]> download = api.certificatePem(certificateId);
        if (download.getBody() == null) {
            return Optional.empty();
        }
        Optional<MediaType> declared = Optional.ofNullable(download.getHeaders().getContentType());
        String answer = AnswerText.ofPem(download.getBody(), declared.map(MediaType::getCharset));
        if (answer.isBlank()) {
            return Optional.empty();
        }
        // A page of a proxy is no download, and is asked for again; PEM of another kind is what came, for the rules to
        // judge.
        if (!answer.contains("-----BEGIN ")) {
            throw new UnknownOutcomeException(
                    "GET " + CertCentralApi.DOWNLOAD_PEM_PATH, "the answer is not a PEM file");
        }
        return Optional.of(answer);
    }

    @Override
    public List<ChainEntry> chain(long certificateId) {
        return api.chain(certificateId).intermediates();
    }

    @Override
    public CurrentUser currentUser() {
        return api.currentUser();
    }

    @Override
    public User user(long userId) {
        return asked(api.user(userId), User::id, userId, "GET /user/{userId}");
    }

    @Override
    public Product product(String nameId) {
        return api.product(nameId);
    }

    /**
     * Returns the answer if it is about the id asked for. A cache between this service and CertCentral may return the
     * answer to another call.
     *
     * @throws UnknownOutcomeException if the answer is about another id
     */
    private static <T> T asked(T answer, ToLongFunction<T> id, long asked, String call) {
        if (id.applyAsLong(answer) != asked) {
            throw new UnknownOutcomeException(call, "the answer is about another one");
        }
        return answer;
    }

    private static Optional<ApprovalRequest> revoke(Supplier<ResponseEntity<ApprovalRequest>> call) {
        try {
            return Optional.ofNullable(call.get().getBody());
        } catch (RefusedException e) {
            // A certificate that is already revoked is the result asked for.
            if (e.errors().stream()
                    .anyMatch(error -> error.code().contains("order_already_revoked")
                            || error.code().contains("order_is_revoked"))) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
