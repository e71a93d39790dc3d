package io.eseal.connection;

import java.io.IOException;
import java.util.Optional;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's processor of one connection's requests, which reads bodies for {@link BodyFirstAdapter} one after the other.
 */
final class PatientProcessor extends Http11Processor {

    /**
     * One of the connector's notes on a request; it uses the first ones itself. They stay from one request to the next.
     */
    private static final int WAITED = 28;

    private final WaitingTimes waiting;

    PatientProcessor(PatientProtocol protocol, Adapter application, WaitingTimes waiting) {
        super(protocol, application);
        this.waiting = waiting;
    }

    /** @return how long the connection of a request has waited */
    static Optional<Waited> waited(Request call) {
        return Optional.ofNullable((Waited) call.getNote(WAITED));
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        request.setNote(WAITED, waiting.of(socket));
        return super.service(socket);
    }

    /**
     * The last chunk of a body makes the connector report its end at once, on the thread that reads: it would then take
     * what follows on the connection for a request of its own, before the answer to this one, and be in the middle of a
     * request's body. {@link ArrivingBody} sees the end of a body itself.
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
