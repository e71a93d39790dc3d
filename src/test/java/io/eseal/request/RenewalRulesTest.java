package io.eseal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.OrderBodies;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.LifecycleBeans;
import io.eseal.lifecycle.OpenRevocations;
import io.eseal.lifecycle.SealLinks;
import io.eseal.lifecycle.Succession;
import io.eseal.orderbody.OrderBody;
import io.eseal.timeline.SealEvents;
import io.eseal.validation.Finding;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class RenewalRulesTest extends DatabaseTest {

    private static final EsealId OLD = EsealId.of("ES-0RENEW01");
    private static final EsealId NEW = EsealId.of("ES-0RENEW02");
    private static final EsealId OTHER = EsealId.of("ES-0RENEW03");

    private final SealLinks links = LifecycleBeans.links(jdbc);
    private final Set<EsealId> revoked = new HashSet<>();
    private final RenewalRules rules =
            new RenewalRules(register, links, timeline, RequestSettings.defaults(), clock, wanted());

    RenewalRulesTest(Database database) {
        super(database);
    }

    @BeforeEach
    void a_seal_that_ends_in_thirty_days_and_two_requests() {
        request(OLD);
        request(NEW);
        request(OTHER);
        transaction.executeWithoutResult(status -> register.ordered(OLD, OrderId.of(4711)));
        ends(Duration.ofDays(30));
        register.enter(OLD, EsealState.IN_SERVICE);
    }

    @Test
    void a_seal_near_its_end_is_renewed_by_the_request_that_was_checked_first() {
        assertThat(rules(NEW, renewal(4711))).isEmpty();
        assertThat(links.successor(OLD)).map(SealLinks.Link::id).contains(NEW);

        assertThat(rules(OTHER, renewal(4711))).containsExactly("renewal_exists");
        assertThat(rules(NEW, renewal(4711))).as("checked again").isEmpty();
        assertThat(rules.findings(renewal(4711), UserId.of("requester")))
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("renewed already, by ES-0RENEW02 (REQUESTED)");
        assertThat(rules.findings(renewal(4711), UserId.of("somebody")))
                .singleElement()
                .extracting(Finding::rule)
                .isEqualTo("renewal_unknown");

        register.enter(NEW, EsealState.REJECTED);
        assertThat(rules(OTHER, renewal(4711))).isEmpty();
        assertThat(links.successor(OLD)).map(SealLinks.Link::id).contains(OTHER);
    }

    @Test
    void two_requests_at_once_do_not_both_renew_it() {
        CompletableFuture<List<String>> other = transaction.execute(status -> {
            assertThat(rules.checkAndLink(NEW, renewal(4711))).isEmpty();
            CompletableFuture<List<String>> later = CompletableFuture.supplyAsync(() -> rules(OTHER, renewal(4711)));
            assertThatThrownBy(() -> later.get(300, TimeUnit.MILLISECONDS))
                    .as("waits for its turn")
                    .isInstanceOf(TimeoutException.class);
            return later;
        });

        assertThat(other.join()).containsExactly("renewal_exists");
    }

    @Test
    void all_that_speaks_against_it_is_told_at_once() {
        register.enter(OLD, EsealState.DELIVERY);
        ends(Duration.ofDays(91));
        links.link(OTHER, OLD, Succession.REPLACEMENT);

        assertThat(rules(NEW, of(OrderBodies.with(body(4711), "organization.id", "1"))))
                .containsExactlyInAnyOrder(
                        "renewal_other_organization", "renewal_not_issued", "renewal_exists", "renewal_too_early");
        assertThat(links.predecessor(NEW)).isEmpty();
    }

    @Test
    void an_order_that_is_not_of_this_service_is_unknown() {
        assertThat(rules(NEW, renewal(4712))).containsExactly("renewal_unknown");
    }

    @ParameterizedTest
    @CsvSource({"IN_SERVICE, ''", "EXPIRED, ''", "REVOKED, renewal_revoked", "DELIVERY, renewal_not_issued"})
    void the_seal_must_be_or_have_been_in_service(EsealState state, String rule) {
        register.enter(OLD, state);

        assertThat(rules(NEW, renewal(4711))).isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @CsvSource({"91, renewal_too_early", "90, ''", "-30, ''", "-31, renewal_too_late"})
    void a_renewal_is_neither_too_early_nor_too_late(int days, String rule) {
        ends(Duration.ofDays(days));

        assertThat(rules(NEW, renewal(4711))).isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
    }

    @Test
    void a_link_follows_the_field_except_of_a_request_that_was_started_as_a_renewal() {
        rules(NEW, renewal(4711));
        assertThat(rules(NEW, without())).isEmpty();
        assertThat(links.predecessor(NEW)).isEmpty();

        rules(NEW, renewal(4711));
        rules(NEW, renewal(4712));
        assertThat(links.predecessor(NEW)).isEmpty();

        links.link(NEW, OLD, Succession.RENEWAL);
        timeline.add(NEW, new SealEvents.RenewalOf(OLD));
        rules(NEW, without());
        assertThat(links.predecessor(NEW)).isPresent();
    }

    @Test
    void a_person_is_told_what_keeps_the_seal_from_being_renewed_now() {
        assertThat(obstacle()).isEmpty();
        ends(Duration.ofDays(91));
        assertThat(obstacle()).hasValueSatisfying(why -> assertThat(why).contains("too early"));
        links.link(NEW, OLD, Succession.RENEWAL);
        assertThat(obstacle()).contains("The renewal is under way already: ES-0RENEW02 is in state REQUESTED.");
        register.enter(NEW, EsealState.IN_SERVICE);
        assertThat(obstacle()).contains("The seal was renewed already: ES-0RENEW02 is in service.");
        register.enter(OLD, EsealState.REVOKED);
        assertThat(obstacle()).hasValueSatisfying(why -> assertThat(why).contains("ended as REVOKED"));
        register.enter(OLD, EsealState.DELIVERY);
        assertThat(obstacle()).hasValueSatisfying(why -> assertThat(why).contains("no seal in service yet"));
    }

    private Optional<String> obstacle() {
        return transaction.execute(status -> rules.obstacle(OLD));
    }

    private void ends(Duration in) {
        register.certificateInService(
                OLD, Optional.of("01"), clock.instant(), clock.instant().plus(in));
    }

    private List<String> rules(EsealId id, OrderBody request) {
        return transaction.execute(status ->
                rules.checkAndLink(id, request).stream().map(Finding::rule).toList());
    }

    private static OrderBody renewal(long order) {
        return of(body(order));
    }

    private static OrderBody without() {
        return of(OrderBodies.outline("qscd", "balance"));
    }

    private static ObjectNode body(long order) {
        return OrderBodies.outline("qscd", "balance").put("renewal_of_order_id", order);
    }

    private static OrderBody of(ObjectNode body) {
        return OrderBody.of(body);
    }

    private OpenRevocations wanted() {
        OpenRevocations wanted = mock(OpenRevocations.class);
        when(wanted.isWanted(any())).thenAnswer(call -> revoked.contains(call.<EsealId>getArgument(0)));
        return wanted;
    }

    @ParameterizedTest
    @CsvSource({
        "IN_SERVICE, is asked for",
        "EXPIRED, was asked for",
        "REVOKED, was revoked",
        "CANCELED, has led to no seal in service"
    })
    void the_refusal_says_what_became_of_the_revocation(EsealState state, String words) {
        revoked.add(OLD);
        register.enter(OLD, state);
        assertThat(rules.findings(renewal(4711), UserId.of("requester")))
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains(words);
    }

    @Test
    void a_seal_whose_revocation_is_asked_for_is_not_renewed() {
        revoked.add(OLD);
        assertThat(rules(NEW, renewal(4711))).containsExactly("renewal_revoked");
        Optional<String> obstacle = transaction.execute(status -> rules.obstacle(OLD));
        assertThat(obstacle).hasValueSatisfying(why -> assertThat(why).contains("its revocation is asked for"));
    }

    @Test
    void a_reissue_keeps_its_place_whatever_order_it_is_to_renew() {
        links.link(NEW, OTHER, Succession.REISSUE);
        assertThat(rules(NEW, renewal(4711))).containsExactly("renewal_of_follower");
        assertThat(rules(NEW, OrderBody.of(OrderBodies.outline("csr", "balance"))))
                .isEmpty();
        assertThat(links.predecessor(NEW)).map(SealLinks.Link::id).contains(OTHER);
    }
}
