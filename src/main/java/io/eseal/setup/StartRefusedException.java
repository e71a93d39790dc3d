package io.eseal.setup;

import java.util.List;

/** Refuses a start because of the settings; the message has one sentence on each line. */
class StartRefusedException extends RuntimeException {

    StartRefusedException(List<String> findings) {
        super(String.join(System.lineSeparator(), findings));
    }
}
