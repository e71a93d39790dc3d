package io.eseal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.OrderBodies;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.orderbody.OrderBody;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A key that was ordered before is known, unless a renewal may keep it. */
@ParameterizedClass
@EnumSource(Database.class)
class KnownKeysTest extends DatabaseTest {

    private static final EsealId OLD = EsealId.of("ES-0KEYS001");
    private static final EsealId NEW = EsealId.of("ES-0KEYS002");
    private static final String KEY = "a".repeat(64);
    private static final String OTHER = "b".repeat(64);

    KnownKeysTest(Database database) {
        super(database);
    }

    @BeforeEach
    void two_requests_of_which_the_second_renews_the_first() {
        request(OLD);
        request(NEW);
        ObjectNode renewal = OrderBodies.outline("csr", "balance").put("renewal_of_order_id", 4711);
        register.remember(NEW, OrderBody.of(renewal), Optional.of(KEY));
    }

    @Test
    void a_key_is_known_once_it_was_ordered_and_not_before() {
        register.remember(OLD, OrderBody.of(OrderBodies.outline("csr", "balance")), Optional.of(KEY));
        assertThat(keys(false).others(NEW)).isEmpty();

        transaction.executeWithoutResult(status -> register.ordered(OLD, OrderId.of(4711)));
        assertThat(keys(false).others(NEW)).extracting(KnownKeys.Use::id).containsExactly(OLD);
        assertThat(keys(false).others(OLD)).isEmpty();
        assertThat(keys(false).others(NEW, OTHER)).isEmpty();
    }

    @Test
    void a_request_has_the_key_of_its_certificate_or_else_of_its_csr() {
        assertThat(keys(false).of(OLD)).isEmpty();
        assertThat(keys(false).of(NEW)).hasValue(KEY);

        jdbc.sql("insert into certificate (eseal_id, order_id, certificate_id, key_print, valid_till)"
                        + " values (:id, 7, 8, :key, :till)")
                .param("id", NEW.value())
                .param("key", OTHER)
                .param("till", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        assertThat(keys(false).of(NEW)).hasValue(OTHER);
    }

    @Test
    void a_key_that_was_called_compromised_elsewhere_is_told_of_the_other_request_alone() {
        register.remember(OLD, OrderBody.of(OrderBodies.outline("csr", "balance")), Optional.of(KEY));
        assertThat(keys(false).isCompromisedElsewhere(NEW)).isFalse();

        keys(false).compromised(OLD);

        assertThat(keys(false).isCompromisedElsewhere(NEW)).isTrue();
        assertThat(keys(false).isCompromisedElsewhere(OLD)).isFalse();
    }

    @Test
    void a_key_is_known_from_a_certificate_that_came() {
        jdbc.sql("insert into certificate (eseal_id, order_id, certificate_id, key_print, valid_till)"
                        + " values (:id, 7, 8, :key, :till)")
                .param("id", OLD.value())
                .param("key", KEY)
                .param("till", clock.instant().atOffset(ZoneOffset.UTC))
                .update();

        assertThat(keys(false).others(NEW))
                .containsExactly(new KnownKeys.Use(
                        OLD,
                        EsealState.REQUESTED,
                        register.find(OLD).orElseThrow().requester()));
    }

    @Test
    void a_renewal_keeps_the_key_where_the_settings_say_so() {
        register.remember(OLD, OrderBody.of(OrderBodies.outline("csr", "balance")), Optional.of(KEY));
        transaction.executeWithoutResult(status -> register.ordered(OLD, OrderId.of(4711)));

        assertThat(keys(true).others(NEW)).isEmpty();
        assertThat(keys(true).keptFrom(NEW)).contains(OLD);
        assertThat(keys(false).keptFrom(NEW)).isEmpty();
    }

    @Test
    void the_key_of_the_csr_or_the_certificate_of_a_renewed_seal_is_kept_against_the_settings() {
        register.remember(OLD, OrderBody.of(OrderBodies.outline("csr", "balance")), Optional.of(KEY));
        transaction.executeWithoutResult(status -> register.ordered(OLD, OrderId.of(4711)));
        assertThat(keys(false).isKeptAgainstSettings(OrderId.of(4711), KEY)).isTrue();
        assertThat(keys(true).isKeptAgainstSettings(OrderId.of(4711), KEY)).isFalse();
        assertThat(keys(false).isKeptAgainstSettings(OrderId.of(4711), OTHER)).isFalse();
        assertThat(keys(false).isKeptAgainstSettings(OrderId.of(4712), KEY)).isFalse();

        jdbc.sql("insert into certificate (eseal_id, order_id, certificate_id, key_print, valid_till)"
                        + " values (:id, 4711, 8, :key, :till)")
                .param("id", OLD.value())
                .param("key", OTHER)
                .param("till", clock.instant().atOffset(ZoneOffset.UTC))
                .update();

        assertThat(keys(false).isKeptAgainstSettings(OrderId.of(4711), OTHER)).isTrue();
        assertThat(keys(false).isKeptAgainstSettings(OrderId.of(4711), KEY)).isTrue();
    }

    @Test
    void who_says_first_that_a_key_is_compromised_is_told_from_who_repeats_it() {
        assertThat(keys(false).compromised(NEW)).isTrue();
        assertThat(keys(false).compromised(NEW)).isFalse();
        keys(false).notCompromised(NEW);
        assertThat(keys(false).compromised(NEW)).isTrue();
    }

    @Test
    void a_key_counts_as_compromised_from_when_somebody_says_so_until_somebody_else_does_not_follow() {
        assertThat(keys(false).isCompromised(KEY)).isFalse();
        keys(false).compromised(NEW);
        assertThat(keys(false).isCompromised(KEY)).isTrue();
        assertThat(keys(true).isCompromised(OTHER)).isFalse();
        keys(false).notCompromised(NEW);
        assertThat(keys(false).isCompromised(KEY)).isFalse();
    }

    private KnownKeys keys(boolean keptOnRenewal) {
        return LifecycleBeans.knownKeys(jdbc, register, keptOnRenewal);
    }

    @Test
    void an_order_with_a_key_that_was_called_compromised_since_is_told() {
        register.remember(OLD, OrderBody.of(OrderBodies.outline("csr", "balance")), Optional.of(KEY));
        assertThat(register.hasCompromisedKey(OLD)).isFalse();
        keys(false).compromised(NEW);
        assertThat(register.hasCompromisedKey(OLD)).isTrue();
        assertThat(register.hasCompromisedKey(NEW)).as("its own").isFalse();
    }
}
