package io.eseal.web;

import io.eseal.text.VisibleText;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Body of a call that asks for a cancellation, a revocation or a renewal.
 *
 * @param reason the reason in at most 2,000 characters; may be left out
 */
public record Reason(@Size(max = 2000) @Nullable String reason) {

    /** Returns the reason without surrounding white space; empty if no reason was given. */
    public static String text(@Nullable Reason given) {
        return given == null ? "" : VisibleText.trim(given.reason);
    }
}
