package io.eseal.trust;

import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Sources of trust, an issuer whose seals they trust, and its OCSP, all of it on loopback and in real time. */
public final class TestTrust implements AutoCloseable {

    private static final String LISTS = "/lotl.xml";
    private static final String NATIONAL = "/be.xml";
    private static final String OCSP = "/ocsp";
    private static final Instant HANDOVER = TestCa.NOW.minus(Duration.ofHours(6));
    private static final TestCa LIST_OF_LISTS_SIGNER = TestCa.listSigner("CN=List of lists,O=Commission,C=EU");
    private static final TestCa NATIONAL_SIGNER = TestCa.listSigner("CN=List,O=Ministry,C=BE");
    private static final TestCa ISSUER = TestCa.root("CN=Example CA,O=Example Trust NV,C=BE");
    private static final TestCa SUB = ISSUER.ca("CN=Example CA 2,O=Example Trust NV,C=BE");
    private static final TestCa HANDED_OVER = TestCa.root("CN=Handed CA,O=Example Trust NV,C=BE");
    private static final TestCa STRANGER = TestCa.root("CN=Example CA,O=Example Trust NV,C=BE");

    private final TestSite site = new TestSite();
    private final Map<String, TestCa> notOfIssuer = new ConcurrentHashMap<>();
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final Trust trust;
    private final SealTrust sealTrust;

