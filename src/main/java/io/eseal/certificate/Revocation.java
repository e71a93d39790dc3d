package io.eseal.certificate;

import io.eseal.certcentral.ApprovalRequest;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.RefusedException;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Timeline;
import org.springframework.stereotype.Component;

import java.util.Optional;

/** Has CertCentral revoke all certificates of an order; asking twice is harmless. */
@Component
class Revocation {

    private final CertCentral certCentral;
    private final EsealRegister register;
    private final Timeline timeline;

    Revocation(CertCentral certCentral, EsealRegister register, Timeline timeline) {
        this.certCentral = certCentral;
        this.register = register;
        this.timeline = timeline;
    }

    /** @return false when CertCentral leaves it to a person in its console */
    boolean revoke(String esealId, long orderId) {
        if (isRevoked(esealId, orderId)) {
            return true;
        }
        try {
            Optional<ApprovalRequest> request = certCentral.revokeOrder(orderId, "Revocation approved (" + esealId + ")");
            if (request.isPresent() && !request.get().status().equals(Optional.of("approved"))) {
                certCentral.approveRequest(request.get().id(), "Approved in the process of " + esealId);
            }
            timeline.add(esealId, "revocation_requested_at_certcentral", "order " + orderId);
            return true;
        } catch (NotAuthorizedException e) {
            // The key's user may ask but not approve: somebody with the role does it in the console.
            if (!e.hasCode("access_denied|invalid_approver")) {
                throw e;
            }
            return refused(esealId, e);
        } catch (RefusedException | NotOfferedException e) {
            return refused(esealId, e);
        }
    }

    /** Whether CertCentral counts the order as revoked, or has approved the request to revoke it. */
    boolean isRevoked(String esealId, long orderId) {
        OrderInfo order = certCentral.order(orderId);
        register.orderStatus(esealId, order.status());
        // Revoking the only certificate can leave the order itself active (CertCentral's account setting).
        return order.status().equals("revoked") || order.requests().stream()
                .anyMatch(request -> request.type().equals(Optional.of("revoke")) && request.status().equals(Optional.of("approved")));
    }

    private boolean refused(String esealId, RuntimeException e) {
        timeline.add(esealId, "revocation_refused", e.getMessage());
        return false;
    }
}
