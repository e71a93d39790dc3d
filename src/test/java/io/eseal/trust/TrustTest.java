package io.eseal.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.spy;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.Keys;
import io.eseal.trust.TrustVerdict.Anchor;
import io.eseal.trust.TrustVerdict.Revocation.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What trusted lists say, from their download to the verdict; all of it on loopback. */
@ParameterizedClass
@EnumSource(Database.class)
class TrustTest extends DatabaseTest {

    private static final String LISTS = "/lotl.xml";
    private static final String NATIONAL = "/be.xml";
    private static final TestCa LIST_OF_LISTS_SIGNER = TestCa.listSigner("CN=List of lists,O=Commission,C=EU");
    private static final TestCa NATIONAL_SIGNER = TestCa.listSigner("CN=List,O=Ministry,C=BE");
    private static final TestCa ISSUER = TestCa.root("CN=Example CA,O=Example Trust NV,C=BE");
    private static final X509Certificate SEAL = ISSUER.seal();
    private static final Instant NOW = TestCa.NOW;

    private final Database database;
    private final TestSite site = new TestSite();
    private final StoredLists stored;

    private Duration ahead = Duration.ZERO;

    @TempDir
    private Path files;

    TrustTest(Database database) {
        super(database);
        this.database = database;
        this.stored = new StoredLists(jdbc, transactionManager);
    }

