package io.eseal.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.europa.esig.dss.enumerations.CertificateQualification;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.tsl.LOTLInfo;
import eu.europa.esig.dss.model.tsl.TLInfo;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.service.crl.OnlineCRLSource;
import eu.europa.esig.dss.service.http.commons.CommonsDataLoader;
import eu.europa.esig.dss.service.http.commons.FileCacheDataLoader;
import eu.europa.esig.dss.service.ocsp.OnlineOCSPSource;
import eu.europa.esig.dss.simplecertificatereport.SimpleCertificateReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.tsl.TrustedListsCertificateSource;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.spi.x509.aia.DefaultAIASource;
import eu.europa.esig.dss.tsl.job.TLValidationJob;
import eu.europa.esig.dss.tsl.source.LOTLSource;
import eu.europa.esig.dss.tsl.sync.ExpirationAndSignatureCheckStrategy;
import eu.europa.esig.dss.validation.CertificateValidator;
import eu.europa.esig.trustedlist.TrustedListUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The EU's own validator judges lists and seals of the stand-in, over HTTP, as it judges real ones. */
class QualifiedSealTest {

    private static final ExecutorService WORKERS = Executors.newCachedThreadPool();

    private static SimulatorServer server;
    private static Vendor vendor;
    private static long onToken;
    private static long fromCsr;

    @TempDir
    private Path cache;

    @BeforeAll
    static void start() throws IOException {
        server = SimulatorServer.start();
        vendor = new Vendor(server);
        onToken = issue(Bodies.tokenOrder());
        fromCsr = issue(Bodies.csrOrder());
    }

    @AfterAll
    static void stop() {
        server.close();
        WORKERS.shutdown();
    }

    @BeforeEach
    void as_it_should_be() {
        server.setPki("list-of-lists", "up");
        server.setPki("national-list", "up");
        server.spoil(onToken, "none");
    }

