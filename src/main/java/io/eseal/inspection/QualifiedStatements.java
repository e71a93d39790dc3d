package io.eseal.inspection;

import io.eseal.keys.Der;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.qualified.QCStatement;

/** The QC statements of a certificate (ETSI EN 319 412-5). */
public record QualifiedStatements(List<QCStatement> statements) {

    static final ASN1ObjectIdentifier COMPLIANCE = new ASN1ObjectIdentifier("0.4.0.1862.1.1");
    static final ASN1ObjectIdentifier QSCD = new ASN1ObjectIdentifier("0.4.0.1862.1.4");
    static final ASN1ObjectIdentifier TYPE = new ASN1ObjectIdentifier("0.4.0.1862.1.6");
    static final ASN1ObjectIdentifier TYPE_ESEAL = new ASN1ObjectIdentifier("0.4.0.1862.1.6.2");
    static final ASN1ObjectIdentifier LEGISLATION = new ASN1ObjectIdentifier("0.4.0.1862.1.7");

    /** Reads the statements; the result is empty when the certificate has none or when they cannot be read. */
    public static QualifiedStatements of(X509Certificate certificate) {
        try {
            return read(certificate);
        } catch (IOException | RuntimeException e) {
            return new QualifiedStatements(List.of());
        }
    }

    /**
     * Reads the statements; the result is empty when the certificate has none.
     *
     * @throws IOException when they cannot be read; Bouncy Castle throws many unchecked exceptions for this, too
     */
    static QualifiedStatements read(X509Certificate certificate) throws IOException {
        byte[] extension = certificate.getExtensionValue(Extension.qCStatements.getId());
        if (extension == null) {
            return new QualifiedStatements(List.of());
        }
        List<QCStatement> statements = new ArrayList<>();
        ASN1Sequence.getInstance(
                        Der.parse(ASN1OctetString.getInstance(extension).getOctets()))
                .forEach(statement -> statements.add(QCStatement.getInstance(statement)));
        return new QualifiedStatements(List.copyOf(statements));
    }

    /**
     * Returns whether the certificate declares itself an EU qualified one; a certificate that names other legislation
     * does not.
     */
    public boolean qualified() {
        return declares(COMPLIANCE) && !declares(LEGISLATION);
    }

    /** Returns whether the certificate declares that its key is on a qualified device (QSCD). */
    public boolean onQualifiedDevice() {
        return declares(QSCD);
    }

    /**
     * Returns whether the certificate declares exactly one type, the seal. Without a type it would count as one for
     * signatures, with several as one of unknown type.
     */
    public boolean seal() {
        try {
            return types().equals(List.of(TYPE_ESEAL));
        } catch (RuntimeException e) {
            // A type that cannot be read is not the seal; Bouncy Castle reports broken ASN.1 by many kinds of
            // exceptions.
            return false;
        }
    }

    /** Returns all types that the certificate declares. */
    List<ASN1ObjectIdentifier> types() {
        List<ASN1ObjectIdentifier> types = new ArrayList<>();
        statements.stream()
                .filter(s -> s.getStatementId().equals(TYPE))
                .map(s -> ASN1Sequence.getInstance(s.getStatementInfo()))
                .forEach(sequence -> sequence.forEach(type -> types.add(ASN1ObjectIdentifier.getInstance(type))));
        return types;
    }

    boolean declares(ASN1ObjectIdentifier id) {
        return statements.stream()
                .anyMatch(statement -> statement.getStatementId().equals(id));
    }

    /** Returns the contents of the statements with the number, one for each statement that has contents. */
    List<ASN1Encodable> contents(ASN1ObjectIdentifier id) {
        return statements.stream()
                .filter(statement -> statement.getStatementId().equals(id) && statement.getStatementInfo() != null)
                .map(QCStatement::getStatementInfo)
                .toList();
    }
}
