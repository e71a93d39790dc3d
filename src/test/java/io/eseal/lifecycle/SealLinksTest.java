package io.eseal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class SealLinksTest extends DatabaseTest {

    private static final EsealId OLD = EsealId.of("ES-0SEQ0001");
    private static final EsealId FIRST = EsealId.of("ES-0SEQ0002");
    private static final EsealId SECOND = EsealId.of("ES-0SEQ0003");

    private final SealLinks links = new SealLinks(jdbc);

    SealLinksTest(Database database) {
        super(database);
    }

    @BeforeEach
    void a_seal_in_service_and_two_requests_for_its_renewal() {
        request(OLD);
        transaction.executeWithoutResult(status -> register.ordered(OLD, OrderId.of(4711)));
        register.enter(OLD, EsealState.IN_SERVICE);
        request(FIRST);
        clock.pass(Duration.ofMinutes(1));
        request(SECOND);
        links.link(FIRST, OLD, Succession.RENEWAL);
        links.link(SECOND, OLD, Succession.REPLACEMENT);
    }

    @Test
    void each_request_knows_the_seal_that_it_follows() {
        assertThat(links.predecessor(FIRST)).hasValueSatisfying(link -> {
            assertThat(link.id()).isEqualTo(OLD);
            assertThat(link.kind()).isEqualTo(Succession.RENEWAL);
            assertThat(link.state()).isEqualTo(EsealState.IN_SERVICE);
            assertThat(link.orderId()).contains(OrderId.of(4711));
        });
        assertThat(links.predecessor(OLD)).isEmpty();
        links.unlinkRenewal(FIRST);
        links.unlinkRenewal(SECOND);
        assertThat(links.predecessor(FIRST)).isEmpty();
        assertThat(links.predecessor(SECOND)).isPresent();
    }

    @Test
    void what_ended_without_a_seal_follows_none_and_a_seal_in_service_comes_before_all_others() {
        assertThat(links.successor(OLD)).map(SealLinks.Link::id).contains(SECOND);

        register.enter(SECOND, EsealState.REJECTED);
        assertThat(links.successor(OLD)).map(SealLinks.Link::id).contains(FIRST);
        assertThat(links.failedSuccessor(OLD)).map(SealLinks.Link::id).contains(SECOND);
        register.enter(FIRST, EsealState.CANCELED);
        assertThat(links.successor(OLD)).isEmpty();

        register.enter(FIRST, EsealState.IN_SERVICE);
        register.enter(SECOND, EsealState.DELIVERY);
        assertThat(links.successor(OLD)).map(SealLinks.Link::id).contains(FIRST);
        register.enter(FIRST, EsealState.REVOKED);
        assertThat(links.successor(OLD)).map(SealLinks.Link::id).contains(SECOND);
        register.enter(SECOND, EsealState.REJECTED);
        assertThat(links.successor(OLD)).hasValueSatisfying(link -> {
            assertThat(link.id()).isEqualTo(FIRST);
            assertThat(link.isOpen()).isFalse();
        });
    }
}
