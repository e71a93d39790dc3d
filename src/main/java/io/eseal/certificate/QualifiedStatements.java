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

/** What a certificate declares of itself in its QC statements (ETSI EN 319 412-5). */
record QualifiedStatements(List<QCStatement> statements) {

    private static final ASN1ObjectIdentifier COMPLIANCE = new ASN1ObjectIdentifier("0.4.0.1862.1.1");
    private static final ASN1ObjectIdentifier QSCD = new ASN1ObjectIdentifier("0.4.0.1862.1.4");
    private static final ASN1ObjectIdentifier TYPE = new ASN1ObjectIdentifier("0.4.0.1862.1.6");
    private static final ASN1ObjectIdentifier TYPE_ESEAL = new ASN1ObjectIdentifier("0.4.0.1862.1.6.2");
    private static final ASN1ObjectIdentifier LEGISLATION = new ASN1ObjectIdentifier("0.4.0.1862.1.7");

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

    /** Declared as an EU qualified certificate; one that names other legislation is none. */
    boolean qualified() {
        return declares(COMPLIANCE) && !declares(LEGISLATION);
    }

    boolean onQualifiedDevice() {
        return declares(QSCD);
    }

    /** Exactly one type and that is the seal: without a type it would count as a signature, with several as unknown. */
    boolean seal() {
        try {
            List<ASN1ObjectIdentifier> types = new ArrayList<>();
            statements.stream()
                    .filter(s -> s.getStatementId().equals(TYPE))
                    .map(s -> ASN1Sequence.getInstance(s.getStatementInfo()))
                    .forEach(sequence -> sequence.forEach(type -> types.add(ASN1ObjectIdentifier.getInstance(type))));
            return types.equals(List.of(TYPE_ESEAL));
        } catch (RuntimeException e) {
            // A type that cannot be read is no seal; Bouncy Castle reports broken ASN.1 by many exceptions.
            return false;
        }
    }

    private boolean declares(ASN1ObjectIdentifier id) {
        return statements.stream()
                .anyMatch(statement -> statement.getStatementId().equals(id));
    }
}
