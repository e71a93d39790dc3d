package io.eseal.certificate;

import io.eseal.request.Der;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.qualified.QCStatement;

/** The QC statements of a certificate (ETSI EN 319 412-5). */
record QualifiedStatements(List<QCStatement> statements) {

    private static final ASN1ObjectIdentifier COMPLIANCE = new ASN1ObjectIdentifier("0.4.0.1862.1.1");
    private static final ASN1ObjectIdentifier QSCD = new ASN1ObjectIdentifier("0.4.0.1862.1.4");
    private static final ASN1ObjectIdentifier TYPE = new ASN1ObjectIdentifier("0.4.0.1862.1.6");
    private static final ASN1ObjectIdentifier TYPE_ESEAL = new ASN1ObjectIdentifier("0.4.0.1862.1.6.2");
    private static final ASN1ObjectIdentifier LEGISLATION = new ASN1ObjectIdentifier("0.4.0.1862.1.7");

    /** Reads the statements; the result is empty when the certificate has none or when they cannot be read. */
    static QualifiedStatements of(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.qCStatements.getId());
        if (extension == null) {
            return new QualifiedStatements(List.of());
        }
        try {
            List<QCStatement> statements = new ArrayList<>();
            ASN1Sequence.getInstance(
                            Der.parse(ASN1OctetString.getInstance(extension).getOctets()))
                    .forEach(statement -> statements.add(QCStatement.getInstance(statement)));
            return new QualifiedStatements(List.copyOf(statements));
        } catch (IOException | RuntimeException e) {
            return new QualifiedStatements(List.of());
        }
    }

    /**
     * Returns whether the certificate declares itself an EU qualified one; a certificate that names other legislation
     * does not.
     */
    boolean qualified() {
        return declares(COMPLIANCE) && !declares(LEGISLATION);
    }

    /** Returns whether the certificate declares that its key is on a qualified device (QSCD). */
    boolean onQualifiedDevice() {
        return declares(QSCD);
    }

    /**
     * Returns whether the certificate declares exactly one type, the seal. Without a type it would count as one for
     * signatures, with several as one of unknown type.
     */
    boolean seal() {
        try {
            List<ASN1ObjectIdentifier> types = new ArrayList<>();
            statements.stream()
                    .filter(s -> s.getStatementId().equals(TYPE))
                    .map(s -> ASN1Sequence.getInstance(s.getStatementInfo()))
                    .forEach(sequence -> sequence.forEach(type -> types.add(ASN1ObjectIdentifier.getInstance(type))));
            return types.equals(List.of(TYPE_ESEAL));
        } catch (RuntimeException e) {
            // A type that cannot be read is not the seal;
            // Bouncy Castle reports broken ASN.1 by many kinds of exceptions.
            return false;
        }
    }

    private boolean declares(ASN1ObjectIdentifier id) {
        return statements.stream()
                .anyMatch(statement -> statement.getStatementId().equals(id));
    }
}
