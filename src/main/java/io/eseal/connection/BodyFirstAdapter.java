package io.eseal.connection;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Calls the application when the whole body of a request has arrived. Until then the connection waits without a thread,
 * by the connector's own non-blocking reading (Servlet 6.0, 3.7); the application sees a request whose body is
 * complete. Refuses a body that is not permitted before it is read.
 */
final class BodyFirstAdapter implements Adapter {

    /** Index among the connector's notes on a request; the connector uses the first ones itself. */
    private static final int ARRIVING = 29;
    /** Time in which a body that is not permitted may still arrive, so that its sender can read the refusal. */
    private static final long GRACE_MILLIS = 500;

    private final Adapter application;
    private final ConnectionSettings settings;
    private final BodyBudget budget;
    private final String contextPath;

    BodyFirstAdapter(Adapter application, ConnectionSettings settings, BodyBudget budget, String contextPath) {
        this.application = application;
        this.settings = settings;
        this.budget = budget;
        this.contextPath = contextPath;
    }

    @Override
    public void service(Request call, Response answer) throws Exception {
        if (!isReadable(call)) {
            Refusal.MALFORMED.answer(call, answer, "The Content-Length of the request is no length.");
        } else if (hasBody(call)) {
            collect(call, answer);
        } else {
            call(call, answer, Optional.empty());
        }
    }

    /** Tells whether the Content-Length is a number; the connector itself continues with one that is not. */
    private static boolean isReadable(Request call) {
        try {
            call.getContentLengthLong();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void collect(Request call, Response answer) throws Exception {
        boolean known = CallCredentials.hasCredentials(call);
        int largest = largestBody(call);
        var body = new ArrivingBody(
                call, known ? largest : Math.min(largest, CallCredentials.LARGEST_ANONYMOUS_BODY), known, budget);
        boolean waits = false;
        call.setRequestThread();
        try {
            if (call.getContentLengthLong() >= 0) {
                body.takeWhatIsHere();
            }
            waits = !body.isOver();
            if (waits) {
                await(
                        call,
                        body,
                        known || CallCredentials.mayBeAnonymous(call, contextPath)
                                ? settings.requestWithin().toMillis()
                                : GRACE_MILLIS);
            }
        } catch (IOException | RuntimeException e) {
            body.forget();
            throw e;
        } finally {
            call.clearRequestThread();
        }
        if (!waits) {
            proceed(call, answer, body);
        }
    }

    private int largestBody(Request call) {
        String path = call.requestURI().toString();
        boolean sealed = path != null
                && path.startsWith(contextPath)
                && SealedDocuments.isBroughtBy(call.method().toString(), path.substring(contextPath.length()));
        return sealed ? SealedDocuments.LARGEST : (int) settings.largestBody().toBytes();
    }

    private static boolean hasBody(Request call) {
        return call.getContentLengthLong() > 0
                || call.getContentLengthLong() < 0 && call.getHeader("Transfer-Encoding") != null;
    }

    private static void await(Request call, ArrivingBody body, long atMostMillis) {
        call.setNote(ARRIVING, body);
        if (call.hasExpectation()) {
            call.action(ActionCode.ACK, ContinueResponseTiming.ALWAYS);
        }
        call.action(ActionCode.ASYNC_START, body);
        call.action(ActionCode.ASYNC_SETTIMEOUT, atMostMillis);
        call.setReadListener(body);
    }

    @Override
    public boolean asyncDispatch(Request call, Response answer, SocketEvent event) throws Exception {
        if (!(call.getNote(ARRIVING) instanceof ArrivingBody body)) {
            return application.asyncDispatch(call, answer, event);
        }
        boolean late = event == SocketEvent.TIMEOUT;
        call.setRequestThread();
        try {
            if (late) {
                call.action(ActionCode.ASYNC_TIMEOUT, new AtomicBoolean());
            } else if (event == SocketEvent.OPEN_READ) {
                call.onDataAvailable();
            } else {
                abandon(call, body);
                return false;
            }
            if (!late && !body.isOver()) {
                return true;
            }
            restart(call);
        } catch (BadRequestException e) {
            restart(call);
            body.forget();
            Refusal.MALFORMED.answer(
                    call, answer, "The chunks of the body are not as RFC 9112, section 7.1, has them.");
            return true;
        } catch (IOException | RuntimeException e) {
            abandon(call, body);
            return false;
        } finally {
            call.clearRequestThread();
        }
        if (late && !body.hasGivenWay()) {
            late(call, answer, body);
        } else {
            proceed(call, answer, body);
        }
        return true;
    }

    /** Puts the request back into the state at its beginning; this also removes the read listener. */
    private static void restart(Request call) {
        call.setNote(ARRIVING, null);
        call.action(ActionCode.ASYNC_DISPATCH, null);
        call.action(ActionCode.ASYNC_DISPATCHED, null);
        call.action(ActionCode.ASYNC_SETTIMEOUT, -1L);
    }

    private static void abandon(Request call, ArrivingBody body) {
        call.setNote(ARRIVING, null);
        body.forget();
    }

    private void proceed(Request call, Response answer, ArrivingBody body) throws Exception {
        switch (body.end()) {
            case COMPLETE -> call(call, answer, Optional.of(body));
            case TOO_LARGE ->
                Refusal.TOO_LARGE.answer(
                        call,
                        answer,
                        "A body may have at most %d KiB, and without signing in %d KiB."
                                .formatted(largestBody(call) / 1024, CallCredentials.LARGEST_ANONYMOUS_BODY / 1024));
            case NO_ROOM ->
                Refusal.NO_ROOM.answer(call, answer, "Too many large bodies at once. Try again in a few seconds.");
            case GAVE_WAY ->
                Refusal.NO_ROOM.answer(
                        call,
                        answer,
                        "Too many large bodies at once, and this one came slower than others. Try again in a few seconds.");
        }
    }

    /**
     * Answers a body that did not arrive in time: a caller who may not send a body gets the answer of the application
     * to the call without it, all others a 408.
     */
    private void late(Request call, Response answer, ArrivingBody body) throws Exception {
        body.forget();
        if (CallCredentials.hasCredentials(call) || CallCredentials.mayBeAnonymous(call, contextPath)) {
            Refusal.LATE.answer(
                    call,
                    answer,
                    "The request did not come within %d seconds."
                            .formatted(settings.requestWithin().toSeconds()));
        } else {
            answer.addHeader("Connection", "close");
            call(call, answer, Optional.of(body));
            call.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private void call(Request call, Response answer, Optional<ArrivingBody> body) throws Exception {
        InputBuffer connection = call.getInputBuffer();
        body.ifPresent(arrived -> call.setInputBuffer(arrived.body()));
        try {
            application.service(call, answer);
        } finally {
            call.setInputBuffer(connection);
            body.ifPresent(ArrivingBody::forget);
            PatientProcessor.waited(call).ifPresent(Waited::answered);
        }
    }

    @Override
    public boolean prepare(Request call, Response answer) throws Exception {
        return application.prepare(call, answer);
    }

    @Override
    public void log(Request call, Response answer, long time) {
        application.log(call, answer, time);
    }

    @Override
    public void checkRecycled(Request call, Response answer) {
        application.checkRecycled(call, answer);
    }

    @Override
    public String getDomain() {
        return application.getDomain();
    }
}
