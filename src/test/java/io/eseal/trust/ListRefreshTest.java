package io.eseal.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.keys.Sha256;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** When lists are downloaded, by whom, and what those who watch see of it. */
@ParameterizedClass
@EnumSource(Database.class)
class ListRefreshTest extends DatabaseTest {

    private static final String LISTS = "/lotl.xml";
    private static final byte[] NO_LIST = "<html/>".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final TestSite site = new TestSite();
    private final StoredLists stored;
    private final TrustSettings settings;
    private final ListRefresh refresh;
    private final ListState state;
    private boolean lockedElsewhere;

    ListRefreshTest(Database database) {
        super(database);
        stored = new StoredLists(jdbc, transactionManager);
        settings = settings(site.address(LISTS));
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("fetcher", new Fetcher(settings.fetchTimeout(), true));
        var fetcher = beans.getBeanProvider(Fetcher.class);
        refresh = new ListRefresh(settings, new TrustSources(settings, fetcher), stored, fetcher, new Locks(), clock);
        state = new ListState(settings, stored, clock);
    }

    private static TrustSettings settings(String lists) {
        return new TrustSettings(
                lists,
                "src/test/resources/trust/anchor.pem",
                "",
                "",
                Duration.ofDays(1),
                Duration.ofMinutes(15),
                Duration.ofDays(3),
                Duration.ofSeconds(5),
                true);
    }

    private final class Locks implements LockProvider {
        @Override
        public Optional<SimpleLock> lock(LockConfiguration lock) {
            return lockedElsewhere ? Optional.empty() : Optional.of(() -> {});
        }
    }

    @BeforeEach
    void publish() {
        site.has(LISTS, NO_LIST);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private int downloads() {
        site.calls.clear();
        refresh.refreshIfDue();
        return site.calls.size();
    }

    private void good(String url, Instant fetchedAt) {
        stored.keep(
                url,
                Optional.of("EU"),
                new StoredList.Good(7, TestCa.SINCE, TestCa.UNTIL, Sha256.hex(NO_LIST), fetchedAt),
                NO_LIST);
    }

    @Test
    void good_lists_are_downloaded_once_a_day() {
        good(site.address(LISTS), clock.instant());
        assertThat(downloads()).isZero();
        clock.pass(Duration.ofHours(23));
        assertThat(downloads()).isZero();
        clock.pass(Duration.ofHours(1));
        assertThat(downloads()).isEqualTo(1);
    }

    @Test
    void a_list_of_lists_that_could_not_be_had_is_tried_again_soon() {
        assertThat(downloads()).isEqualTo(1);
        assertThat(downloads()).isZero();
        clock.pass(Duration.ofMinutes(15));
        assertThat(downloads()).isEqualTo(1);
    }

    @Test
    void a_national_list_that_could_not_be_had_is_tried_again_within_the_hour() {
        good(site.address(LISTS), clock.instant());
        stored.fail("https://nowhere.example/be.xml", Optional.of("BE"), clock.instant(), "It cannot be had.");
        clock.pass(Duration.ofMinutes(59));
        assertThat(downloads()).isZero();
        clock.pass(Duration.ofMinutes(1));
        assertThat(downloads()).isEqualTo(1);
    }

    @Test
    void one_node_downloads_at_a_time() {
        lockedElsewhere = true;
        assertThat(downloads()).isZero();
        lockedElsewhere = false;
        assertThat(downloads()).isEqualTo(1);
    }

    @Test
    void without_signers_nothing_is_downloaded_and_the_reason_is_kept() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        TrustSettings none = new TrustSettings(
                site.address(LISTS),
                "nowhere.pem",
                "",
                "",
                settings.refreshInterval(),
                settings.retryInterval(),
                settings.alarmAge(),
                settings.fetchTimeout(),
                true);
        var fetcher = beans.getBeanProvider(Fetcher.class);
        new ListRefresh(none, new TrustSources(none, fetcher), stored, fetcher, new Locks(), clock).refreshIfDue();
        assertThat(site.calls).isEmpty();
        assertThat(stored.find(site.address(LISTS)).orElseThrow().failure())
                .contains("ESEAL_TRUST_LIST_SIGNERS is 'nowhere.pem': there is no such file.");
    }

    @Test
    void those_who_watch_see_how_old_the_lists_are_and_which_failed() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new TrustMetrics(state).bindTo(meters);
        TrustHealth health = new TrustHealth(state);
        good(site.address(LISTS), clock.instant());
        clock.pass(Duration.ofDays(3));
        assertThat(meters.get("eseal.trust.lists.age").timeGauge().value(TimeUnit.DAYS))
                .isEqualTo(3);
        assertThat(meters.get("eseal.trust.lists.failed").gauge().value()).isZero();
        assertThat(health.health().getDetails())
                .containsEntry("lists", 1L)
                .containsEntry("old", false)
                .doesNotContainKey("failed");
        clock.pass(Duration.ofSeconds(1));
        downloads();
        assertThat(meters.get("eseal.trust.lists.failed").gauge().value()).isEqualTo(1);
        assertThat(health.health().getDetails())
                .containsEntry("old", true)
                .extractingByKey("failed")
                .asString()
                .contains(site.address(LISTS), "It is no trusted list");
    }

    @Test
    void who_wants_no_lists_has_no_alarm_about_them() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ListState off = new ListState(settings("off"), stored, clock);
        new TrustMetrics(off).bindTo(meters);
        assertThat(meters.getMeters()).isEmpty();
        assertThat(new TrustHealth(off).health().getDetails()).containsEntry("lists", "off");
    }

    @Test
    void a_document_of_megabytes_comes_back_as_it_was() {
        byte[] large = new byte[3_000_000];
        new java.util.Random(1).nextBytes(large);
        stored.keep(
                "https://lists.example/be.xml",
                Optional.of("BE"),
                new StoredList.Good(1, TestCa.SINCE, TestCa.UNTIL, Sha256.hex(large), clock.instant()),
                large);
        assertThat(stored.document("https://lists.example/be.xml"))
                .hasValueSatisfying(document -> assertThat(document).isEqualTo(large));
        String version = stored.version();
        clock.pass(Duration.ofDays(1));
        stored.keep(
                "https://lists.example/be.xml",
                Optional.of("BE"),
                new StoredList.Good(1, TestCa.SINCE, TestCa.UNTIL, Sha256.hex(large), clock.instant()),
                large);
        assertThat(stored.version()).as("nothing to read anew").isEqualTo(version);
        StoredLists.Contents contents = stored.contents();
        assertThat(contents.version()).isEqualTo(version);
        assertThat(contents.document("https://lists.example/be.xml")).contains(large);
        large[0]++;
        stored.keep(
                "https://lists.example/be.xml",
                Optional.of("BE"),
                new StoredList.Good(1, TestCa.SINCE, TestCa.UNTIL, Sha256.hex(large), clock.instant()),
                large);
        assertThat(stored.version())
                .as("other content, though time and number are the same")
                .isNotEqualTo(version);
        stored.fail("https://lists.example/be.xml", Optional.empty(), clock.instant(), "x".repeat(5000));
        stored.keepOnly(List.of());
        assertThat(stored.all()).isEmpty();
    }
}
