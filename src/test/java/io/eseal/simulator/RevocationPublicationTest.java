package io.eseal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The JDK's path validation believes what the stand-in publishes, and refuses what it should not. */
class RevocationPublicationTest {

    private static SimulatorServer server;
    private static Vendor vendor;

    @BeforeAll
    static void start() {
        server = SimulatorServer.start(
                Map.of("simulator.timetable.revocation-in-ocsp", "1h", "simulator.timetable.revocation-in-crl", "2h"));
        vendor = new Vendor(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void reset() {
        server.reset();
    }

    @Test
    void a_seal_has_a_path_to_the_root_that_nobody_revoked() throws Exception {
        X509Certificate seal = certificate(issue());

        askOcsp(seal);
        lookIntoCrl(seal);
    }

    @Test
    void a_revocation_is_seen_in_ocsp_and_later_in_the_crl() throws Exception {
        long order = issue();
        X509Certificate seal = certificate(order);
        revoke(order);

        assertThat(status(seal)).as("at once").isEqualTo(CertificateStatus.GOOD);
        server.advance(Duration.ofMinutes(61));
        assertThat(status(seal)).as("after an hour").isInstanceOf(RevokedStatus.class);
        assertThat(revokedInCrl()).as("after an hour").isEmpty();
        server.advance(Duration.ofMinutes(60));
        assertThat(revokedInCrl()).as("after two hours").containsExactly(seal.getSerialNumber());
        assertThatThrownBy(() -> lookIntoCrl(seal))
                .isInstanceOfSatisfying(
                        CertPathValidatorException.class,
                        refusal -> assertThat(refusal.getReason()).isEqualTo(BasicReason.REVOKED));
    }

    @Test
    void a_revocation_can_be_held_back_from_ocsp_and_crl() throws Exception {
        long order = issue();
        X509Certificate seal = certificate(order);
        revoke(order);
        server.advance(Duration.ofHours(3));
        server.setPki("ocsp", "all_good");
        server.setPki("crl", "all_good");
        assertThat(status(seal)).isEqualTo(CertificateStatus.GOOD);
        assertThat(revokedInCrl()).isEmpty();
        server.setPki("ocsp", "up");
        server.setPki("crl", "up");
        assertThat(status(seal)).isInstanceOf(RevokedStatus.class);
        assertThat(revokedInCrl()).contains(seal.getSerialNumber());
    }

    @Test
    void what_was_never_issued_is_unknown_and_another_ca_is_none_of_its_business() throws Exception {
        X509CertificateHolder issuing = new JcaX509CertificateHolder(issuing());
        X509CertificateHolder root = new JcaX509CertificateHolder(root());

        assertThat(ask(issuing, BigInteger.TEN).getResponseObject())
                .extracting(it -> ((BasicOCSPResp) it).getResponses()[0].getCertStatus())
                .isInstanceOf(UnknownStatus.class);
        assertThat(ask(root, BigInteger.TEN).getStatus()).isEqualTo(OCSPResp.UNAUTHORIZED);
    }

    @Test
    void ocsp_can_be_down_late_expired_or_signed_by_a_stranger() throws Exception {
        X509Certificate seal = certificate(issue());

        server.setPki("ocsp", "down");
        assertThat(post("ocsp", "application/ocsp-request", request(seal)).statusCode())
                .isEqualTo(503);
        server.setPki("ocsp", "try_later");
        assertThat(ask(new JcaX509CertificateHolder(issuing()), seal.getSerialNumber())
                        .getStatus())
                .isEqualTo(OCSPResp.TRY_LATER);
        for (String state : List.of("expired", "stranger", "unknown")) {
            server.setPki("ocsp", state);
            assertThatThrownBy(() -> askOcsp(seal)).as(state).isInstanceOf(CertPathValidatorException.class);
        }
        server.setPki("ocsp", "up");
        askOcsp(seal);
    }

    @Test
    void the_crl_can_be_expired_or_signed_by_a_stranger() throws Exception {
        X509Certificate seal = certificate(issue());

        for (String state : List.of("expired", "stranger")) {
            server.setPki("crl", state);
            assertThatThrownBy(() -> lookIntoCrl(seal)).as(state).isInstanceOf(CertPathValidatorException.class);
        }
    }

    @Test
    void a_part_refuses_a_state_that_it_cannot_be_in() throws IOException {
        assertThat(vendor.control("PUT", "/pki/crl", "{\"state\":\"withdrawn\"}")
                        .status())
                .isEqualTo(400);
        assertThat(vendor.control("PUT", "/pki/nothing", "{\"state\":\"down\"}").status())
                .isEqualTo(400);
        assertThat(vendor.control("GET", "/pki", "").json().get("crl").asText()).isEqualTo("up");
    }

    @Test
    void the_token_of_an_order_seals_with_the_certified_key() throws Exception {
        long order = vendor.order(Bodies.tokenOrder()).id();
        server.setStatus(order, "issued");

        KeyStore token = KeyStore.getInstance("PKCS12");
        token.load(new ByteArrayInputStream(server.token(order)), "simulator".toCharArray());
        String alias = token.aliases().nextElement();
        assertThat(token.getCertificateChain(alias)).hasSize(3).startsWith(certificate(order));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign((PrivateKey) token.getKey(alias, "simulator".toCharArray()));
        signature.update(new byte[] {1});
        byte[] value = signature.sign();
        signature.initVerify(certificate(order).getPublicKey());
        signature.update(new byte[] {1});
        assertThat(signature.verify(value)).isTrue();
    }

    @Test
    void a_time_stamp_is_signed_by_a_unit_of_the_same_ca() throws Exception {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        TimeStampRequest request = generator.generate(NISTObjectIdentifiers.id_sha256, new byte[32], BigInteger.TEN);

        TimeStampResponse answer = new TimeStampResponse(
                post("tsa", "application/timestamp-query", request.getEncoded()).body());

        answer.validate(request);
        TimeStampToken token = answer.getTimeStampToken();
        X509CertificateHolder unit = (X509CertificateHolder)
                token.getCertificates().getMatches(token.getSID()).iterator().next();
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(unit));
        assertThat(unit.getIssuer()).isEqualTo(new JcaX509CertificateHolder(issuing()).getSubject());
    }

    private static long issue() throws IOException {
        long order = vendor.order(Bodies.csrOrder()).id();
        server.setStatus(order, "issued");
        return order;
    }

    private static void revoke(long order) throws IOException {
        assertThat(vendor.put("/order/certificate/" + order + "/revoke", "{\"skip_approval\":true}")
                        .status())
                .isEqualTo(204);
    }

    /** With the JDK, at the address that the certificate names. */
    private static void askOcsp(X509Certificate seal) throws GeneralSecurityException {
        validate(seal, Set.of(Option.NO_FALLBACK, Option.ONLY_END_ENTITY), List.of());
    }

    /** With the JDK, which by default takes CRLs alone that it is given. */
    private static void lookIntoCrl(X509Certificate seal) throws GeneralSecurityException {
        validate(seal, Set.of(Option.PREFER_CRLS, Option.NO_FALLBACK), List.of(crl("issuing.crl"), crl("root.crl")));
    }

    private static void validate(X509Certificate seal, Set<Option> options, List<X509CRL> crls)
            throws GeneralSecurityException {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(seal, issuing()));
        CertPathValidator validator = CertPathValidator.getInstance("PKIX");
        PKIXRevocationChecker revocation = (PKIXRevocationChecker) validator.getRevocationChecker();
        revocation.setOptions(options);
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root(), null)));
        parameters.addCertPathChecker(revocation);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls)));
        validator.validate(path, parameters);
    }

    private static X509CRL crl(String file) throws GeneralSecurityException {
        return (X509CRL)
                CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(server.published(file)));
    }

    private static List<BigInteger> revokedInCrl() throws GeneralSecurityException {
        X509CRL crl = crl("issuing.crl");
        crl.verify(issuing().getPublicKey());
        return crl.getRevokedCertificates() == null
                ? List.of()
                : crl.getRevokedCertificates().stream()
                        .map(X509CRLEntry::getSerialNumber)
                        .toList();
    }

    private static CertificateStatus status(X509Certificate seal) throws Exception {
        OCSPResp answer = ask(new JcaX509CertificateHolder(issuing()), seal.getSerialNumber());
        return ((BasicOCSPResp) answer.getResponseObject()).getResponses()[0].getCertStatus();
    }

    private static byte[] request(X509Certificate seal) throws Exception {
        return request(new JcaX509CertificateHolder(issuing()), seal.getSerialNumber());
    }

    private static byte[] request(X509CertificateHolder issuer, BigInteger serial) throws Exception {
        CertificateID id = new CertificateID(
                new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1), issuer, serial);
        return new OCSPReqBuilder().addRequest(id).build().getEncoded();
    }

    private static OCSPResp ask(X509CertificateHolder issuer, BigInteger serial) throws Exception {
        return new OCSPResp(post("ocsp", "application/ocsp-request", request(issuer, serial))
                .body());
    }

    private static HttpResponse<byte[]> post(String file, String type, byte[] body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.pki(file)))
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofByteArray());
    }

    private static X509Certificate issuing() throws GeneralSecurityException {
        return certificate(server.published("issuing.crt"));
    }

    private static X509Certificate root() throws GeneralSecurityException {
        return certificate(server.published("root.crt"));
    }

    private static X509Certificate certificate(long order) throws IOException, GeneralSecurityException {
        return certificate(server.certificateOf(order).getEncoded());
    }

    private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
