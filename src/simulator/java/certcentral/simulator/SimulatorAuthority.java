package certcentral.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Issues certificates that are valid for whole days, like the vendor's. */
@Component
class SimulatorAuthority {

    /**
     * CA, made in the background: it waits for the stand-in's address, and its keys may take seconds. The first
     * certificate is issued later than that.
     */
    private final CompletableFuture<Ca> made;

    private final SealUrls urls;
    private final boolean stored;

    SimulatorAuthority(SimulatorSettings settings, SealUrls urls, Clock clock) {
        this.urls = urls;
        this.stored = settings.directory().isPresent();
        this.made = Keys.later(() -> {
            CaFactory factory = CaFactory.at(urls, clock.instant());
            return settings.directory()
                    .map(path -> new CaFile(path).loadOrCreate(factory, urls))
                    .orElseGet(factory::create);
        });
    }

    /** Ends the start only when the file of the CA is there, or fails it when the file cannot be used. */
    @EventListener
    void started(ServletWebServerInitializedEvent started) {
        if (stored) {
            ca();
        }
    }

    /** Returns the CA; waits until it is made. */
    Ca ca() {
        return made.join();
    }

    /** Issues the certificate of an order, valid from the start of the given day in UTC. */
    IssuedCertificate issue(Order order, Organization organization, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        Instant end =
                Validity.end(order.body(), day).atTime(LocalTime.of(23, 59, 59)).toInstant(ZoneOffset.UTC);
        SealDraft seal = draft(order, organization, day.atStartOfDay().toInstant(ZoneOffset.UTC), end);
        order.flaw().spoil(seal);
        X509Certificate certificate = seal.signatureBroken() ? broken(seal.sign()) : seal.sign();
        Instant told = seal.toldEnd().orElse(seal.certificate().till());
        String serial = hex(certificate.getSerialNumber().toByteArray());
        return new IssuedCertificate(
                seal.toldSerial().orElse(serial),
                serial,
                thumbprint(certificate),
                organization.name(),
                sizeOf(certificate.getPublicKey()),
                at,
                LocalDate.ofInstant(seal.certificate().from(), ZoneOffset.UTC),
                LocalDate.ofInstant(told, ZoneOffset.UTC),
                told,
                Pem.of(certificate),
                seal.chain().stream().map(Pem::of).toList());
    }

    private SealDraft draft(Order order, Organization organization, Instant from, Instant till) {
        CertificateDraft certificate = CertificateDraft.under(
                ca().issuing(),
                CertificateDraft.NOBODY,
                SubjectPublicKeyInfo.getInstance(Base64.getDecoder().decode(order.key())),
                from,
                till);
        if (Values.isTrue(order.body().path("certificate").path("is_rsassa_pss"))) {
            certificate.signedWith("SHA256withRSAandMGF1");
        }
        return SealProfile.apply(new SealDraft(certificate, ca(), urls, order.onToken()), organization);
    }

    private static X509Certificate broken(X509Certificate certificate) {
        try {
            byte[] der = certificate.getEncoded();
            der[der.length - 1] ^= 1;
            return CertificateDraft.read(new X509CertificateHolder(der));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int sizeOf(PublicKey key) {
        if (key instanceof RSAKey rsa) {
            return rsa.getModulus().bitLength();
        }
        return key instanceof ECKey curve ? curve.getParams().getOrder().bitLength() : 0;
    }

    private static String thumbprint(X509Certificate certificate) {
        try {
            return hex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
