package certcentral.simulator;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.qualified.QCStatement;

/**
 * A seal before it is signed, with what CertCentral says about it. Built by {@link SealProfile}, spoiled by a
 * {@link Flaw}.
 */
final class SealDraft {

    private record Attribute(ASN1ObjectIdentifier type, String value) {}

    private final CertificateDraft certificate;
    private final Ca ca;
    private final SealUrls urls;
    private final boolean onToken;
    private final List<Attribute> subject = new ArrayList<>();
    private final Map<ASN1ObjectIdentifier, QCStatement> statements = new LinkedHashMap<>();
    private List<X509Certificate> chain;
    private boolean statementsCritical;
    private boolean signatureBroken;
    private Optional<String> toldSerial = Optional.empty();
    private Optional<Instant> toldEnd = Optional.empty();

    SealDraft(CertificateDraft certificate, Ca ca, SealUrls urls, boolean onToken) {
        this.certificate = certificate;
        this.ca = ca;
        this.urls = urls;
        this.onToken = onToken;
        this.chain = ca.chain();
    }

    CertificateDraft certificate() {
        return certificate;
    }

    Ca ca() {
        return ca;
    }

    SealUrls urls() {
        return urls;
    }

    boolean onToken() {
        return onToken;
    }

    /** Returns the CA certificates that are handed out with the seal. */
    List<X509Certificate> chain() {
        return chain;
    }

    Optional<String> toldSerial() {
        return toldSerial;
    }

    Optional<Instant> toldEnd() {
        return toldEnd;
    }

    boolean signatureBroken() {
        return signatureBroken;
    }

    /** Sets an attribute of the subject in its place, or adds it at the end. */
    SealDraft naming(ASN1ObjectIdentifier type, String value) {
        for (int i = 0; i < subject.size(); i++) {
            if (subject.get(i).type().equals(type)) {
                subject.set(i, new Attribute(type, value));
                return this;
            }
        }
        return namingToo(type, value);
    }

    /** Adds an attribute of the subject, a second one of its type too. */
    SealDraft namingToo(ASN1ObjectIdentifier type, String value) {
        subject.add(new Attribute(type, value));
        return this;
    }

    SealDraft notNaming(ASN1ObjectIdentifier type) {
        subject.removeIf(it -> it.type().equals(type));
        return this;
    }

    String named(ASN1ObjectIdentifier type) {
        return subject.stream()
                .filter(it -> it.type().equals(type))
                .map(Attribute::value)
                .findFirst()
                .orElse("");
    }

    SealDraft stating(ASN1ObjectIdentifier statement) {
        statements.put(statement, new QCStatement(statement));
        return this;
    }

    SealDraft stating(ASN1ObjectIdentifier statement, ASN1Encodable content) {
        statements.put(statement, new QCStatement(statement, content));
        return this;
    }

    SealDraft notStating(ASN1ObjectIdentifier statement) {
        statements.remove(statement);
        return this;
    }

    SealDraft withCriticalStatements() {
        statementsCritical = true;
        return this;
    }

    /** Lets another CA sign; its certificates are handed out in place of the right ones. */
    SealDraft issuedBy(CertifiedKey issuer, X509Certificate... above) {
        certificate.issuedBy(issuer);
        chain = new ArrayList<>(List.of(issuer.certificate()));
        chain.addAll(List.of(above));
        return this;
    }

    SealDraft withBrokenSignature() {
        signatureBroken = true;
        return this;
    }

    /** Lets CertCentral tell another serial number than the certificate has. */
    SealDraft tellingSerial(String serial) {
        toldSerial = Optional.of(serial);
        return this;
    }

    /** Lets CertCentral tell another end than the certificate has. */
    SealDraft tellingEnd(Instant end) {
        toldEnd = Optional.of(end);
        return this;
    }

    X509Certificate sign() {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        subject.forEach(it -> name.addRDN(it.type(), it.value()));
        certificate.named(name.build());
        if (statements.isEmpty()) {
            certificate.without(Extension.qCStatements);
        } else {
            certificate.with(
                    Extension.qCStatements,
                    statementsCritical,
                    new DERSequence(statements.values().toArray(new ASN1Encodable[0])));
        }
        return certificate.sign();
    }
}
