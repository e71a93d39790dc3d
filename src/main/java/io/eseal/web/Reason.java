package io.eseal.web;

import jakarta.validation.constraints.Size;

/** Why somebody asks for a cancellation or a revocation; may be left out. */
public record Reason(@Size(max = 2000) String reason) {

    /** Without surrounding white space; empty when none was given. */
    public static String text(Reason given) {
        return given == null || given.reason == null ? "" : given.reason.strip();
    }
}
