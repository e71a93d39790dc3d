package io.eseal.certcentral;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.OrderId;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tests the state that several nodes share in one database; PostgreSQL only, since H2 has one node. */
class SharedCallGuardTest extends DatabaseTest {

    @RegisterExtension
    static final WireMockExtension API = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private static final String ORDER = "{\"id\":7,\"status\":\"issued\"}";

    SharedCallGuardTest() {
        super(Database.POSTGRES);
    }

    @Test
    void nodes_share_the_keys_calls() {
        API.stubFor(any(anyUrl()).willReturn(okJson(ORDER)));
        GuardedNode one = node(Map.of("certcentral.limits.longest-wait", "PT0.001S"));
        GuardedNode other = node(Map.of("certcentral.limits.longest-wait", "PT0.001S"));
        for (int call = 0; call < 4; call++) {
            one.certCentral().order(OrderId.of(7));
            other.certCentral().order(OrderId.of(7));
        }

        assertThatThrownBy(() -> one.certCentral().order(OrderId.of(7))).isInstanceOf(HeldBackException.class);
        assertThatThrownBy(() -> other.certCentral().order(OrderId.of(7))).isInstanceOf(HeldBackException.class);
        API.verify(8, anyRequestedFor(anyUrl()));
    }

    @Test
    void a_job_thread_never_needs_more_than_one_connection_beside_the_engines() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(((HikariDataSource) Database.POSTGRES.dataSource()).getJdbcUrl());
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(1000);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            GuardedNode node = new GuardedNode(
                    Database.POSTGRES, pool, URI.create(API.baseUrl()), clock, Map.of(), GuardedNode.passing(clock));
            new TransactionTemplate(new JdbcTransactionManager(pool)).executeWithoutResult(engine -> {
                JdbcClient.create(pool).sql("select 1").query().singleValue();
                API.stubFor(any(anyUrl()).willReturn(status(429)));
                assertThatThrownBy(() -> node.certCentral().order(OrderId.of(7)))
                        .isInstanceOf(TooManyRequestsException.class);
                API.stubFor(any(anyUrl()).willReturn(okJson(ORDER)));
                clock.pass(Duration.ofSeconds(5));
                assertThat(node.certCentral().order(OrderId.of(7)).id().value()).isEqualTo(7);
            });
        }
        assertThat(jdbc.sql("select pause_millis from call_pause")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void what_nodes_share_does_not_tell_the_key() {
        API.stubFor(any(anyUrl()).willReturn(status(429)));
        assertThatThrownBy(() -> node().certCentral().order(OrderId.of(7)))
                .isInstanceOf(TooManyRequestsException.class);

        assertThat(jdbc.sql("select id from call_budget union select id from call_pause")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .matches("[0-9a-f]{64}");
    }

    private GuardedNode node() {
        return node(Map.of());
    }

    private GuardedNode node(Map<String, String> settings) {
        return new GuardedNode(Database.POSTGRES, URI.create(API.baseUrl()), clock, settings);
    }
}
