package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;

/** A provider that behaves badly holds up nobody for long, and few at all; one whose keys are known is asked seldom. */
class ProviderDirectoryTest {

    /** The deadline of a call, and room for a slow machine; far less than what Spring's own clients would wait. */
    private static final Duration SOON = ProviderCalls.DEADLINE.plusSeconds(5);

    private final RawProvider provider = new RawProvider();
    private final AtomicLong later = new AtomicLong();
    private final OidcSettings settings = new Binder(new MapConfigurationPropertySource(Map.of(
                    "oidc.issuer",
                    provider.issuer(),
                    "oidc.client-id",
                    "client",
                    "oidc.client-secret",
                    "secret",
                    "oidc.audience",
                    OpenIdProvider.AUDIENCE)))
            .bind("oidc", OidcSettings.class)
            .get();
    private final ProviderDirectory directory =
            new ProviderDirectory(settings, new ProviderCalls(), () -> System.nanoTime() + later.get());

    @AfterEach
    void stop() {
        directory.close();
        provider.close();
    }

    static Stream<RawProvider.Manner> badManners() {
        return Stream.of(
                RawProvider.SILENT,
                RawProvider.DRIPPING,
                RawProvider.FAILING,
                RawProvider.TALKING_NONSENSE,
                RawProvider.NESTING,
                RawProvider.HUGE,
                RawProvider.HANGING_UP);
    }

