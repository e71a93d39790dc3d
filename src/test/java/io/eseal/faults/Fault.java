package io.eseal.faults;

import java.io.IOException;

/**
 * What becomes of one call.
 *
 * @param name under which it is counted
 * @param effective whether CertCentral executes the call
 */
record Fault(String name, boolean effective, Act act) {

    /** An {@link IOException} means that the client went away, which is no error here. */
    interface Act {
        void play(Exchange exchange) throws IOException, InterruptedException;
    }

    @Override
    public String toString() {
        return name;
    }
}
