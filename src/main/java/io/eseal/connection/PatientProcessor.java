package io.eseal.connection;

import java.io.IOException;
import java.util.Optional;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Processes the requests of one connection in Tomcat, and reads their bodies for {@link BodyFirstAdapter}, one after
 * the other.
 */
final class PatientProcessor extends Http11Processor {

    /**
     * Index among the connector's notes on a request; the connector uses the first ones itself. Notes stay from one
     * request to the next.
     */
    private static final int WAITED = 28;

    private final WaitingTimes waiting;

    PatientProcessor(PatientProtocol protocol, Adapter application, WaitingTimes waiting) {
        super(protocol, application);
        this.waiting = waiting;
    }

    /** Returns the waiting time of a request's connection; empty if none is measured. */
    static Optional<Waited> waited(Request call) {
        return Optional.ofNullable((Waited) call.getNote(WAITED));
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        request.setNote(WAITED, waiting.of(socket));
        return super.service(socket);
    }

    /**
     * Drops dispatches on the thread that reads a body. The last chunk makes the connector report the end of the body
     * at once on that thread; it would then handle the next bytes on the connection as a new request, before the answer
     * to this one and in the middle of a body. {@link ArrivingBody} finds the end of a body itself.
     */
    @Override
    protected void executeDispatches() {
        if (request.isRequestThread()) {
            clearDispatches();
        } else {
            super.executeDispatches();
        }
    }
}
