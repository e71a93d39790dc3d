package io.eseal.faults;

import java.io.IOException;

/**
 * Says what becomes of one call to CertCentral.
 *
 * @param name under which it is counted
 * @param effective whether CertCentral executes the call
 */
record Fault(String name, boolean effective, Act act) {

    /** An {@link IOException} means that the client went away, which is no error here. */
    interface Act {
        void play(InterceptedCall exchange) throws IOException, InterruptedException;
    }

    @Override
    public String toString() {
        return name;
    }
}
