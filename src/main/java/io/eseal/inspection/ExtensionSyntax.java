package io.eseal.inspection;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Syntax of the values of standard extensions. Programs refuse a certificate with another value, or each reads it in
 * its own way. Libraries are not asked, since they let pass what follows the last part that they know.
 */
final class ExtensionSyntax {

    /** Tells whether a value is of the syntax; throws where a part of it is of another type. */
    @FunctionalInterface
    private interface Syntax {
        boolean fits(ASN1Encodable value) throws IOException;
    }

    private record Known(String name, Syntax syntax) {}

    /** Those of CAs (name constraints and others) are left out: no seal may have them at all. */
    private static final Map<ASN1ObjectIdentifier, Known> KNOWN = Map.ofEntries(
            known(Extension.basicConstraints, "basic constraints", ExtensionSyntax::isBasicConstraints),
            known(Extension.keyUsage, "key usage", ASN1BitString.class::isInstance),
            known(Extension.extendedKeyUsage, "extended key usage", some(ASN1ObjectIdentifier.class::isInstance)),
            known(Extension.subjectKeyIdentifier, "subject's key identifier (SKI)", ASN1OctetString.class::isInstance),
            known(
                    Extension.authorityKeyIdentifier,
                    "issuer's key identifier (AKI)",
                    tagged(ExtensionSyntax::isOctets, ExtensionSyntax::areNames, ExtensionSyntax::isNumber)),
            known(Extension.certificatePolicies, "policies", some(ExtensionSyntax::isPolicy)),
            known(Extension.subjectAlternativeName, "alternative names", some(ExtensionSyntax::isName)),
            known(Extension.issuerAlternativeName, "alternative names of the issuer", some(ExtensionSyntax::isName)),
            known(
                    Extension.subjectDirectoryAttributes,
                    "further attributes of the subject",
                    some(ExtensionSyntax::isAttribute)),
            known(Extension.cRLDistributionPoints, "places of CRLs", some(ExtensionSyntax::isPoint)),
            known(Extension.freshestCRL, "places of the freshest CRLs", some(ExtensionSyntax::isPoint)),
            known(Extension.authorityInfoAccess, "addresses of the issuer (AIA)", some(ExtensionSyntax::isAddress)),
            known(Extension.subjectInfoAccess, "addresses of the subject (SIA)", some(ExtensionSyntax::isAddress)),
            known(
                    Extension.privateKeyUsagePeriod,
                    "usage period of the key",
                    tagged(ExtensionSyntax::isTime, ExtensionSyntax::isTime)),
            known(Extension.qCStatements, "QC statements", list(ExtensionSyntax::isStatement)),
            known(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, "ocsp-nocheck", ASN1Null.class::isInstance),
            known(new ASN1ObjectIdentifier("2.5.29.56"), "noRevAvail", ASN1Null.class::isInstance),
            known(
                    new ASN1ObjectIdentifier("0.4.0.194121.2.1"),
                    "validity-assured-short-term",
                    ASN1Null.class::isInstance));

    private ExtensionSyntax() {}

    /** Returns the names of the certificate's extensions that are not of their syntax; never throws. */
    static List<String> damaged(CertificateFields certificate) {
        return KNOWN.entrySet().stream()
                .filter(known -> certificate.has(known.getKey()))
                .filter(known ->
                        !fits(certificate, known.getKey(), known.getValue().syntax()))
                .map(known -> known.getValue().name())
                .sorted()
                .toList();
    }

