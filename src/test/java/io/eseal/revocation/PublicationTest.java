package io.eseal.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.eseal.certificate.DeliveredCertificates;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.TimelineEntry;
import io.eseal.trust.PublishedRevocations;
import io.eseal.trust.TrustVerdict.Revocation;
import io.eseal.trust.TrustVerdict.Revocation.Source;
import io.eseal.trust.TrustVerdict.Revocation.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class PublicationTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0SEEN001");

    private final DeliveredCertificates certificates = mock(DeliveredCertificates.class);
    private final X509Certificate leaf = mock(X509Certificate.class);
    private final Issuer issuer = new Issuer();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Publication publication;

    PublicationTest(Database database) {
        super(database);
        publication =
                new Publication(certificates, issuer, timeline, new PublicationTimes(timeline, clock, meters), clock);
    }

    /** Answers as it is told; what was asked is kept. */
    private static final class Issuer implements PublishedRevocations {

        private final Map<Source, Revocation> answers = new EnumMap<>(Source.class);
        private final List<Source> asked = new ArrayList<>();

        @Override
        public Set<Source> namedBy(X509Certificate certificate) {
            return answers.keySet();
        }

        @Override
        public Revocation at(Source source, X509Certificate certificate, List<X509Certificate> others) {
            asked.add(source);
            return answers.getOrDefault(source, says(Status.UNKNOWN));
        }
    }

    private static Revocation says(Status status) {
        return new Revocation(
                status,
                status == Status.REVOKED ? Optional.of(Instant.parse("2026-02-03T04:05:06Z")) : Optional.empty(),
                status == Status.UNKNOWN ? Optional.of("no answer.") : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @BeforeEach
    void a_certificate_that_CertCentral_revoked() {
        request(ID);
        when(leaf.getNotAfter()).thenReturn(Date.from(clock.instant().plus(Duration.ofDays(300))));
        when(certificates.of(any())).thenReturn(Optional.of(new DeliveredCertificates.Delivered(leaf, List.of())));
        timeline.add(ID, new SealEvents.RevocationSent(OrderId.of(7)));
        issuer.answers.put(Source.OCSP, says(Status.GOOD));
        issuer.answers.put(Source.CRL, says(Status.GOOD));
    }

    private List<String> seen() {
        return timeline.of(ID).stream()
                .filter(entry -> entry.event().startsWith("revocation_visible"))
                .map(TimelineEntry::detail)
                .toList();
    }

    @Test
    void it_is_visible_only_when_each_source_that_the_certificate_names_shows_it() {
        assertThat(publication.gaps(ID))
                .containsExactly("OCSP says that the certificate is good.", "The CRL does not name the certificate.");
        issuer.answers.put(Source.OCSP, says(Status.REVOKED));
        assertThat(publication.gaps(ID)).containsExactly("The CRL does not name the certificate.");
        assertThat(seen()).containsExactly("OCSP, revoked since 2026-02-03T04:05:06Z");
        issuer.answers.put(Source.CRL, says(Status.REVOKED));
        assertThat(publication.gaps(ID)).isEmpty();
        assertThat(seen()).hasSize(2);
    }

    @Test
    void a_source_that_showed_it_is_not_asked_again_while_another_does_not() {
        issuer.answers.put(Source.OCSP, says(Status.REVOKED));
        publication.gaps(ID);
        publication.gaps(ID);
        assertThat(issuer.asked).containsExactly(Source.OCSP, Source.CRL, Source.CRL);
        assertThat(seen()).hasSize(1);
    }

    @Test
    void a_source_that_showed_it_and_says_good_when_the_last_one_shows_it_keeps_it_from_being_visible() {
        issuer.answers.put(Source.OCSP, says(Status.REVOKED));
        publication.gaps(ID);
        issuer.answers.put(Source.OCSP, says(Status.GOOD));
        issuer.answers.put(Source.CRL, says(Status.REVOKED));
        for (int look = 0; look < 2; look++) {
            assertThat(publication.gaps(ID))
                    .containsExactly("OCSP says that the certificate is good. It showed the revocation before.");
        }
        issuer.answers.put(Source.OCSP, says(Status.REVOKED));
        assertThat(publication.gaps(ID)).isEmpty();
        assertThat(seen()).hasSize(2);
    }

    @Test
    void a_source_that_showed_it_and_is_away_when_the_last_one_shows_it_has_shown_it() {
        issuer.answers.put(Source.OCSP, says(Status.REVOKED));
        publication.gaps(ID);
        issuer.answers.put(Source.OCSP, says(Status.UNKNOWN));
        issuer.answers.put(Source.CRL, says(Status.REVOKED));
        assertThat(publication.gaps(ID)).isEmpty();
    }

    @Test
    void one_source_is_enough_where_the_certificate_names_one() {
        issuer.answers.remove(Source.OCSP);
        issuer.answers.put(Source.CRL, says(Status.REVOKED));
        assertThat(publication.gaps(ID)).isEmpty();
    }

    @Test
    void a_source_that_says_nothing_shows_nothing() {
        issuer.answers.put(Source.OCSP, says(Status.UNKNOWN));
        issuer.answers.put(Source.CRL, says(Status.REVOKED));
        assertThat(publication.gaps(ID)).containsExactly("OCSP says nothing: no answer.");
    }

    @Test
    void where_nobody_can_be_asked_CertCentrals_word_counts_and_the_record_says_so() {
        issuer.answers.clear();
        assertThat(publication.gaps(ID)).isEmpty();
        assertThat(timeline.of(ID))
                .last()
                .satisfies(entry -> assertThat(entry.detail()).contains("names neither", "CertCentral's word counts"));
        when(certificates.of(any())).thenReturn(Optional.empty());
        assertThat(publication.gaps(ID)).isEmpty();
        assertThat(timeline.of(ID))
                .last()
                .satisfies(entry -> assertThat(entry.detail()).contains("not known here", "CertCentral's word counts"));
    }

    @Test
    void a_certificate_that_ends_meanwhile_is_not_waited_for() {
        clock.pass(Duration.ofDays(301));
        assertThat(publication.gaps(ID)).isEmpty();
        assertThat(timeline.of(ID))
                .last()
                .satisfies(entry -> assertThat(entry.detail()).contains("has ended on"));
        assertThat(issuer.asked).isEmpty();
    }

    @Test
    void the_time_from_the_request_until_it_is_visible_is_measured() {
        clock.pass(Duration.ofHours(3));
        issuer.answers.put(Source.CRL, says(Status.REVOKED));
        publication.gaps(ID);
        assertThat(meters.get("eseal.revocation.publication")
                        .tag("source", "crl")
                        .timer()
                        .totalTime(TimeUnit.HOURS))
                .isEqualTo(3);
        assertThat(meters.get("eseal.revocation.publication")
                        .tag("source", "ocsp")
                        .timer()
                        .count())
                .isZero();
    }
}
