package io.eseal.connection;

import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP/1.1 connector of Tomcat with deadlines for whole requests and answers, which uses no thread until a request is
 * complete. Public because Tomcat makes it by its class name.
 */
public class PatientProtocol extends Http11NioProtocol {

    private final WaitingTimes waiting;

    @SuppressWarnings("NullAway.Init") // limit sets it before the start.
    private ConnectionSettings settings;

    @SuppressWarnings("NullAway.Init") // limit sets it before the start.
    private BodyBudget budget;

    private String contextPath = "";
    private Optional<ScheduledFuture<?>> looks = Optional.empty();

    /** Makes a connector; Tomcat calls this, and {@link #limit} must follow before the start. */
    public PatientProtocol() {
        waiting = new WaitingTimes(getHandler());
        getEndpoint().setHandler(waiting);
    }

    /**
     * Sets the limits of the connector; must be called before the start.
     *
     * @param context the context path of the application
     */
    void limit(ConnectionSettings limits, BodyBudget bodies, String context) {
        this.settings = limits;
        this.budget = bodies;
        this.contextPath = context;
    }

    WaitingTimes waiting() {
        return waiting;
    }

    @Override
    public void setAdapter(Adapter application) {
        super.setAdapter(new BodyFirstAdapter(application, settings, budget, contextPath));
    }

    @Override
    protected Processor createProcessor() {
        return new PatientProcessor(this, getAdapter(), waiting);
    }

    @Override
    public void start() throws Exception {
        super.start();
        looks = Optional.of(getUtilityExecutor()
                .scheduleWithFixedDelay(
                        this::look, WaitingTimes.EVERY_MILLIS, WaitingTimes.EVERY_MILLIS, TimeUnit.MILLISECONDS));
    }

    private void look() {
        try {
            waiting.look(getEndpoint().getConnections(), settings, getMaxThreads());
        } catch (RuntimeException e) {
            getLog().warn("Connections could not be looked at", e);
        }
    }

    @Override
    public void stop() throws Exception {
        looks.ifPresent(each -> each.cancel(false));
        super.stop();
    }
}