    private static boolean fits(CertificateFields certificate, ASN1ObjectIdentifier id, Syntax syntax) {
        try {
            return syntax.fits(certificate.value(id).orElseThrow());
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static Map.Entry<ASN1ObjectIdentifier, Known> known(ASN1ObjectIdentifier id, String name, Syntax syntax) {
        return Map.entry(id, new Known(name, syntax));
    }

    private static Syntax list(Syntax part) {
        return value -> {
            for (ASN1Encodable each : sequence(value)) {
                if (!part.fits(each)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Syntax some(Syntax part) {
        return value -> sequence(value).size() > 0 && list(part).fits(value);
    }

    /** Returns the syntax of a sequence of parts that may each be missing and have the tags 0, 1 and so on. */
    private static Syntax tagged(Syntax... parts) {
        return value -> {
            int before = -1;
            for (ASN1Encodable each : sequence(value)) {
                ASN1TaggedObject part = ASN1TaggedObject.getInstance(each);
                int tag = part.getTagNo();
                if (!part.hasContextTag() || tag <= before || tag >= parts.length || !parts[tag].fits(part)) {
                    return false;
                }
                before = tag;
            }
            return true;
        };
    }

    private static ASN1Sequence sequence(ASN1Encodable value) {
        return ASN1Sequence.getInstance(value);
    }

    private static boolean isBasicConstraints(ASN1Encodable value) {
        List<ASN1Encodable> parts = List.of(sequence(value).toArray());
        int flag = !parts.isEmpty() && parts.get(0) instanceof ASN1Boolean ? 1 : 0;
        return parts.size() == flag
                || parts.size() == flag + 1
                        && parts.get(flag) instanceof ASN1Integer length
                        && length.getValue().signum() >= 0;
    }

    private static boolean isOctets(ASN1Encodable value) {
        return ASN1OctetString.getInstance((ASN1TaggedObject) value, false) != null;
    }

    private static boolean isNumber(ASN1Encodable value) {
        return ASN1Integer.getInstance((ASN1TaggedObject) value, false) != null;
    }

    private static boolean isBits(ASN1Encodable value) {
        return ASN1BitString.getInstance((ASN1TaggedObject) value, false) != null;
    }

    private static boolean isTime(ASN1Encodable value) {
        return ASN1GeneralizedTime.getInstance((ASN1TaggedObject) value, false) != null;
    }

    private static boolean areNames(ASN1Encodable value) throws IOException {
        return some(ExtensionSyntax::isName).fits(ASN1Sequence.getInstance((ASN1TaggedObject) value, false));
    }

    private static boolean isName(ASN1Encodable value) {
        ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(value);
        ASN1Encodable name = GeneralName.getInstance(tagged).getName();
        return tagged.hasContextTag()
                && switch (tagged.getTagNo()) {
                    case GeneralName.rfc822Name, GeneralName.dNSName, GeneralName.uniformResourceIdentifier ->
                        name instanceof ASN1IA5String;
                    case GeneralName.directoryName -> name instanceof X500Name;
                    default -> true;
                };
    }

    private static boolean isPolicy(ASN1Encodable value) throws IOException {
        return isPair(value, list(ExtensionSyntax::isStatement));
    }

    /** Returns whether it is an identifier with anything, or nothing, behind it. */
    private static boolean isStatement(ASN1Encodable value) throws IOException {
        return isPair(value, any -> true);
    }

    private static boolean isPair(ASN1Encodable value, Syntax second) throws IOException {
        ASN1Sequence parts = sequence(value);
        return parts.getObjectAt(0) instanceof ASN1ObjectIdentifier
                && (parts.size() == 1 || parts.size() == 2 && second.fits(parts.getObjectAt(1)));
    }

    private static boolean isAttribute(ASN1Encodable value) throws IOException {
        return sequence(value).size() == 2 && isPair(value, values -> values instanceof ASN1Set);
    }

    private static boolean isAddress(ASN1Encodable value) throws IOException {
        return sequence(value).size() == 2 && isPair(value, ExtensionSyntax::isName);
    }

    private static boolean isPoint(ASN1Encodable value) throws IOException {
        return tagged(ExtensionSyntax::isPointsName, ExtensionSyntax::isBits, ExtensionSyntax::areNames)
                .fits(value);
    }

    private static boolean isPointsName(ASN1Encodable value) throws IOException {
        ASN1TaggedObject name = ASN1TaggedObject.getInstance((ASN1TaggedObject) value, true);
        return switch (name.getTagNo()) {
            case 0 -> areNames(name);
            case 1 -> ASN1Set.getInstance(name, false).size() > 0;
            default -> false;
        };
    }
}
