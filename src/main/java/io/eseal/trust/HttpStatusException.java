package io.eseal.trust;

import java.io.IOException;

/** Signals an answer with another HTTP status than 200, with what came with it. */
final class HttpStatusException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient byte[] content;

    HttpStatusException(int status, byte[] content) {
        super("HTTP status " + status);
        this.content = content.clone();
    }

    /** Returns the body; empty when there is none, or it is too large or cannot be read. */
    byte[] content() {
        return content.clone();
    }
}
