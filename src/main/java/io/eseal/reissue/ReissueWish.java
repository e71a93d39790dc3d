package io.eseal.reissue;

import io.eseal.web.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Body of a call that asks for a reissue.
 *
 * @param csr the CSR with the new key, in PEM format
 * @param reason why the seal needs a new key, in at most 2,000 characters; may be left out
 */
record ReissueWish(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String csr,

        @Size(max = 2000) @Nullable String reason) {

    /** Returns the CSR as it was sent; empty if none was. */
    static String givenCsr(@Nullable ReissueWish wish) {
        return wish == null || wish.csr == null ? "" : wish.csr;
    }

    /** Returns the reason without surrounding white space; empty if none was given. */
    static String givenReason(@Nullable ReissueWish wish) {
        return wish == null ? "" : Reason.text(new Reason(wish.reason));
    }
}
