package io.eseal.web;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Why somebody asks for a cancellation or a revocation; may be left out. */
public record Reason(@Size(max = 2000) @Nullable String reason) {

    /** Without surrounding white space; empty when none was given. */
    public static String text(@Nullable Reason given) {
        return given == null || given.reason == null ? "" : given.reason.strip();
    }
}
