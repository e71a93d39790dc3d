package io.eseal.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.simulator.SimulatorServer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The table of docs/authorisation.md speaks of every route of the running application, and says what everybody really
 * gets of it.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:authorisation",
            "logging.level.root=ERROR",
            "logging.level.org.apache.catalina=OFF",
            "management.prometheus.metrics.export.enabled=true",
            "eseal.tracking.sweep-interval=PT1S",
            "eseal.tracking.fallback-poll=PT1H",
            "eseal.ledger-check.cron=-",
            "certcentral.webhook.secret=known-to-CertCentral-and-to-nobody-else",
            // Every route of the history has something to show.
            "camunda.bpm.history-level=full",
            "camunda.bpm.job-execution.wait-time-in-millis=100",
            "camunda.bpm.job-execution.max-wait=200"
        })
@ActiveProfiles("demo")
@Import(UndoneCalls.class)
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorisationMatrixIT {

    private static final SimulatorServer CERT_CENTRAL = SimulatorServer.start();

    private Collection<Route> routes;
    private Table table;

    @DynamicPropertySource
    static void certCentral(DynamicPropertyRegistry settings) {
        settings.add("certcentral.base-url", CERT_CENTRAL::baseUrl);
    }

    @BeforeAll
    void ask(@Autowired ServletWebServerApplicationContext application) throws Exception {
        routes = RunningRoutes.of(application);
        table = Table.read();
    }

    @AfterAll
    void stop() {
        CERT_CENTRAL.close();
    }

    @Test
    void every_route_has_its_row() {
        assertThat(routes)
                .filteredOn(route -> table.rowOf(route).isEmpty())
                .as("routes of the application that no row of docs/authorisation.md speaks of")
                .isEmpty();
    }

    @Test
    void every_row_has_its_routes() {
        Set<Row> needed = new HashSet<>();
        routes.stream().map(table::rowOf).flatMap(Optional::stream).forEach(needed::add);
        assertThat(table.rows())
                .filteredOn(row -> !needed.contains(row))
                .as("rows of docs/authorisation.md that speak of no route of the application")
                .isEmpty();
    }

    @Test
    void everybody_gets_what_the_table_says(
            @Autowired ProcessEngine engine, @Autowired TransactionOperations transaction, @LocalServerPort int port)
            throws Exception {
        Visits visits = new Visits(port);
        TestData data = TestData.prepare(engine, CERT_CENTRAL, visits, transaction);

        Findings findings = Findings.of(routes, Calls.read(), visits, data);

        Report.write(findings);
        assertThat(findings.unclear())
                .as("calls that say nothing about permission: write better ones in calls.txt")
                .isEmpty();
        assertThat(differences(findings))
                .as("what somebody gets, against docs/authorisation.md")
                .isEmpty();
    }

    private List<String> differences(Findings findings) {
        List<String> differences = new ArrayList<>();
        findings.access()
                .forEach((route, found) -> table.rowOf(route)
                        .ifPresent(row -> found.forEach((person, access) -> {
                            Access written = row.access().get(person);
                            boolean nothingThere = written == Access.YES
                                    && access == Access.NONE
                                    && found.get(Person.ADMIN) == Access.NONE;
                            if (access != written && !nothingThere) {
                                differences.add(route + " as " + person.user() + ": " + access.written
                                        + ", but the table says " + written.written + " (" + row + ")");
                            }
                        })));
        return differences;
    }
}
