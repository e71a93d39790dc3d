package io.eseal.revocation;

import io.eseal.web.Reason;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Body of a call that asks for a revocation.
 *
 * @param reason the reason in at most 2,000 characters; may be left out
 * @param keyCompromised whether somebody else has, or may have, the private key: once the seal is revoked, no request
 *     is ordered with this key again
 * @param replacement whether another seal is to be requested in its place once the revocation is approved
 */
record RevocationWish(
        @Size(max = 2000) @Nullable String reason,
        @Nullable Boolean keyCompromised,
        @Nullable Boolean replacement) {

    /** Returns the reason without surrounding white space, with what it means for the key; empty if none was given. */
    static String text(@Nullable RevocationWish wish) {
        String reason = wish == null ? "" : Reason.text(new Reason(wish.reason));
        return isCompromised(wish) ? (reason + " (the key was compromised)").strip() : reason;
    }

    static boolean isCompromised(@Nullable RevocationWish wish) {
        return wish != null && Boolean.TRUE.equals(wish.keyCompromised);
    }

    static boolean wantsReplacement(@Nullable RevocationWish wish) {
        return wish != null && Boolean.TRUE.equals(wish.replacement);
    }
}