    private TestTrust(Path files, boolean lists) {
        site.has(
                LISTS,
                TestLists.signed(
                        new TestLists()
                                .listOfLists(
                                        site.address(LISTS),
                                        site.address(NATIONAL),
                                        "BE",
                                        NATIONAL_SIGNER.certificate()),
                        LIST_OF_LISTS_SIGNER));
        publish(TestLists.FOR_SEALS);
        site.answers(OCSP, this::ocsp);
        TrustSettings settings = new TrustSettings(
                lists ? site.address(LISTS) : "off",
                lists ? pem(files.resolve("signers.pem"), LIST_OF_LISTS_SIGNER.certificate()) : "",
                "",
                lists ? "" : pem(files.resolve("anchors.pem"), ISSUER.certificate()),
                Duration.ofDays(1),
                Duration.ofMinutes(15),
                Duration.ofDays(3),
                Duration.ofSeconds(5),
                true);
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("fetcher", new Fetcher(settings.fetchTimeout(), settings.privateAddresses()));
        var fetcher = beans.getBeanProvider(Fetcher.class);
        TrustSources sources = new TrustSources(settings, fetcher);
        Clock clock = Clock.systemUTC();
        DataSource database = Database.H2.dataSource();
        StoredLists stored = new StoredLists(JdbcClient.create(database), new JdbcTransactionManager(database));
        TrustedLists trustedLists = new TrustedLists(
                sources,
                stored,
                new ListRefresh(
                        settings,
                        sources,
                        stored,
                        fetcher,
                        new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                                .withJdbcTemplate(new JdbcTemplate(database))
                                .usingDbTime()
                                .build()),
                        clock),
                clock);
        trust = new ListsAndAnchors(settings, sources, trustedLists, fetcher, clock);
        sealTrust = new SealTrust(settings, sources, trustedLists, fetcher);
    }

    /** Trusts the issuer because a trusted list grants it. */
    public static TestTrust byLists(Path files) {
        return new TestTrust(files, true);
    }

    /** Trusts the issuer because it is in the file of anchors. */
    public static TestTrust byAnchors(Path files) {
        return new TestTrust(files, false);
    }

    private void publish(String purpose) {
        site.has(
                NATIONAL,
                TestLists.signed(
                        new TestLists()
                                .nationalList(
                                        "BE",
                                        TestLists.service(
                                                ISSUER.certificate(), TestLists.GRANTED, purpose, TestCa.SINCE),
                                        TestLists.withdrawn(HANDED_OVER.certificate(), HANDOVER),
                                        TestLists.service(
                                                HANDED_OVER.certificate(), TestLists.GRANTED, purpose, HANDOVER)),
                        NATIONAL_SIGNER));
    }

    private byte[] ocsp(byte[] request) throws IOException {
        String serial = new OCSPReq(request)
                .getRequestList()[0]
                .getCertID()
                .getSerialNumber()
                .toString(16);
        return notOfIssuer
                .getOrDefault(serial, ISSUER)
                .ocsp(
                        request,
                        revoked.contains(serial)
                                ? TestCa.revoked()
                                : unknown.contains(serial) ? new UnknownStatus() : CertificateStatus.GOOD,
                        Instant.now().minusSeconds(1));
    }

    public Trust trust() {
        return trust;
    }

    public SealTrust sealTrust() {
        return sealTrust;
    }

    /** Paths of the site that were called. */
    public List<String> calls() {
        return site.calls;
    }

    /** An address of the site that answers nothing. */
    public String address(String path) {
        return site.address(path);
    }

    public void revoke(Seal seal) {
        revoked.add(serial(seal.certificate()));
    }

    /** Makes the responder know nothing of the certificate. */
    public void forget(Seal seal) {
        unknown.add(serial(seal.certificate()));
    }

    private static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    /**
     * A seal.
     *
     * @param issuer the certificate of its CA
     */
    public record Seal(KeyPair keys, X509Certificate certificate, X509Certificate issuer) {}

    public Seal onToken() {
        return seal(ISSUER, TestCa.newKeys(), TestCa.UNTIL.minus(Duration.ofDays(1)), true);
    }

    public Seal fromCsr() {
        return fromCsr(TestCa.newKeys());
    }

    public Seal fromCsr(KeyPair keys) {
        return seal(ISSUER, keys, TestCa.UNTIL.minus(Duration.ofDays(1)), false);
    }

    public Seal expired() {
        return seal(ISSUER, TestCa.newKeys(), TestCa.NOW.minusSeconds(60), false);
    }

    /** A time-stamp authority below the issuer. */
    public TSPSource timeStampAuthority() {
        KeyPair keys = TestCa.newKeys();
        X509Certificate certificate = ISSUER.issue(
                "CN=Time,O=Example Trust NV,C=BE", keys, TestCa.SINCE, TestCa.UNTIL, "SHA256withECDSA", builder -> {
                    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
                    builder.addExtension(
                            Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
                    TestCa.ocspAt(site.address(OCSP)).addTo(builder);
                });
        KeyEntityTSPSource source = new KeyEntityTSPSource(keys.getPrivate(), certificate, List.of(certificate));
        source.setTsaPolicy("1.2.3.4");
        return source;
    }

    /** Its issuer is on no list and is in no file, and nowhere to be fetched; whose CA is trusted. */
    public Seal ofIntermediate() {
        return seal(SUB, false);
    }

    /** The list names its issuer's CA, and not its issuer, of which that CA tells whether it is revoked. */
    public Seal belowListed() {
        TestCa sub = ISSUER.ca("CN=Example CA 3,O=Example Trust NV,C=BE", TestCa.ocspAt(site.address(OCSP)));
        return seal(sub, false);
    }

    /**
     * Its issuer's key is on the list as a service that was withdrawn, and since then as another one that is granted.
     */
    public Seal ofHandedOver(boolean token) {
        return seal(HANDED_OVER, token);
    }

    private Seal seal(TestCa issuer, boolean token) {
        Seal seal = seal(issuer, TestCa.newKeys(), TestCa.UNTIL.minus(Duration.ofDays(1)), token);
        notOfIssuer.put(serial(seal.certificate()), issuer);
        return seal;
    }

    public Seal ofUnknownIssuer() {
        return seal(STRANGER, TestCa.newKeys(), TestCa.UNTIL.minus(Duration.ofDays(1)), true);
    }

    private Seal seal(TestCa issuer, KeyPair keys, Instant till, boolean token) {
        X509Certificate certificate = issuer.issue(
                "CN=Example NV,O=Example NV,C=BE",
                keys,
                TestCa.SINCE.plus(Duration.ofDays(1)),
                till,
                "SHA256withECDSA",
                builder -> {
                    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation));
                    builder.addExtension(
                            Extension.certificatePolicies,
                            false,
                            new CertificatePolicies(new PolicyInformation(
                                    new ASN1ObjectIdentifier("0.4.0.194112.1." + (token ? 3 : 1)))));
                    builder.addExtension(Extension.qCStatements, false, statements(token));
                    TestCa.ocspAt(site.address(OCSP)).addTo(builder);
                });
        return new Seal(keys, certificate, issuer.certificate());
    }

    private static DERSequence statements(boolean token) {
        ASN1EncodableVector statements = new ASN1EncodableVector();
        statements.add(new DERSequence(new ASN1ObjectIdentifier("0.4.0.1862.1.1")));
        if (token) {
            statements.add(new DERSequence(new ASN1ObjectIdentifier("0.4.0.1862.1.4")));
        }
        statements.add(new DERSequence(new ASN1Encodable[] {
            new ASN1ObjectIdentifier("0.4.0.1862.1.6"), new DERSequence(new ASN1ObjectIdentifier("0.4.0.1862.1.6.2"))
        }));
        return new DERSequence(statements);
    }

    private static String pem(Path file, X509Certificate certificate) {
        try {
            Files.writeString(file, Keys.pem("CERTIFICATE", certificate.getEncoded()));
            return file.toString();
        } catch (IOException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        site.close();
    }
}