    @BeforeEach
    void publish() {
        publish(new TestLists(), granted());
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void publish(TestLists lists, String... services) {
        site.has(LISTS, TestLists.signed(listOfLists(lists), LIST_OF_LISTS_SIGNER));
        site.has(NATIONAL, TestLists.signed(lists.nationalList("BE", services), NATIONAL_SIGNER));
    }

    private static String granted() {
        return TestLists.service(ISSUER.certificate(), TestLists.GRANTED, TestLists.FOR_SEALS, TestCa.SINCE);
    }

    private static String withdrawn() {
        return TestLists.service(ISSUER.certificate(), TestLists.WITHDRAWN, TestLists.FOR_SEALS, TestCa.SINCE);
    }

    private String listOfLists(TestLists lists) {
        return lists.listOfLists(site.address(LISTS), site.address(NATIONAL), "BE", NATIONAL_SIGNER.certificate());
    }

    /** A node that starts now. */
    private Node node() {
        return node("");
    }

    /** The real time, which DSS asks for, or later. */
    private final class AheadOfTime extends Clock {
        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private record Node(Trust trust, ListRefresh refresh) {
        void refreshNow() {
            refresh.refreshOnDemand();
        }
    }

    private Node node(String anchors) {
        TrustSettings settings = new TrustSettings(
                site.address(LISTS),
                pem("signers.pem", LIST_OF_LISTS_SIGNER.certificate()),
                "",
                anchors,
                Duration.ofDays(1),
                Duration.ofMinutes(15),
                Duration.ofDays(3),
                Duration.ofSeconds(5),
                true);
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("fetcher", new Fetcher(settings.fetchTimeout(), settings.privateAddresses()));
        var fetcher = beans.getBeanProvider(Fetcher.class);
        TrustSources sources = new TrustSources(settings, fetcher);
        Clock clock = new AheadOfTime();
        ListRefresh refresh = new ListRefresh(
                settings,
                sources,
                stored,
                fetcher,
                new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                        .withJdbcTemplate(new JdbcTemplate(database.dataSource()))
                        .usingDbTime()
                        .build()),
                clock);
        return new Node(
                new ListsAndAnchors(
                        settings, sources, new TrustedLists(sources, stored, refresh, clock), fetcher, clock),
                refresh);
    }

    private String pem(String name, X509Certificate certificate) {
        try {
            Path file = files.resolve(name);
            Files.writeString(file, Keys.pem("CERTIFICATE", certificate.getEncoded()));
            return file.toString();
        } catch (IOException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TrustVerdict judge(Node node) {
        return node.trust().judge(SEAL, List.of(ISSUER.certificate()), NOW);
    }

    @Test
    void a_seal_of_a_granted_service_for_seals_is_a_qualified_one() {
        TrustVerdict verdict = judge(node());
        assertThat(verdict.whyNoPath()).isEmpty();
        assertThat(verdict.path()).containsExactly(SEAL, ISSUER.certificate());
        assertThat(verdict.anchor()).contains(Anchor.LIST);
        assertThat(verdict.qualificationNow()).contains("QCERT_FOR_ESEAL_QSCD");
        assertThat(verdict.listed()).hasValueSatisfying(service -> {
            assertThat(service.grantedThenAndNow()).isTrue();
            assertThat(service.qualification()).isEqualTo("QCERT_FOR_ESEAL_QSCD");
            assertThat(service.provider()).isEqualTo("Example Trust NV");
            assertThat(service.service()).isEqualTo("Qualified certificates");
            assertThat(service.territory()).isEqualTo("BE");
        });
        assertThat(verdict.lists()).hasSize(2).allSatisfy(list -> {
            assertThat(list.sequenceNumber()).isEqualTo(5);
            assertThat(list.issuedAt()).isEqualTo(TestCa.SINCE);
            assertThat(list.sha256()).hasSize(64);
        });
    }

    /** A key as its SubjectPublicKeyInfo stands in a certificate, of any algorithm. */
    private record OddKey(String oid) implements PublicKey {
        @Override
        public String getAlgorithm() {
            return oid;
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            try {
                return new SubjectPublicKeyInfo(new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid)), new byte[32])
                        .getEncoded();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.113549.1.1.7", "1.3.101.110", "1.3.6.1.4.1.99999.5"})
    void a_certificate_whose_key_the_validator_does_not_know_gets_a_verdict(String algorithm) {
        X509Certificate odd = ISSUER.issue(
                "CN=Example NV,O=Example NV,C=BE",
                new KeyPair(new OddKey(algorithm), null),
                TestCa.SINCE.plus(Duration.ofDays(1)),
                TestCa.UNTIL.minus(Duration.ofDays(1)),
                "SHA256withECDSA",
                TestCa::asSeal);
        assertThat(refusal(odd)).contains("validator fails");
    }

    private String refusal(X509Certificate odd) {
        TrustVerdict verdict = node().trust().judge(odd, List.of(ISSUER.certificate()), NOW);
        assertThat(verdict.path()).isEmpty();
        return verdict.whyNoPath().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "2.5.29.14,''",
        "2.5.29.14,020105",
        "2.5.29.14,30050201",
        "2.5.29.14,0500",
        "2.5.29.14,3000",
        "2.5.29.35,''",
        "2.5.29.35,020105",
        "2.5.29.35,30050201",
        "2.5.29.35,0500",
        "2.5.29.31,''",
        "2.5.29.31,020105",
        "2.5.29.31,0500",
        "2.5.29.31,3000",
        "1.3.6.1.5.5.7.1.1,''",
        "1.3.6.1.5.5.7.1.1,020105"
    })
    void a_certificate_with_a_damaged_extension_gets_a_verdict(String extension, String value) {
        ASN1ObjectIdentifier id = new ASN1ObjectIdentifier(extension);
        byte[] octets = HexFormat.of().parseHex(value);
        X509Certificate odd = ISSUER.seal(builder -> {
            if (builder.hasExtension(id)) {
                builder.replaceExtension(id, false, octets);
            } else {
                builder.addExtension(id, false, octets);
            }
        });
        assertThatCode(() -> node().trust().judge(odd, List.of(ISSUER.certificate()), NOW))
                .doesNotThrowAnyException();
        assertThatCode(() -> node().trust().judgeAgain(odd, List.of(ISSUER.certificate()), NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void a_list_that_cannot_be_stored_is_told_and_lets_the_others_be_stored() {
        StoredLists failing = spy(stored);
        doThrow(new IllegalStateException("too long"))
                .when(failing)
                .keep(eq(site.address(NATIONAL)), any(), any(), any());
        new ListDownload(
                        URI.create(site.address(LISTS)),
                        List.of(LIST_OF_LISTS_SIGNER.certificate()),
                        failing,
                        new Fetcher(Duration.ofSeconds(5), true),
                        Instant.now())
                .run();

        assertThat(stored.find(site.address(LISTS)).orElseThrow().failed()).isFalse();
        assertThat(stored.find(site.address(NATIONAL)).orElseThrow().failure())
                .hasValueSatisfying(why -> assertThat(why).contains("could not be stored", "too long"));
    }

    @Test
    void a_service_that_was_withdrawn_is_told_with_its_seal() {
        publish(new TestLists(), withdrawn());
        assertThat(judge(node()).listed()).hasValueSatisfying(service -> {
            assertThat(service.grantedForSeals()).isFalse();
            assertThat(service.qualification()).isEqualTo("CERT_FOR_ESEAL");
        });
    }

    @Test
    void what_a_service_was_at_the_moment_counts() {
        publish(new TestLists(), TestLists.withdrawn(ISSUER.certificate(), NOW.minus(Duration.ofHours(2))));
        Node node = node();
        assertThat(judge(node).listed()).hasValueSatisfying(service -> {
            assertThat(service.grantedAtIssuance()).isTrue();
            assertThat(service.grantedForSeals()).isFalse();
            assertThat(service.qualification()).isEqualTo("QCERT_FOR_ESEAL_QSCD");
        });
        assertThat(node.trust()
                        .judge(SEAL, List.of(), NOW.minus(Duration.ofHours(3)))
                        .listed())
                .hasValueSatisfying(
                        service -> assertThat(service.grantedForSeals()).isTrue());
    }

    @Test
    void a_qualification_that_a_list_took_back_is_told_beside_the_one_at_issuance() {
        publish(new TestLists(), TestLists.notQualified(ISSUER.certificate(), NOW.minus(Duration.ofHours(2))));
        TrustVerdict verdict = judge(node());
        assertThat(verdict.qualificationNow()).contains("CERT_FOR_ESEAL");
        assertThat(verdict.listed()).hasValueSatisfying(service -> {
            assertThat(service.grantedThenAndNow()).isTrue();
            assertThat(service.qualification()).isEqualTo("QCERT_FOR_ESEAL_QSCD");
        });
    }

    @Test
    void what_a_service_was_when_the_certificate_began_counts_too() {
        publish(
                new TestLists(),
                TestLists.service(
                        ISSUER.certificate(),
                        TestLists.GRANTED,
                        TestLists.FOR_SEALS,
                        SEAL.getNotBefore().toInstant().plusSeconds(1)));
        assertThat(judge(node()).listed()).hasValueSatisfying(service -> {
            assertThat(service.grantedAtIssuance()).isFalse();
            assertThat(service.grantedForSeals()).isTrue();
            assertThat(service.grantedThenAndNow()).isFalse();
        });
    }

    @Test
    void what_a_certificate_that_begins_in_minutes_leads_to_is_found() {
        X509Certificate seal = ISSUER.seal(NOW.plus(Duration.ofMinutes(4)), TestCa.UNTIL, "SHA256withECDSA");
        TrustVerdict verdict = node().trust().judge(seal, List.of(), NOW);
        assertThat(verdict.path()).containsExactly(seal, ISSUER.certificate());
        assertThat(verdict.listed())
                .hasValueSatisfying(
                        service -> assertThat(service.grantedThenAndNow()).isTrue());
    }

    /** DSS alone says that it is a qualified seal. */
    @Test
    void a_service_for_signatures_alone_is_not_granted_for_seals() {
        publish(
                new TestLists(),
                TestLists.service(ISSUER.certificate(), TestLists.GRANTED, TestLists.FOR_SIGNATURES, TestCa.SINCE));
        assertThat(judge(node()).listed()).hasValueSatisfying(service -> {
            assertThat(service.grantedForSeals()).isFalse();
            assertThat(service.qualification()).isEqualTo("QCERT_FOR_ESEAL_QSCD");
        });
    }

    @Test
    void a_ca_of_the_same_name_with_another_key_is_nobody() {
        TestCa stranger = TestCa.root("CN=Example CA,O=Example Trust NV,C=BE");
        TrustVerdict verdict = node().trust().judge(stranger.seal(), List.of(stranger.certificate()), NOW);
        assertThat(verdict.path()).isEmpty();
        assertThat(verdict.anchor()).isEmpty();
        assertThat(verdict.whyNoPath())
                .hasValueSatisfying(why -> assertThat(why).contains("but another key"));
    }

    @Test
    void a_national_list_that_was_changed_after_signing_is_not_taken() {
        publish(new TestLists(), withdrawn());
        byte[] list = TestLists.signed(new TestLists().nationalList("BE", withdrawn()), NATIONAL_SIGNER);
        site.has(
                NATIONAL,
                new String(list, StandardCharsets.UTF_8)
                        .replace("Svcstatus/withdrawn", "Svcstatus/granted")
                        .getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> judge(node()))
                .isInstanceOf(TrustUnavailableException.class)
                .hasMessageContaining("trusted list of BE");
        assertThat(stored.find(site.address(NATIONAL)).orElseThrow().failure())
                .hasValueSatisfying(why -> assertThat(why).contains("signature is not good"));
    }

    @Test
    void a_list_of_lists_that_was_changed_after_signing_is_not_taken_and_leads_nowhere() {
        byte[] list = TestLists.signed(listOfLists(new TestLists()), LIST_OF_LISTS_SIGNER);
        site.has(
                LISTS,
                new String(list, StandardCharsets.UTF_8)
                        .replace("/be.xml", "/evil.xml")
                        .getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> judge(node()))
                .isInstanceOf(TrustUnavailableException.class)
                .hasMessageContaining("signature is not good");
        assertThat(site.calls).containsOnly(LISTS);
    }

    @Test
    void while_the_list_of_lists_is_a_changed_one_the_last_good_one_leads() {
        Node node = node();
        judge(node);
        publish(new TestLists(6, NOW.plus(Duration.ofDays(30))), withdrawn());
        site.has(
                LISTS,
                new String(TestLists.signed(listOfLists(new TestLists()), LIST_OF_LISTS_SIGNER), StandardCharsets.UTF_8)
                        .replace("/be.xml", "/evil.xml")
                        .getBytes(StandardCharsets.UTF_8));
        ahead = ahead.plusSeconds(10);
        node.refreshNow();
        assertThat(site.calls).doesNotContain("/evil.xml");
        assertThat(judge(node).listed())
                .hasValueSatisfying(
                        service -> assertThat(service.grantedForSeals()).isFalse());
        assertThat(stored.find(site.address(LISTS)).orElseThrow().failed()).isTrue();
    }

    /** DSS's own check takes a list that it cannot judge. */
    @Test
    void a_list_without_any_signature_is_not_taken() {
        site.has(NATIONAL, new TestLists().nationalList("BE", granted()).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> judge(node())).isInstanceOf(TrustUnavailableException.class);
    }

    @Test
    void a_list_that_a_stranger_signed_is_not_taken() {
        TestCa stranger = TestCa.listSigner("CN=List of lists,O=Commission,C=EU");
        site.has(LISTS, TestLists.signed(listOfLists(new TestLists()), stranger));
        assertThatThrownBy(() -> judge(node()))
                .isInstanceOf(TrustUnavailableException.class)
                .hasMessageContaining("signed by somebody who may not");
        ahead = Duration.ofSeconds(10);
        publish(new TestLists());
        site.has(NATIONAL, TestLists.signed(new TestLists().nationalList("BE", granted()), stranger));
        assertThatThrownBy(() -> judge(node()))
                .isInstanceOf(TrustUnavailableException.class)
                .hasMessageContaining("trusted list of BE");
    }

    @Test
    void lists_that_have_ended_are_not_taken() {
        String service = granted();
        publish(new TestLists(5, NOW.minusSeconds(60)), service);
        assertThatThrownBy(() -> judge(node()))
                .isInstanceOf(TrustUnavailableException.class)
                .hasMessageContaining("It has ended");
        ahead = Duration.ofSeconds(10);
        publish(new TestLists(), service);
        site.has(
                NATIONAL,
                TestLists.signed(new TestLists(5, NOW.minusSeconds(60)).nationalList("BE", service), NATIONAL_SIGNER));
        assertThatThrownBy(() -> judge(node()))
                .isInstanceOf(TrustUnavailableException.class)
                .hasMessageContaining("trusted list of BE");
    }

    @Test
    void lists_that_end_while_a_node_runs_are_used_no_more() {
        String service = granted();
        publish(new TestLists(5, NOW.plus(Duration.ofHours(2))), service);
        Node node = node();
        judge(node);
        ahead = Duration.ofHours(1);
        assertThat(judge(node).listed()).isPresent();
        ahead = Duration.ofHours(3);
        assertThatThrownBy(() -> judge(node)).isInstanceOf(TrustUnavailableException.class);
        publish(new TestLists(6, NOW.plus(Duration.ofDays(30))), service);
        ahead = ahead.plusSeconds(10);
        node.refreshNow();
        assertThat(judge(node).listed()).isPresent();
    }

    @Test
    void without_any_list_nobody_is_judged() {
        site.hasNo(LISTS);
        String anchors = pem("anchors.pem", ISSUER.certificate());
        assertThatThrownBy(() -> judge(node(anchors)))
                .isInstanceOf(TrustUnavailableException.class)
                .hasMessageContaining("404");
    }

    /** As steps of the process do. */
    @Test
    void whoever_asks_may_do_so_in_a_transaction_that_is_rolled_back() {
        site.hasNo(LISTS);
        Node node = node();
        assertThatThrownBy(() -> transaction.execute(status -> judge(node)))
                .isInstanceOf(TrustUnavailableException.class);
        assertThat(stored.find(site.address(LISTS)).orElseThrow().failed()).isTrue();
        publish(new TestLists(), granted());
        ahead = Duration.ofSeconds(10);
        transaction.executeWithoutResult(status -> {
            assertThat(judge(node).listed()).isPresent();
            status.setRollbackOnly();
        });
        assertThat(stored.all()).hasSize(2).noneMatch(StoredList::failed);
    }

    @Test
    void what_was_just_tried_in_vain_is_not_tried_by_everybody_at_once() {
        site.hasNo(LISTS);
        Node node = node();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> judge(node)).isInstanceOf(TrustUnavailableException.class);
        }
        assertThat(site.calls).hasSize(1);
        publish(new TestLists(), granted());
        ahead = Duration.ofSeconds(10);
        assertThat(judge(node).listed()).isPresent();
    }

    @Test
    void what_was_downloaded_once_serves_all_nodes_and_restarts_without_network() {
        judge(node());
        site.close();
        assertThat(judge(node()).listed()).isPresent();
    }

    @Test
    void a_newer_list_is_taken_by_nodes_that_run() {
        Node node = node();
        Node other = node();
        judge(node);
        judge(other);
        publish(
                new TestLists(6, NOW.plus(Duration.ofDays(30))),
                TestLists.withdrawn(ISSUER.certificate(), NOW.minus(Duration.ofHours(2))));
        ahead = ahead.plusSeconds(10);
        other.refreshNow();
        for (Node each : List.of(node, other)) {
            assertThat(judge(each).listed())
                    .hasValueSatisfying(
                            service -> assertThat(service.grantedForSeals()).isFalse());
            assertThat(judge(each).lists())
                    .allSatisfy(list -> assertThat(list.sequenceNumber()).isEqualTo(6));
        }
    }

    /** Whoever stands between could else hold back the list in which a service was withdrawn. */
    @Test
    void an_older_list_than_the_one_known_is_not_taken() {
        Node node = node();
        publish(
                new TestLists(6, NOW.plus(Duration.ofDays(30))),
                TestLists.withdrawn(ISSUER.certificate(), NOW.minus(Duration.ofHours(2))));
        judge(node);
        publish(new TestLists(), granted());
        ahead = ahead.plusSeconds(10);
        node.refreshNow();
        assertThat(judge(node).listed())
                .hasValueSatisfying(
                        service -> assertThat(service.grantedForSeals()).isFalse());
        assertThat(stored.all())
                .hasSize(2)
                .allSatisfy(list -> assertThat(list.failure())
                        .hasValueSatisfying(why -> assertThat(why).contains("older than issue 6")));
    }

    @Test
    void a_list_that_cannot_be_had_any_more_stays_what_it_was_and_says_since_when() {
        Node node = node();
        judge(node);
        site.hasNo(NATIONAL);
        ahead = ahead.plusSeconds(10);
        node.refreshNow();
        assertThat(judge(node).listed()).isPresent();
        StoredList list = stored.find(site.address(NATIONAL)).orElseThrow();
        assertThat(list.good()).isPresent();
        assertThat(list.failedAt()).isPresent();
        assertThat(list.failure()).contains("It cannot be had (HTTP status 404).");
        publish(new TestLists(), granted());
        ahead = ahead.plusSeconds(10);
        node.refreshNow();
        assertThat(stored.all()).noneMatch(StoredList::failed);
    }

    @Test
    void a_certificate_that_no_list_knows_may_have_an_anchor_in_the_file() {
        TestCa root = TestCa.root("CN=Own root,C=BE");
        TestCa issuer = root.ca("CN=Own CA,C=BE");
        X509Certificate seal = issuer.seal();
        Node node = node(pem("anchors.pem", root.certificate()));
        TrustVerdict verdict = node.trust().judge(seal, List.of(issuer.certificate()), NOW);
        assertThat(verdict.anchor()).contains(Anchor.FILE);
        assertThat(verdict.path()).containsExactly(seal, issuer.certificate(), root.certificate());
        assertThat(verdict.listed()).isEmpty();
        assertThat(judge(node).anchor()).as("the lists come first").contains(Anchor.LIST);
    }

    @Test
    void issuers_that_did_not_come_along_are_fetched_from_where_the_certificates_say() throws Exception {
        TestCa root = TestCa.root("CN=Own root,C=BE");
        TestCa upper = root.ca("CN=Upper CA,C=BE");
        TestCa lower = upper.ca("CN=Lower CA,C=BE", TestCa.issuerAt(site.address("/upper.cer")));
        X509Certificate seal = lower.seal(TestCa.issuerAt(site.address("/lower.cer")));
        site.has("/upper.cer", upper.certificate().getEncoded());
        site.has("/lower.cer", lower.certificate().getEncoded());
        Node node = node(pem("anchors.pem", root.certificate()));
        List<X509Certificate> whole = List.of(seal, lower.certificate(), upper.certificate(), root.certificate());
        assertThat(node.trust().judge(seal, List.of(), NOW).path()).containsExactlyElementsOf(whole);
        assertThat(node.trust().judge(seal, List.of(lower.certificate()), NOW).path())
                .containsExactlyElementsOf(whole);
        site.hasNo("/upper.cer");
        assertThat(node.trust().judge(seal, List.of(), NOW).whyNoPath()).isPresent();
    }

    @Test
    void below_a_ca_that_was_revoked_nobody_is_trusted() {
        TestCa root = TestCa.root("CN=Own root,C=BE");
        TestCa issuer = root.ca("CN=Own CA,C=BE", TestCa.ocspAt(site.address("/ocsp")));
        site.answers("/ocsp", request -> root.ocsp(request, TestCa.revoked(), NOW));
        Node node = node(pem("anchors.pem", root.certificate()));
        TrustVerdict verdict = node.trust().judge(issuer.seal(), List.of(issuer.certificate()), NOW);
        assertThat(verdict.path()).isEmpty();
        assertThat(verdict.whyNoPath())
                .hasValueSatisfying(
                        why -> assertThat(why).contains("CN=Own CA was revoked on " + TestCa.REVOKED_AT.toInstant()));
    }

    @Test
    void the_issuer_is_asked_whether_the_seal_is_revoked() {
        X509Certificate seal = ISSUER.seal(TestCa.ocspAt(site.address("/ocsp")));
        site.answers("/ocsp", request -> ISSUER.ocsp(request, TestCa.revoked(), NOW));
        TrustVerdict verdict = node().trust().judge(seal, List.of(), NOW);
        assertThat(verdict.path()).hasSize(2);
        assertThat(verdict.revocation().status()).isEqualTo(Status.REVOKED);
        assertThat(judge(node()).revocation().status()).isEqualTo(Status.UNKNOWN);
    }
}
