package io.eseal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.counting.LargeCounts;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.orderbody.OrderBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class RequestListsTest extends DatabaseTest {

    private final Database database;

    RequestListsTest(Database database) {
        super(database);
        this.database = database;
    }

    @Test
    void filters_that_are_empty_do_not_filter_and_the_newest_comes_first() {
        request(EsealId.of("ES-00000001"));
        clock.pass(Duration.ofSeconds(1));
        request(EsealId.of("ES-00000003"));
        request(EsealId.of("ES-00000002"));

        assertThat(ids(filter(null, null, null, null))).containsExactly("ES-00000002", "ES-00000003", "ES-00000001");
    }

    @Test
    void each_filter_narrows_and_together_all_must_hold() {
        request(EsealId.of("ES-00000001"));
        by("other", EsealId.of("ES-00000002"));
        enter(EsealId.of("ES-00000002"), EsealState.APPROVAL);

        assertThat(ids(filter(EsealState.APPROVAL, null, null, null))).containsExactly("ES-00000002");
        assertThat(ids(filter(null, 2042709L, null, null))).containsExactly("ES-00000001");
        assertThat(ids(filter(null, null, "other", null))).containsExactly("ES-00000002");
        assertThat(ids(filter(EsealState.APPROVAL, 2042709L, null, null))).isEmpty();
        assertThat(ids(filter(null, null, "OTHER", null)))
                .as("one person, whichever way the id is written")
                .containsExactly("ES-00000002");
        assertThat(ids(filter(null, null, "othe", null))).as("the whole id").isEmpty();
    }

    @Test
    void a_text_is_found_in_any_of_its_places_whatever_its_case() {
        request(EsealId.of("ES-0000ABCD"));
        register.organization(EsealId.of("ES-0000ABCD"), Optional.of("Example NV"), Optional.empty());
        register.ordered(EsealId.of("ES-0000ABCD"), OrderId.of(112339763));
        register.certificateInService(
                EsealId.of("ES-0000ABCD"), Optional.of("0A1B2C"), TestClock.START, TestClock.START);
        request(EsealId.of("ES-00000002"));

        for (String text : List.of("0000abcd", "eXample n", "33976", "a1b2", "ES-0000AB")) {
            assertThat(ids(filter(null, null, null, text))).as(text).containsExactly("ES-0000ABCD");
        }
        assertThat(ids(filter(null, null, null, "requester"))).hasSize(2);
        assertThat(ids(filter(null, null, null, "nowhere"))).isEmpty();
    }

    @Test
    void an_organisation_is_found_however_its_name_is_typed() {
        EsealId id = request(EsealId.of("ES-00000001"));
        request(EsealId.of("ES-00000002"));

        register.organization(id, Optional.of("Große Straße  Société İstanbul A.Ş."), Optional.empty());

        for (String text : List.of(
                "GROSSE STRASSE", "grosse strasse soc", "Socie\u0301te\u0301", "istanbul", "ISTANBUL a.ş", "ＳＴＲＡＳＳＥ")) {
            assertThat(ids(filter(null, null, null, text))).as(text).containsExactly("ES-00000001");
        }
        assertThat(ids(filter(null, null, null, "\u0301")))
                .as("an accent alone")
                .isEmpty();
        register.organization(id, Optional.empty(), Optional.empty());
        assertThat(ids(filter(null, null, null, "strasse"))).isEmpty();
    }

    @Test
    void requests_of_an_older_version_are_found_too() {
        EsealId id = request(EsealId.of("ES-00000001"));
        jdbc.sql("update eseal set organization_name = 'Große Straße'").update();
        assertThat(ids(filter(null, null, null, "STRASSE"))).isEmpty();
        assertThat(ids(filter(null, null, null, "sTRAße"))).as("as before").containsExactly(id.value());

        new OrganizationSearch(database.dataSource()).fill();

        assertThat(ids(filter(null, null, null, "STRASSE"))).containsExactly(id.value());
    }

    @Test
    void signs_with_a_meaning_in_SQL_are_searched_as_they_are() {
        List<String> signs = List.of("%", "_", "\\", "!", "'", "100%_\\!'x", "\\b", "--", ":text", "?");
        for (int i = 0; i < signs.size(); i++) {
            register.organization(
                    request(EsealId.of("ES-0000000" + i)), Optional.of("<" + signs.get(i) + ">"), Optional.empty());
        }

        assertThat(ids(filter(null, null, null, "<%>"))).containsExactly("ES-00000000");
        assertThat(ids(filter(null, null, null, "<_>"))).containsExactly("ES-00000001");
        assertThat(ids(filter(null, null, null, "<\\>"))).containsExactly("ES-00000002");
        assertThat(ids(filter(null, null, null, "<!>"))).containsExactly("ES-00000003");
        assertThat(ids(filter(null, null, null, "<'>"))).containsExactly("ES-00000004");
        assertThat(ids(filter(null, null, null, "100%_\\!'"))).containsExactly("ES-00000005");
        assertThat(ids(filter(null, null, null, "<\\b"))).containsExactly("ES-00000006");
        assertThat(ids(filter(null, null, null, "%"))).containsExactlyInAnyOrder("ES-00000000", "ES-00000005");
        assertThat(ids(filter(null, null, null, ":text"))).containsExactly("ES-00000008");
        assertThat(ids(filter(null, null, null, "?"))).containsExactly("ES-00000009");
    }

    @Test
    void pages_cover_everything_once_and_know_the_total() {
        for (int i = 0; i < 7; i++) {
            request(EsealId.of("ES-0000000" + i));
        }
        EsealFilter all = filter(null, null, null, null);

        assertThat(lists.page(all, 0, 3).items())
                .extracting(Eseal::id)
                .containsExactly(EsealId.of("ES-00000000"), EsealId.of("ES-00000001"), EsealId.of("ES-00000002"));
        assertThat(lists.page(all, 2, 3).items()).extracting(Eseal::id).containsExactly(EsealId.of("ES-00000006"));
        assertThat(lists.page(all, 1, 3).total()).isEqualTo(7);
        assertThat(lists.page(all, 3, 3).items()).isEmpty();
        assertThat(lists.page(all, Integer.MAX_VALUE, 100).items())
                .as("no overflow")
                .isEmpty();
    }

    @Test
    void what_comes_after_a_request_is_a_page_of_its_own() {
        for (int i = 0; i < 7; i++) {
            request(EsealId.of("ES-0000000" + i));
            if (i % 3 == 0) {
                clock.pass(Duration.ofSeconds(1));
            }
        }
        by("other", EsealId.of("ES-00000008"));
        EsealFilter own = filter(null, null, "requester", null);
        List<String> whole = ids(own);
        List<String> walked = new ArrayList<>();

        RequestLists.Page page = lists.page(own, 0, 3);
        while (page.more()) {
            page.items().forEach(item -> walked.add(item.id().value()));
            assertThat(page.total()).isEqualTo(7);
            request(EsealId.of("ES-1000000" + walked.size()));
            jdbc.sql("update eseal set requester_person = 'somebody' where id like 'ES-1%'")
                    .update();
            page = lists.after(own, EsealId.of(walked.get(walked.size() - 1)), 3)
                    .orElseThrow();
        }
        page.items().forEach(item -> walked.add(item.id().value()));

        assertThat(walked).isEqualTo(whole);
        assertThat(lists.after(own, EsealId.of("ES-00000008"), 3))
                .as("another's")
                .isEmpty();
        assertThat(lists.after(own, EsealId.of("ES-00000009"), 3))
                .as("nobody's")
                .isEmpty();
    }

    @Test
    void a_text_is_not_found_at_the_seam_of_two_places() {
        EsealId id = request(EsealId.of("ES-0000ABCD"));
        register.organization(id, Optional.of("Example NV"), Optional.empty());

        assertThat(ids(filter(null, null, null, "abcdexample"))).isEmpty();
        assertThat(ids(filter(null, null, null, "abcd example"))).isEmpty();
        assertThat(ids(filter(null, null, null, "nvrequester"))).isEmpty();
    }

    @Test
    void a_large_total_may_be_old_and_the_list_is_not() {
        request(EsealId.of("ES-00000001"));
        for (int i = 0; i < LargeCounts.FEW; i++) {
            jdbc.sql("""
                    insert into eseal (id, state, requester, requester_person, request, created_at, updated_at)
                    select :copy, state, requester, requester_person, request, created_at, updated_at
                    from eseal where id = 'ES-00000001'""").param("copy", "ES-1%07d".formatted(i)).update();
        }
        EsealFilter all = filter(null, null, "requester", null);
        assertThat(lists.page(all, 0, 1).total()).isEqualTo(LargeCounts.FEW + 1);

        clock.pass(Duration.ofSeconds(1));
        request(EsealId.of("ES-00000002"));

        RequestLists.Page now = lists.page(all, 0, 1);
        assertThat(now.items()).extracting(Eseal::id).containsExactly(EsealId.of("ES-00000002"));
        assertThat(now.total()).isEqualTo(LargeCounts.FEW + 1);
        assertThat(lists.page(filter(null, null, "requester", "es-0000000"), 0, 1)
                        .total())
                .as("a small one is counted each time")
                .isEqualTo(2);
    }

    private List<String> ids(EsealFilter filter) {
        return lists.page(filter, 0, 100).items().stream()
                .map(Eseal::id)
                .map(EsealId::value)
                .toList();
    }

    private void enter(EsealId id, EsealState state) {
        transaction.executeWithoutResult(status -> register.enter(id, state));
    }

    private void by(String requester, EsealId id) {
        transaction.executeWithoutResult(status -> register.open(id, UserId.of(requester), OrderBody.empty()));
    }

    private static EsealFilter filter(EsealState state, Long organization, String requester, String text) {
        return new EsealFilter(
                Optional.ofNullable(state),
                Optional.ofNullable(organization),
                Optional.ofNullable(requester).map(UserId::of),
                Optional.ofNullable(text));
    }
}
