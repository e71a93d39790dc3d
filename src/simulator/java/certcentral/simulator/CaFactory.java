package certcentral.simulator;

import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;

/** Makes the CA of the stand-in; its names say that nobody should trust it. */
final class CaFactory {

    static final String OPERATOR = "CertCentral Simulator";
    static final String COUNTRY = "IE";
    static final X500Name ROOT = name("Simulator Root CA");
    static final X500Name ISSUING = name("Simulator Qualified eSeal CA");

    private static final Duration LIFETIME = Duration.ofDays(365 * 20);
    private static final ASN1ObjectIdentifier ANY_POLICY = new ASN1ObjectIdentifier("2.5.29.32.0");
    /** Purpose "signs trusted lists", TS 119 612, clause 5.7.1. */
    private static final KeyPurposeId LIST_SIGNING =
            KeyPurposeId.getInstance(new ASN1ObjectIdentifier("0.4.0.2231.3.0"));

    private final SealUrls urls;
    private final Instant from;
    private final Instant till;

    /** Makes certificates that are valid from two days before, because a seal is valid from the start of its day. */
    static CaFactory at(SealUrls urls, Instant now) {
        return new CaFactory(urls, now.minus(Duration.ofDays(2)));
    }

    private CaFactory(SealUrls urls, Instant from) {
        this.urls = urls;
        this.from = from;
        this.till = from.plus(LIFETIME);
    }

    private CaFactory since(CertifiedKey old) {
        return new CaFactory(urls, old.certificate().getNotBefore().toInstant());
    }

    /** Makes everything new. */
    Ca create() {
        return under(root(ROOT, Keys.elliptic()), Keys.generate());
    }

    /** Makes everything new but the key of the issuing CA: the seals that it signed stay valid. */
    Ca renew(CertifiedKey issuing) {
        CaFactory same = since(issuing);
        return same.under(
                same.root(ROOT, Keys.elliptic()),
                new KeyPair(issuing.certificate().getPublicKey(), issuing.key()));
    }

    /** Makes only the issuing CA's certificate new, because it names an address that is no longer the stand-in's. */
    Ca readdress(Ca ca) {
        CertifiedKey old = ca.issuing();
        return new Ca(
                ca.root(),
                since(old)
                        .issuing(
                                ca.root(),
                                ISSUING,
                                new KeyPair(old.certificate().getPublicKey(), old.key()),
                                draft -> draft),
                ca.responder(),
                ca.timeStamper(),
                ca.lotlSigner(),
                ca.listSigner());
    }

    CertifiedKey root(X500Name name, KeyPair pair) {
        return new CertifiedKey(
                CertificateDraft.selfSigned(name, pair, from, till)
                        .with(Extension.basicConstraints, true, new BasicConstraints(true))
                        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                        .sign(),
                pair.getPrivate());
    }

    /** Makes an issuing CA; {@code change} may spoil it. */
    CertifiedKey issuing(CertifiedKey root, X500Name name, KeyPair pair, UnaryOperator<CertificateDraft> change) {
        CertificateDraft draft = draft(root, name, pair.getPublic())
                .with(Extension.basicConstraints, true, new BasicConstraints(0))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .with(Extension.certificatePolicies, false, new CertificatePolicies(new PolicyInformation(ANY_POLICY)))
                .with(Extension.authorityInfoAccess, false, urls.accessToRoot())
                .with(Extension.cRLDistributionPoints, false, urls.crlOfRoot());
        return new CertifiedKey(change.apply(draft).sign(), pair.getPrivate());
    }

    private Ca under(CertifiedKey root, KeyPair issuingPair) {
        CertifiedKey issuing = issuing(root, ISSUING, issuingPair, draft -> draft);
        return new Ca(
                root,
                issuing,
                responder(issuing),
                timeStamper(issuing),
                listSigner("Simulator List of Lists Signer"),
                listSigner("Simulator National List Signer"));
    }

    private CertifiedKey responder(CertifiedKey issuing) {
        KeyPair pair = Keys.elliptic();
        return new CertifiedKey(
                draft(issuing, name("Simulator OCSP Responder"), pair.getPublic())
                        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                        .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning))
                        // RFC 6960, clause 4.2.2.2.1: nobody asks whether the responder is revoked.
                        .with(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE)
                        .sign(),
                pair.getPrivate());
    }

    private CertifiedKey timeStamper(CertifiedKey issuing) {
        KeyPair pair = Keys.elliptic();
        return new CertifiedKey(
                draft(issuing, name("Simulator Time-Stamping Unit"), pair.getPublic())
                        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                        // Critical: RFC 3161, clause 2.3.
                        .with(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping))
                        .with(Extension.authorityInfoAccess, false, urls.accessToIssuing())
                        .with(Extension.cRLDistributionPoints, false, urls.crlOfIssuing())
                        .sign(),
                pair.getPrivate());
    }

    CertifiedKey listSigner(String commonName) {
        KeyPair pair = Keys.elliptic();
        return new CertifiedKey(
                CertificateDraft.selfSigned(name(commonName), pair, from, till)
                        .with(Extension.basicConstraints, true, new BasicConstraints(false))
                        .with(
                                Extension.keyUsage,
                                true,
                                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation))
                        .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(LIST_SIGNING))
                        .sign(),
                pair.getPrivate());
    }

    private CertificateDraft draft(CertifiedKey issuer, X500Name subject, PublicKey key) {
        return CertificateDraft.under(issuer, subject, CertificateDraft.infoOf(key), from, till);
    }

    static X500Name name(String commonName) {
        return new X500Name("C=" + COUNTRY + ",O=" + OPERATOR + ",CN=" + commonName);
    }
}