    @ParameterizedTest
    @MethodSource("badManners")
    void a_configuration_that_does_not_come_is_given_up_after_the_deadline(RawProvider.Manner manner) {
        provider.does(RawProvider.CONFIGURATION, manner);
        within(
                SOON,
                () -> assertThatThrownBy(directory::client)
                        .isInstanceOf(ProviderAwayException.class)
                        .message()
                        .hasSizeLessThan(300));
        assertThat(directory.known()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("badManners")
    void keys_that_do_not_come_are_nobodys_fault_who_sends_a_token(RawProvider.Manner manner) {
        provider.does(RawProvider.KEYS, manner);
        within(
                SOON,
                () -> assertThatThrownBy(() -> decode(provider.token(claims -> {})))
                        .isInstanceOf(JwtException.class)
                        .isNotInstanceOf(BadJwtException.class)
                        .matches(ProviderAwayException::isBehind));
    }

    @Test
    void a_provider_that_says_to_be_another_is_not_believed() {
        provider.says(RawProvider.CONFIGURATION, provider.configuration("https://login.example.com"));
        assertThatThrownBy(directory::client)
                .isInstanceOf(ProviderAwayException.class)
                .hasMessageContaining("another issuer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_endpoint", "jwks_uri", "userinfo_endpoint"})
    void no_secret_and_no_token_goes_to_an_address_without_tls(String name) {
        provider.says(
                RawProvider.CONFIGURATION,
                provider.configuration(provider.issuer())
                        .replaceFirst(
                                "\"" + name + "\": \"[^\"]+\"", "\"" + name + "\": \"http://login.example.com/x\""));
        assertThatThrownBy(directory::client)
                .isInstanceOf(ProviderAwayException.class)
                .hasMessageContaining(name);
    }

    @Test
    void a_hundred_who_come_at_once_ask_a_silent_provider_once_and_few_of_them_wait() throws Exception {
        provider.does(RawProvider.CONFIGURATION, RawProvider.SILENT);
        var pool = Executors.newFixedThreadPool(100);
        try {
            var begun = System.nanoTime();
            var all = IntStream.range(0, 100)
                    .mapToObj(any -> CompletableFuture.supplyAsync(
                            () -> {
                                assertThatThrownBy(directory::client).isInstanceOf(ProviderAwayException.class);
                                return Duration.ofNanos(System.nanoTime() - begun);
                            },
                            pool))
                    .toList();
            List<Duration> waits = new ArrayList<>();
            for (var one : all) {
                waits.add(one.get());
            }
            assertThat(waits).allMatch(wait -> wait.compareTo(SOON) < 0);
            assertThat(waits.stream()
                            .filter(wait -> wait.compareTo(Duration.ofSeconds(3)) > 0)
                            .count())
                    .isBetween(1L, (long) SharedAnswer.MOST_WAITING);
            assertThat(provider.calls(RawProvider.CONFIGURATION)).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void a_provider_that_comes_back_is_found_in_the_background() {
        provider.does(RawProvider.CONFIGURATION, RawProvider.FAILING);
        directory.start();
        Awaitility.await().until(() -> provider.calls(RawProvider.CONFIGURATION) > 0);
        assertThatThrownBy(directory::client).isInstanceOf(ProviderAwayException.class);
        provider.behave();
        Awaitility.await().atMost(SOON).until(() -> directory.known().isPresent());
    }

    @Test
    void tokens_with_made_up_keys_have_the_keys_read_again_once_a_minute_whoever_sends_them() {
        decode(provider.token(claims -> {}));
        var stranger = OpenIdProvider.key();
        for (var minute = 1; minute <= 3; minute++) {
            later.addAndGet(ProviderDirectory.UNKNOWN_KEYS.plusSeconds(1).toNanos());
            for (var guess = 0; guess < 50; guess++) {
                assertThatThrownBy(() -> decode(
                                provider.token(stranger, UUID.randomUUID().toString(), claims -> {})))
                        .isInstanceOf(BadJwtException.class)
                        .hasMessageContaining("no matching key");
            }
            assertThat(provider.calls(RawProvider.KEYS)).isEqualTo(1 + minute);
        }
    }

    @Test
    void for_a_token_that_would_be_refused_in_any_case_the_provider_is_not_asked() {
        decode(provider.token(claims -> {}));
        later.addAndGet(Duration.ofHours(1).toNanos());
        var stranger = OpenIdProvider.key();
        for (var token : List.of(
                provider.token(stranger, "made-up", claims -> claims.audience("another")),
                provider.token(stranger, "made-up", claims -> claims.issuer("https://login.example.com")),
                provider.token(stranger, "made-up", claims -> claims.expirationTime(new Date(0))),
                provider.token(stranger, "made-up", claims -> claims.expirationTime(null)))) {
            assertThatThrownBy(() -> decode(token)).isInstanceOf(BadJwtException.class);
        }
        assertThat(provider.calls(RawProvider.KEYS)).isEqualTo(1);
    }

    @Test
    void a_new_key_of_the_provider_counts_within_a_minute_and_the_old_one_no_more() {
        var old = provider.token(claims -> {});
        decode(old);
        provider.changeKey();
        later.addAndGet(ProviderDirectory.UNKNOWN_KEYS.plusSeconds(1).toNanos());
        assertThatCode(() -> decode(provider.token(claims -> {}))).doesNotThrowAnyException();
        assertThatThrownBy(() -> decode(old)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void while_the_provider_is_away_its_known_keys_count_and_unknown_ones_are_nobodys_fault() {
        decode(provider.token(claims -> {}));
        provider.does(RawProvider.KEYS, RawProvider.FAILING);
        provider.does(RawProvider.CONFIGURATION, RawProvider.SILENT);
        later.addAndGet(Duration.ofHours(6).toNanos());
        assertThatCode(() -> decode(provider.token(claims -> {}))).doesNotThrowAnyException();
        assertThatThrownBy(() -> decode(provider.token(OpenIdProvider.key(), "new", claims -> {})))
                .matches(ProviderAwayException::isBehind);
        later.addAndGet(Duration.ofHours(7).toNanos());
        assertThatThrownBy(() -> decode(provider.token(claims -> {})))
                .as("not for ever")
                .matches(ProviderAwayException::isBehind);
    }

    private void decode(String token) {
        new ProviderTokens(settings, directory).bearer().decode(token);
    }

    private static void within(Duration time, Runnable work) {
        var begun = System.nanoTime();
        work.run();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(time);
    }
}