    @Test
    void both_lists_are_valid_and_signed_by_whom_they_should_be() {
        LOTLInfo lotl = read().getSummary().getLOTLInfos().get(0);
        TLInfo national = lotl.getTLInfos().get(0);

        for (TLInfo list : List.of(lotl, national)) {
            assertThat(list.getValidationCacheInfo().getIndication()).isEqualTo(Indication.TOTAL_PASSED);
        }
        assertThat(lotl.getParsingCacheInfo().getTerritory()).isEqualTo("EU");
        assertThat(national.getParsingCacheInfo().getTerritory()).isEqualTo("IE");
        assertThat(national.getParsingCacheInfo().getNextUpdateDate()).isInTheFuture();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "withdrawn", "withdrawn_now", "not_listed"})
    void a_list_follows_its_schema(String state) {
        server.setPki("national-list", state);

        for (String file : List.of("lotl.xml", "national-list.xml")) {
            assertThat(TrustedListUtils.getInstance()
                            .validateAgainstXSD(new StreamSource(new ByteArrayInputStream(server.published(file)))))
                    .as(file)
                    .isEmpty();
        }
    }

    @Test
    void everybody_gets_the_same_list_until_it_changes() throws Exception {
        byte[] first = server.published("national-list.xml");
        long before = read().getSummary()
                .getLOTLInfos()
                .get(0)
                .getTLInfos()
                .get(0)
                .getParsingCacheInfo()
                .getSequenceNumber();

        assertThat(server.published("national-list.xml")).isEqualTo(first);
        server.setPki("national-list", "withdrawn");
        assertThat(server.published("national-list.xml")).isNotEqualTo(first);
        assertThat(read().getSummary()
                        .getLOTLInfos()
                        .get(0)
                        .getTLInfos()
                        .get(0)
                        .getParsingCacheInfo()
                        .getSequenceNumber()
                        .longValue())
                .isGreaterThan(before);
    }

    @Test
    void a_seal_from_a_csr_is_qualified_and_one_on_a_token_is_on_a_qualified_device() {
        assertThat(judge(fromCsr)).isEqualTo(CertificateQualification.QCERT_FOR_ESEAL);
        assertThat(judge(onToken)).isEqualTo(CertificateQualification.QCERT_FOR_ESEAL_QSCD);
    }

    @Test
    void a_seal_passes_until_its_revocation_is_seen() throws IOException {
        long order = issue(Bodies.csrOrder());
        SimpleCertificateReport before = validate(order);
        vendor.put("/order/certificate/" + order + "/revoke", "{\"skip_approval\":true}");
        SimpleCertificateReport after = validate(order);

        assertThat(before.getCertificateIndication(before.getCertificateIds().get(0)))
                .isEqualTo(Indication.PASSED);
        assertThat(after.getCertificateIndication(after.getCertificateIds().get(0)))
                .isEqualTo(Indication.INDETERMINATE);
        assertThat(after.getCertificateRevocationDate(after.getCertificateIds().get(0)))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "list-of-lists, down, NA",
        "list-of-lists, expired, NA",
        "list-of-lists, stranger, NA",
        "list-of-lists, changed, NA",
        "list-of-lists, unsigned, NA",
        "national-list, down, NA",
        "national-list, expired, NA",
        "national-list, stranger, NA",
        "national-list, changed, NA",
        "national-list, unsigned, NA",
        "national-list, same_name, NA",
        "national-list, not_listed, NA",
        "national-list, withdrawn, CERT_FOR_ESEAL",
        // It was granted when the seal was issued.
        "national-list, withdrawn_now, QCERT_FOR_ESEAL_QSCD",
        // The validator does not look at it: a rule of the service does.
        "national-list, signatures_only, QCERT_FOR_ESEAL_QSCD",
    })
    void a_list_that_misbehaves_gives_no_qualified_seal(String part, String state, CertificateQualification verdict) {
        server.setPki(part, state);

        assertThat(judge(onToken)).isEqualTo(verdict);
    }

    @Test
    void a_withdrawal_counts_from_when_it_was_told() {
        server.setPki("national-list", "withdrawn_now");

        assertThat(validate(onToken).getQualificationAtValidationTime())
                .isEqualTo(CertificateQualification.CERT_FOR_ESEAL);
    }

    @ParameterizedTest
    @CsvSource({
        "no_qc_compliance, CERT_FOR_ESEAL",
        "foreign_legislation, CERT_FOR_ESEAL",
        "signature_type, CERT_FOR_ESIG",
        "qscd_swapped, QCERT_FOR_ESEAL",
        "unknown_ca, NA",
        "unlisted_ca, NA",
    })
    void a_flawed_seal_is_judged_as_what_it_is(String flaw, CertificateQualification verdict) {
        server.spoil(onToken, flaw);

        assertThat(judge(onToken)).isEqualTo(verdict);
    }

    private static long issue(ObjectNode body) throws IOException {
        long id = vendor.order(body).id();
        server.setStatus(id, "issued");
        return id;
    }

    private CertificateQualification judge(long order) {
        return validate(order).getQualificationAtCertificateIssuance();
    }

    private SimpleCertificateReport validate(long order) {
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(read());
        verifier.setOcspSource(new OnlineOCSPSource());
        verifier.setCrlSource(new OnlineCRLSource());
        verifier.setAIASource(new DefaultAIASource());
        CertificateValidator validator = CertificateValidator.fromCertificate(certificate(order));
        validator.setCertificateVerifier(verifier);
        return validator.validate().getSimpleReport();
    }

    private static CertificateToken certificate(long order) {
        try {
            return DSSUtils.loadCertificate(server.certificateOf(order).getEncoded());
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private TrustedListsCertificateSource read() {
        CommonsDataLoader loader = new CommonsDataLoader();
        CommonCertificateSource signers = new CommonCertificateSource();
        signers.addCertificate(DSSUtils.loadCertificate(loader.get(server.pki("list-signer.pem"))));
        LOTLSource lotl = new LOTLSource();
        lotl.setUrl(server.pki("lotl.xml"));
        lotl.setCertificateSource(signers);
        lotl.setPivotSupport(true);
        FileCacheDataLoader cached = new FileCacheDataLoader(loader);
        cached.setFileCacheDirectory(cache.toFile());
        cached.setCacheExpirationTime(0);
        TrustedListsCertificateSource trusted = new TrustedListsCertificateSource();
        TLValidationJob job = new TLValidationJob();
        job.setOnlineDataLoader(cached);
        job.setListOfTrustedListSources(lotl);
        job.setTrustedListCertificateSource(trusted);
        job.setSynchronizationStrategy(new SignedListsAlone());
        job.setExecutorService(WORKERS);
        job.onlineRefresh();
        return trusted;
    }

    /** As the validator's own strategy, which takes a list that has no signature at all. */
    private static final class SignedListsAlone extends ExpirationAndSignatureCheckStrategy {

        @Override
        public boolean canBeSynchronized(TLInfo list) {
            return list.getValidationCacheInfo().isValid() && super.canBeSynchronized(list);
        }

        @Override
        public boolean canBeSynchronized(LOTLInfo list) {
            return list.getValidationCacheInfo().isValid() && super.canBeSynchronized(list);
        }
    }
}
