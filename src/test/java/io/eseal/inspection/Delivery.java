package io.eseal.inspection;

import io.eseal.fixtures.Keys;
import io.eseal.fixtures.SealCertificate;
import io.eseal.fixtures.TestClock;
import io.eseal.keys.KeyStrength;
import io.eseal.trust.TrustVerdict;
import io.eseal.trust.TrustVerdict.ListedService;
import io.eseal.trust.TrustVerdict.Revocation;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A seal with its order, its chain and the verdict on trust: everything is right until a test changes a part. */
final class Delivery {

    static final Instant NOW = TestClock.START;
    static final Instant FROM = Instant.parse("2026-06-14T00:00:00Z");
    static final Instant TILL = Instant.parse("2028-06-14T23:59:59Z");
    static final Instant CA_FROM = Instant.parse("2020-01-01T00:00:00Z");
    static final Instant CA_TILL = Instant.parse("2040-01-01T00:00:00Z");

    static final KeyPair ROOT_KEY = Keys.fresh();
    static final KeyPair ISSUING_KEY = Keys.fresh();
    static final KeyPair SEAL_KEY = Keys.fresh();
    static final KeyPair OTHER_KEY = Keys.fresh();
    private static final SubjectPublicKeyInfo CURVE_KEY = new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp384r1),
            ECNamedCurveTable.getByOID(SECObjectIdentifiers.secp384r1).getG().getEncoded(false));
    static final X500Name ROOT = SealCertificate.caName("Example Root");
    static final X500Name ISSUING = SealCertificate.caName("Example Issuing");

    final boolean token;
    final SealCertificate seal;
    SealCertificate issuing = SealCertificate.ca("Example Issuing", ISSUING_KEY, ROOT, ROOT_KEY, CA_FROM, CA_TILL);
    SealCertificate root = SealCertificate.ca("Example Root", ROOT_KEY, ROOT, ROOT_KEY, CA_FROM, CA_TILL);
    UnaryOperator<byte[]> download = UnaryOperator.identity();

    boolean nothingCame;
    String organization = "Example NV";
    Optional<String> country = Optional.of("BE");
    Optional<PublicKey> csrKey;
    Ordered.Validity validity = Ordered.Validity.of(Period.ofYears(2));
    boolean renewal;
    boolean pss;
    boolean psd2;
    Optional<X509Certificate> before = Optional.empty();
    Optional<String> status = Optional.of("issued");
    Optional<String> serialNumber = Optional.of("0A:1B2C3D4E5F60718293A4B5C6D7E8F9");
    Optional<LocalDate> firstDay = Optional.of(LocalDate.of(2026, 6, 14));
    Optional<LocalDate> lastDay = Optional.of(LocalDate.of(2028, 6, 14));
    Optional<String> otherwise = Optional.empty();
    List<String> withCertificate = List.of();
    List<String> withKey = List.of();
    boolean compromised;

    Optional<String> whyNoPath = Optional.empty();
    Optional<X509Certificate> pathsLeaf = Optional.empty();
    boolean withRoot = true;
    TrustVerdict.Anchor anchor = TrustVerdict.Anchor.LIST;
    Optional<ListedService> listed;
    Optional<String> qualificationNow = Optional.empty();
    List<TrustVerdict.ListSnapshot> lists = List.of();
    Revocation revocation = revocation(Revocation.Status.GOOD, Optional.empty());

    InspectionSettings settings = InspectionSettings.defaults();

    private Delivery(boolean token) {
        this.token = token;
        this.csrKey = token ? Optional.empty() : Optional.of(SEAL_KEY.getPublic());
        this.listed = listed(true, token ? "QCERT_FOR_ESEAL_QSCD" : "QCERT_FOR_ESEAL");
        this.seal = SealCertificate.seal(SEAL_KEY, token, ISSUING, ISSUING_KEY, FROM, TILL);
    }

    static Delivery ofCsr() {
        return new Delivery(false);
    }

    static Delivery ofToken() {
        return new Delivery(true);
    }

    /** One of a token whose keys are all on curves: signing and looking at it takes no time. */
    static Delivery onCurves() {
        Delivery delivery = ofToken();
        delivery.issuing.key(Keys.ec().getPublic().getEncoded()).without(Extension.subjectKeyIdentifier);
        delivery.seal.key(CURVE_KEY).signedBy(Keys.ec()).algorithm("SHA256withECDSA");
        return delivery;
    }

    /** Has the CA trusted by the file, which knows no services. */
    void trustedByFile() {
        anchor = TrustVerdict.Anchor.FILE;
        listed = Optional.empty();
    }

    Delivery with(Consumer<Delivery> change) {
        change.accept(this);
        return this;
    }

    /** Has the seal follow one with that identifier. */
    void followsOneOf(String identifier) {
        before = Optional.of(read(SealCertificate.seal(OTHER_KEY, token, ISSUING, ISSUING_KEY, FROM, TILL)
                .replaceSubject("OI", identifier)
                .pem()));
    }

    /** Changes the text of the download. */
    void text(UnaryOperator<String> change) {
        download =
                bytes -> change.apply(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    static Optional<ListedService> listed(boolean grantedForSeals, String qualification) {
        return listed(grantedForSeals, grantedForSeals, qualification);
    }

    static Optional<ListedService> listed(boolean grantedAtIssuance, boolean grantedForSeals, String qualification) {
        return Optional.of(new ListedService(
                "Example Trust", "Qualified seals", "BE", grantedAtIssuance, grantedForSeals, qualification));
    }

    static Revocation revocation(Revocation.Status status, Optional<Instant> at) {
        return new Revocation(status, at, Optional.empty(), Optional.of(Revocation.Source.OCSP), Optional.of(NOW));
    }

    byte[] bytes() {
        return download.apply((seal.pem() + issuing.pem()).getBytes(StandardCharsets.UTF_8));
    }

    Ordered ordered() {
        return new Ordered(
                organization,
                country,
                token,
                csrKey,
                validity,
                renewal,
                pss,
                psd2,
                before,
                new Ordered.Told(status, serialNumber, firstDay, lastDay, otherwise),
                new Ordered.Elsewhere(withCertificate, withKey, compromised));
    }

    TrustVerdict verdict(Delivered delivered) {
        Optional<X509Certificate> leaf = pathsLeaf.or(delivered::leaf);
        if (whyNoPath.isPresent() || leaf.isEmpty()) {
            return new TrustVerdict(List.of(), whyNoPath, Optional.empty(), Optional.empty(), revocation, List.of());
        }
        return new TrustVerdict(
                withRoot
                        ? List.of(leaf.get(), read(issuing.pem()), read(root.pem()))
                        : List.of(leaf.get(), read(issuing.pem())),
                Optional.empty(),
                Optional.of(anchor),
                listed,
                revocation,
                lists,
                qualificationNow);
    }

    InspectionReport inspect() {
        Delivered delivered =
                nothingCame ? Delivered.nothing() : Delivered.download(new String(bytes(), StandardCharsets.UTF_8));
        return new CertificateInspection(settings, KeyStrength.recommended(), TestClock.FIXED)
                .inspect(delivered, ordered(), verdict(delivered));
    }

    static X509Certificate read(String pem) {
        try {
            return CertificateChain.of(pem).certificates().get(0);
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
