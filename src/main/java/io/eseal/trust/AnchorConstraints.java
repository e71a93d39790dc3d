package io.eseal.trust;

import io.eseal.text.CertificateNames;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/**
 * The names that an anchor may give and the number of CAs that it may have below it. The JDK asks this of every CA but
 * the anchor, and the anchors of trusted lists are CAs that issue.
 */
final class AnchorConstraints {

    private final X509Certificate anchor;
    private final PKIXNameConstraintValidator names = new PKIXNameConstraintValidator();

    private AnchorConstraints(X509Certificate anchor) {
        this.anchor = anchor;
    }

    static AnchorConstraints of(X509Certificate anchor) {
        AnchorConstraints constraints = new AnchorConstraints(anchor);
        extension(anchor, Extension.nameConstraints.getId())
                .map(NameConstraints::getInstance)
                .ifPresent(constraints::add);
        return constraints;
    }

    private void add(NameConstraints constraints) {
        if (constraints.getPermittedSubtrees() != null) {
            names.intersectPermittedSubtree(constraints.getPermittedSubtrees());
        }
        if (constraints.getExcludedSubtrees() != null) {
            Stream.of(constraints.getExcludedSubtrees())
                    .map(GeneralSubtree::getInstance)
                    .forEach(names::addExcludedSubtree);
        }
    }

    /** Returns what in the path, from the certificate to the one that the anchor signed, the anchor must not permit. */
    Optional<String> objection(List<X509Certificate> below) {
        int most = anchor.getBasicConstraints();
        if (most >= 0 && below.size() - 1 > most) {
            return Optional.of(name(anchor) + " has more CAs below it than it permits.");
        }
        return below.stream()
                .filter(certificate -> !isPermitted(certificate))
                .map(certificate -> name(certificate) + " has a name that its CA must not give (name constraints).")
                .findFirst();
    }

    private boolean isPermitted(X509Certificate certificate) {
        try {
            X500Name subject =
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
            names.checkPermittedDN(subject);
            names.checkExcludedDN(subject);
            for (GeneralName name : alternativeNames(certificate)) {
                names.checkPermitted(name);
                names.checkExcluded(name);
            }
            return true;
        } catch (NameConstraintValidatorException | IllegalArgumentException e) {
            return false;
        }
    }

    private static List<GeneralName> alternativeNames(X509Certificate certificate) {
        return extension(certificate, Extension.subjectAlternativeName.getId())
                .map(GeneralNames::getInstance)
                .map(names -> Arrays.asList(names.getNames()))
                .orElse(List.of());
    }

    private static Optional<byte[]> extension(X509Certificate certificate, String id) {
        return Optional.ofNullable(certificate.getExtensionValue(id))
                .map(value -> ASN1OctetString.getInstance(value).getOctets());
    }

    private static String name(X509Certificate certificate) {
        return "The certificate of " + CertificateNames.shown(certificate.getSubjectX500Principal());
    }
}
