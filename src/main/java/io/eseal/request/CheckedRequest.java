package io.eseal.request;

import io.eseal.orderbody.OrderBody;
import io.eseal.validation.Finding;
import java.util.List;
import java.util.Optional;

/**
 * Result of checking a request.
 *
 * @param request the body, an object: valid values normalised, invalid values unchanged, card data and private keys
 *     removed
 * @param findings every error found; empty when the request may be ordered
 */
public record CheckedRequest(OrderBody request, List<Finding> findings) {

    /** Returns SHA-256 of the key in the CSR, in lower-case hex; empty without a CSR that can be read. */
    public Optional<String> keyFingerprint() {
        return key().map(Csr::keyFingerprint);
    }

    /** Returns what the key in the CSR is recognised by; empty without a CSR that can be read. */
    public Optional<String> keyPrint() {
        return key().map(Csr::keyPrint);
    }

    private Optional<Csr> key() {
        return request.csr().flatMap(CheckedRequest::keyOf);
    }

    private static Optional<Csr> keyOf(String csr) {
        try {
            return Optional.of(Csr.parse(csr));
        } catch (CsrRejected e) {
            return Optional.empty();
        }
    }
}
