package io.eseal.setup;

import java.util.List;

/** The settings do not permit a start; the message is one sentence a line. */
class StartRefusedException extends RuntimeException {

    StartRefusedException(List<String> findings) {
        super(String.join(System.lineSeparator(), findings));
    }
}
