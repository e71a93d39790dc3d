package io.eseal.certcentral;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/**
 * Declares the HTTP calls of CertCentral Services API v2 that this service makes (dev.digicert.com, CertCentral
 * Services API).
 */
@HttpExchange(contentType = "application/json", accept = "application/json")
interface CertCentralApi {

    String UPDATE_CSR_PATH = "${certcentral.update-csr.path}";
    String ALTERNATIVE_ID_PATH = "/order/alternate/{alternativeOrderId}";
    String DOWNLOAD_PEM_PATH = "/certificate/{certificateId}/download/format/pem_all";

    @PostExchange("/order/certificate/eu_eseal")
    PlacedOrder placeOrder(
            @RequestBody WireBody order,
            @RequestAttribute(DeadlineRequestFactory.CARD) boolean card,
            @RequestAttribute(DeadlineRequestFactory.NOT_AFTER) Instant notAfter);

    @GetExchange("/order/certificate/{orderId}")
    OrderInfo order(@PathVariable long orderId);

    @GetExchange("/order/certificate/{orderId}/validation")
    OrderValidation validation(@PathVariable long orderId);

    @GetExchange("/order/certificate/status-changes")
    OrderReferences statusChanges(@RequestParam long seconds, @RequestParam long offset, @RequestParam int limit);

    @GetExchange("/order/certificate")
    OrderList orders(@RequestParam MultiValueMap<String, String> query);

    @GetExchange(ALTERNATIVE_ID_PATH)
    OrderReferences ordersByAlternativeId(@PathVariable String alternativeOrderId);

    @HttpExchange(UPDATE_CSR_PATH)
    void updateCsr(HttpMethod method, @PathVariable long orderId, @RequestBody Csr csr);

    @PutExchange("/order/certificate/{orderId}/status")
    void updateOrderStatus(@PathVariable long orderId, @RequestBody StatusChange change);

    @PutExchange("/certificate/{certificateId}/revoke")
    ResponseEntity<ApprovalRequest> revokeCertificate(
            @PathVariable long certificateId, @RequestBody Revocation revocation);

    @PutExchange("/order/certificate/{orderId}/revoke")
    ResponseEntity<ApprovalRequest> revokeOrder(@PathVariable long orderId, @RequestBody Revocation revocation);

    @GetExchange("/request/{requestId}")
    ApprovalRequest request(@PathVariable long requestId);

    @PutExchange("/request/{requestId}/status")
    void updateRequestStatus(@PathVariable long requestId, @RequestBody RequestStatus status);

    @GetExchange("/organization/{organizationId}")
    Organization organization(@PathVariable long organizationId);

    @GetExchange("/organization/{organizationId}/validation")
    OrganizationValidations organizationValidations(@PathVariable long organizationId);

    @GetExchange("/finance/balance")
    Balance balance(@RequestParam(name = "container_id", required = false) @Nullable Long containerId);

    @GetExchange(value = DOWNLOAD_PEM_PATH, accept = "*/*")
    ResponseEntity<byte[]> certificatePem(@PathVariable long certificateId);

    @GetExchange("/certificate/{certificateId}/chain")
    Chain chain(@PathVariable long certificateId);

    @GetExchange("/user/me")
    CurrentUser currentUser();

    @GetExchange("/user/{userId}")
    User user(@PathVariable long userId);

    @GetExchange("/product/{nameId}")
    Product product(@PathVariable String nameId);

    /** Body of the update-CSR call. */
    record Csr(String csr) {}

    /** Body of the call that cancels an order; {@code status} is in capitals. */
    record StatusChange(String status, String note) {}

    /** Body of the call that approves a request in CertCentral. */
    record RequestStatus(String status, String processorComment) {}

    /** Body of the calls that ask for a revocation. */
    record Revocation(String comments) {}
}
