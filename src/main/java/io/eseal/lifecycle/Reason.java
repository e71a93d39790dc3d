package io.eseal.lifecycle;

import jakarta.validation.constraints.Size;

/** Why somebody asks for a cancellation or a revocation; may be left out. */
public record Reason(@Size(max = 2000) String reason) {

    public String text() {
        return reason == null ? "" : reason.strip();
    }
}
