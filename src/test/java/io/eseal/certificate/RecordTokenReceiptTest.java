package io.eseal.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.FakeTask;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.orderbody.OrderBody;
import io.eseal.security.RunAsSystem;
import io.eseal.security.SignedInNames;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.TimelineEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;

/** Rita's request for a token that goes to John Doe; John, Rita and Olga are users. */
class RecordTokenReceiptTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0T0KEN01");

    private final IdentityService identity = mock(IdentityService.class);
    private final List<User> users = new ArrayList<>(List.of(
            user("rita", "Rita", "Quest"), user("jd", "John", "Doe"), user("Olga@example.org", "Olga", "Perator")));
    private final RecordTokenReceipt recordTokenReceipt;
    private final FakeTask task = new FakeTask(ID.value(), Elements.USER_CONFIRM_TOKEN_RECEIVED)
            .with(Variables.REQUESTER, "rita")
            .with(Variables.TOKEN_RECEIVED_ON, "2026-06-14")
            .with(Variables.TOKEN_SERIAL, " 0123ABC ")
            .with(Variables.PIN_RECEIVED_BY, "Jane Roe");

    RecordTokenReceiptTest() {
        super(Database.H2);
        RunAsSystem system = mock(RunAsSystem.class);
        when(system.call(any()))
                .thenAnswer(call -> call.<Supplier<?>>getArgument(0).get());
        UserQuery query = mock(UserQuery.class);
        when(identity.createUserQuery()).thenReturn(query);
        when(query.list()).thenReturn(users);
        recordTokenReceipt = new RecordTokenReceipt(
                register, new People(identity, system, new SignedInNames()), actors, timeline, clock);
    }

    @BeforeEach
    void a_token_for_John_Doe() {
        sentTo("John Doe");
        actingAs("rita");
    }

    private void sentTo(String recipient) {
        request(ID);
        transaction.executeWithoutResult(status ->
                register.remember(ID, OrderBody.of(SingleQuoted.json("{'ship_info': {'name': '" + recipient + "'}}"))));
    }

    private static User user(String id, String first, String last) {
        UserEntity user = new UserEntity(id);
        user.setFirstName(first);
        user.setLastName(last);
        user.setEmail(id.substring(0, 1) + "@example.org");
        return user;
    }

    @Test
    void day_token_both_people_and_who_confirmed_it_are_kept_in_the_timeline_and_nowhere_else() {
        complete();

        assertThat(told())
                .isEqualTo(
                        "rita: token 0123ABC on 2026-06-14 by John Doe (user jd), PIN letter received by Jane Roe; confirmed by rita");
        assertThat(task.variables).isEqualTo(Map.of(Variables.REQUESTER, "rita"));
    }

    @ParameterizedTest
    @ValueSource(strings = {Variables.TOKEN_RECEIVED_ON, Variables.TOKEN_SERIAL, Variables.PIN_RECEIVED_BY})
    void each_field_is_required_and_has_a_limit(String field) {
        for (Object value :
                new Object[] {null, "", " ", "\u00A0", "\u200B\u2060", "\u2800", "\u3164", "x".repeat(201)}) {
            assertRefused(field, value, "The field " + field + " is required");
        }
    }

    @ParameterizedTest
    @CsvSource({"yesterday", "14.06.2026", "2026-02-30", "2026-6-1"})
    void other_days_are_refused(String day) {
        assertRefused(Variables.TOKEN_RECEIVED_ON, day, "must be a date");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-06-17|cannot lie in the future",
                "9999-12-31|cannot lie in the future",
                "2026-06-13|before it was requested",
                "0001-01-01|before it was requested"
            })
    void a_token_comes_after_it_was_requested_and_not_tomorrow(String day, String why) {
        assertRefused(Variables.TOKEN_RECEIVED_ON, day, why);
    }

    @Test
    void a_day_with_a_time_is_taken_as_the_day() {
        task.with(Variables.TOKEN_RECEIVED_ON, "2026-06-14T23:30:00.000+0200");
        complete();
        assertThat(told()).contains("token 0123ABC on 2026-06-14 by");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "John Doe",
                "JOHN  DOE",
                " Doe, John ",
                "Dr. Jöhn Doe",
                "J. Doe",
                "JohnDoe",
                "jd",
                "JD",
                "John A. Doe",
                "john.doe@example.org",
                "J@Example.org",
                "jdoe@example.org",
                "john+doe@example.org"
            })
    void token_and_PIN_are_not_in_one_hand(String holder) {
        assertRefused(
                Variables.PIN_RECEIVED_BY,
                holder,
                "The PIN letter must be received by another person than the one who receives the token: John Doe.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dr.",
                "...",
                "-",
                "+49 170 1234567",
                "tel. 0170 12345",
                "X",
                "1",
                "the recipient",
                "same",
                "n/a",
                "\u02BC\u02BC",
                "-\u3164\u3164"
            })
    void a_text_that_names_nobody_is_refused(String holder) {
        assertRefused(Variables.PIN_RECEIVED_BY, holder, "must be the first and last name");
    }

    @ParameterizedTest
    @CsvSource({"rita, jd", "rita, rita", "OLGA@example.org, rita", "Olga Perator, jd"})
    void two_users_may_confirm_it_themselves(String holder, String confirming) {
        actingAs(confirming);
        task.with(Variables.PIN_RECEIVED_BY, holder);
        complete();
        assertThat(told()).contains("by John Doe (user jd), PIN letter received by " + holder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jd", "JD"})
    void where_the_PIN_goes_to_a_stranger_the_recipient_of_the_token_does_not_confirm_it(String confirming) {
        actingAs(confirming);
        assertRefused(Variables.PIN_RECEIVED_BY, "Jane Roe", "somebody who received neither confirms it");
        actingAs("Olga@example.org");
        complete();
        assertThat(told()).contains("PIN letter received by Jane Roe; confirmed by Olga@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rita", "RITA", " rita ", "Rita Quest", "Quest Rita"})
    void where_the_token_goes_to_a_stranger_the_holder_of_the_PIN_does_not_confirm_it(String holder) {
        jdbc.sql("update eseal set request = '{\"ship_info\": {\"name\": \"Mail Room\"}}'")
                .update();
        assertRefused(
                Variables.PIN_RECEIVED_BY, holder, "Token and PIN letter go to two people, and not both are users");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00A0", "\u200B", "\u3164\u3164", "-", ".", "n/a", "+49 170 1234567", "\u02BC\u02BC"})
    void where_the_address_names_nobody_the_requester_does_not_confirm_it(String recipient) {
        jdbc.sql("update eseal set requester = 'rita', request = :request")
                .param(
                        "request",
                        SingleQuoted.object("{'ship_info': {}}")
                                .set("ship_info", SingleQuoted.object("{}").put("name", recipient))
                                .toString())
                .update();
        for (String requester : List.of("rita", "RITA")) {
            actingAs(requester);
            assertRefused(Variables.PIN_RECEIVED_BY, "Jane Roe", "somebody other than the requester confirms");
        }
        actingAs("Olga@example.org");
        complete();
        assertThat(told()).endsWith("PIN letter received by Jane Roe; confirmed by Olga@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "-", "\u02BC", "#/_"})
    void a_serial_number_has_a_letter_or_a_digit(String serial) {
        assertRefused(Variables.TOKEN_SERIAL, serial, "The field tokenSerial must hold at least one letter or digit.");
    }

    @Test
    void a_name_that_two_users_bear_stands_for_neither() {
        users.add(user("jr1", "Jane", "Roe"));
        users.add(user("jr2", "Jane", "Roe"));
        actingAs("jd");
        assertRefused(Variables.PIN_RECEIVED_BY, "Jane Roe", "not both are users");
    }

    @ParameterizedTest
    @ValueSource(strings = {"john.doe@example.org", "John_Doe", "DOE-JOHN"})
    void where_a_provider_knows_the_users_an_id_speaks_by_its_words(String confirming) {
        when(identity.isReadOnly()).thenReturn(true);
        actingAs(confirming);
        assertRefused(Variables.PIN_RECEIVED_BY, "Jane Roe", "somebody who received neither confirms it");
        actingAs("rita");
        complete();
        assertThat(told()).contains("by John Doe, PIN letter received by Jane Roe");
    }

    @ParameterizedTest
    @CsvSource({"name,John Doe", "email,john.doe@example.org", "preferred_username,John_Doe", "family_name,Doe"})
    void where_a_provider_knows_the_users_its_names_tell_who_confirms(String claim, String value) {
        when(identity.isReadOnly()).thenReturn(true);
        actingAs("u-4711");
        DefaultOAuth2User signedIn = new DefaultOAuth2User(List.of(), Map.of("sub", "u-4711", claim, value), "sub");
        SecurityContextHolder.getContext()
                .setAuthentication(new OAuth2AuthenticationToken(signedIn, List.of(), "eseal"));
        try {
            assertRefused(Variables.PIN_RECEIVED_BY, "Jane Roe", "somebody who received neither confirms it");
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private void complete() {
        transaction.executeWithoutResult(status -> recordTokenReceipt.notify(task.task));
    }

    private String told() {
        TimelineEntry entry = timeline.last(ID, EventKind.TOKEN_RECEIVED).orElseThrow();
        return entry.actor() + ": " + entry.detail();
    }

    private void assertRefused(String field, Object value, String message) {
        task.with(field, value);
        assertThatThrownBy(this::complete).isInstanceOf(CompletionRefused.class).hasMessageContaining(message);
        assertThat(timeline.last(ID, EventKind.TOKEN_RECEIVED)).isEmpty();
    }
}
