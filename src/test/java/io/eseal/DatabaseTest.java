package io.eseal;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.StateEntered;
import io.eseal.request.Bodies;
import io.eseal.security.Actors;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rules that hold on each database: the registers as Spring wires them, on the real tables, emptied before each test.
 */
public abstract class DatabaseTest {

    private static final Map<Database, AnnotationConfigApplicationContext> CONTEXTS = new EnumMap<>(Database.class);

    protected final JdbcClient jdbc;
    protected final TestClock clock;
    protected final EsealRegister register;
    protected final Timeline timeline;
    protected final Actors actors;
    protected final ObjectMapper json;
    protected final PlatformTransactionManager transactionManager;
    /** Stands for the engine's transaction. */
    protected final TransactionTemplate transaction;

    private final IdentityService identity;
    private final Entered entered;

    protected DatabaseTest(Database database) {
        AnnotationConfigApplicationContext context = context(database);
        jdbc = context.getBean(JdbcClient.class);
        clock = context.getBean(TestClock.class);
        register = context.getBean(EsealRegister.class);
        timeline = context.getBean(Timeline.class);
        actors = context.getBean(Actors.class);
        json = context.getBean(ObjectMapper.class);
        identity = context.getBean(IdentityService.class);
        entered = context.getBean(Entered.class);
        transactionManager = context.getBean(PlatformTransactionManager.class);
        transaction = new TransactionTemplate(transactionManager);
    }

    @BeforeEach
    void start_empty() {
        List.of(
                        "timeline",
                        "approval",
                        "approval_round",
                        "request_editor",
                        "certificate",
                        "ledger",
                        "order_holder",
                        "look_up_proof",
                        "status_sweep",
                        "call_budget",
                        "call_pause",
                        "ledger_difference",
                        "ledger_check",
                        "mail",
                        "mail_mark",
                        "mail_address",
                        "shedlock",
                        "eseal")
                .forEach(table -> jdbc.sql("delete from " + table).update());
        clock.reset();
        entered.events.clear();
        actingAs(null);
    }

    /** Who is signed in from now on; null for the service itself. */
    protected void actingAs(String user, String... groups) {
        when(identity.getCurrentAuthentication())
                .thenReturn(user == null ? null : new Authentication(user, Arrays.asList(groups)));
    }

    /** A request of {@code requester} for a token of organisation 2042709. */
    protected EsealId request(EsealId id) {
        transaction.executeWithoutResult(status -> register.open(id, "requester", Bodies.json("""
                {'provisioning_method': 'qscd', 'payment_method': 'balance', 'organization': {'id': 2042709}}""")));
        return id;
    }

    protected List<String> eventsOf(EsealId id) {
        return timeline.of(id).stream().map(TimelineEntry::event).toList();
    }

    protected List<StateEntered> statesEntered() {
        return entered.events;
    }

    /** Runs the same work in so many threads at one moment; an exception of any of them fails the test. */
    protected static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<T>> results = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> {
                        start.await();
                        return work.call();
                    }))
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> result : results) {
                answers.add(result.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    private static synchronized AnnotationConfigApplicationContext context(Database database) {
        return CONTEXTS.computeIfAbsent(database, wanted -> {
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            context.registerBean(
                    DataSource.class, wanted::dataSource, definition -> definition.setDestroyMethodName(""));
            context.register(Wiring.class, Entered.class, Actors.class, Timeline.class, EsealRegister.class);
            context.refresh();
            return context;
        });
    }

    // No @Configuration: the application's own tests scan this package.
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Wiring {

        @Bean
        JdbcClient jdbcClient(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        ObjectMapper objectMapper() {
            return new ObjectMapper().findAndRegisterModules();
        }

        @Bean
        TestClock clock() {
            return new TestClock();
        }

        @Bean
        IdentityService identityService() {
            return mock(IdentityService.class);
        }
    }

    static class Entered {

        private final List<StateEntered> events = new ArrayList<>();

        @EventListener
        void on(StateEntered event) {
            events.add(event);
        }
    }
}
