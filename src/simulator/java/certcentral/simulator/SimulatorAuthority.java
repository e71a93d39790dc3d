package certcentral.simulator;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.springframework.stereotype.Component;

/** Issues certificates that are valid for whole days, like the vendor's. */
@Component
class SimulatorAuthority {

    /**
     * CA, made in the background: its two keys may take seconds, and the first certificate is issued later than that.
     */
    private final CompletableFuture<Ca> made;

    private final SecureRandom random = new SecureRandom();

    SimulatorAuthority(SimulatorSettings settings, Clock clock) {
        this.made = settings.directory()
                .map(path -> CompletableFuture.completedFuture(new CaFile(path).loadOrCreate(clock.instant())))
                .orElseGet(() -> Keys.later(() -> CaFactory.create(clock.instant())));
    }

    /** Returns the issuing CA, then the root. */
    List<X509Certificate> chain() {
        return List.of(made.join().issuing(), made.join().root());
    }

    /** Issues the certificate of an order, valid from the start of the given day in UTC. */
    IssuedCertificate issue(Order order, Organization organization, Instant at) {
        LocalDate from = LocalDate.ofInstant(at, ZoneOffset.UTC);
        LocalDate till = Validity.end(order.body(), from);
        Instant expiry = till.atTime(LocalTime.of(23, 59, 59)).toInstant(ZoneOffset.UTC);
        try {
            X509Certificate certificate =
                    certify(order, organization, from.atStartOfDay().toInstant(ZoneOffset.UTC), expiry);
            return new IssuedCertificate(
                    hex(certificate.getSerialNumber().toByteArray()),
                    hex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded())),
                    organization.name(),
                    ((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength(),
                    at,
                    from,
                    till,
                    expiry,
                    Pem.of(certificate));
        } catch (CertIOException | GeneralSecurityException | OperatorCreationException failure) {
            throw new IllegalStateException("Order " + order.id() + " cannot be issued", failure);
        }
    }

    private X509Certificate certify(Order order, Organization organization, Instant from, Instant till)
            throws CertIOException, GeneralSecurityException, OperatorCreationException {
        SubjectPublicKeyInfo key =
                SubjectPublicKeyInfo.getInstance(Base64.getDecoder().decode(order.key()));
        Ca ca = made.join();
        JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                        X500Name.getInstance(
                                ca.issuing().getSubjectX500Principal().getEncoded()),
                        new BigInteger(120, random).setBit(120),
                        Date.from(from),
                        Date.from(till),
                        SealProfile.subject(organization),
                        key)
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        utils.createAuthorityKeyIdentifier(ca.issuing().getPublicKey()))
                .addExtension(Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(key))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation))
                .addExtension(Extension.certificatePolicies, false, SealProfile.policies(order.onToken()))
                .addExtension(Extension.authorityInfoAccess, false, SealProfile.authorityAccess())
                .addExtension(Extension.cRLDistributionPoints, false, SealProfile.crlDistribution())
                // Not critical: EN 319 412-5, QCS-4.1-02.
                .addExtension(Extension.qCStatements, false, SealProfile.qcStatements(order.onToken()));
        boolean pss = Values.isTrue(order.body().path("certificate").path("is_rsassa_pss"));
        return CaFactory.sign(builder, ca.key(), pss ? "SHA256withRSAandMGF1" : "SHA256withRSA");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
