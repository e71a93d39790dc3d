package io.eseal.inspection;

import io.eseal.keys.Der;
import io.eseal.keys.Sha256;
import io.eseal.text.CertificateNames;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1T61String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The parts of a certificate. Each part is read when a rule asks for it; a damaged one is reported by an
 * {@link IOException} or one of Bouncy Castle's unchecked exceptions.
 */
record CertificateFields(X509Certificate certificate, byte[] encoded, Certificate structure) {

    // RFC 5280, 4.1.2.2, allows 20 octets.
    private static final int LONGEST_SHOWN_SERIAL = 32;
    /** RFC 5280, appendix A.1. */
    private static final List<Class<?>> DIRECTORY_STRINGS = List.of(
            ASN1UTF8String.class,
            ASN1PrintableString.class,
            ASN1BMPString.class,
            ASN1UniversalString.class,
            ASN1T61String.class);

    /** Opens a certificate; empty when it is not one. */
    static Optional<CertificateFields> of(X509Certificate certificate) {
        try {
            byte[] encoded = certificate.getEncoded();
            return Optional.of(
                    new CertificateFields(certificate, encoded, Certificate.getInstance(Der.parse(encoded))));
        } catch (CertificateEncodingException | IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    boolean has(ASN1ObjectIdentifier extension) {
        return extension(extension).isPresent();
    }

    /** Returns the extension, not decoded. */
    Optional<Extension> extension(ASN1ObjectIdentifier id) {
        return extensions().map(extensions -> extensions.getExtension(id));
    }

    Optional<Extensions> extensions() {
        return Optional.ofNullable(structure.getTBSCertificate().getExtensions());
    }

    /** Returns the value of the extension; empty when the certificate has no such extension. */
    Optional<ASN1Primitive> value(ASN1ObjectIdentifier id) throws IOException {
        Optional<Extension> extension = extension(id);
        return extension.isPresent()
                ? Optional.of(Der.parse(extension.get().getExtnValue().getOctets()))
                : Optional.empty();
    }

    QualifiedStatements statements() throws IOException {
        return QualifiedStatements.read(certificate);
    }

    /** Returns all values of the attribute in the subject, in order. */
    List<String> subject(ASN1ObjectIdentifier attribute) {
        return pairs().filter(pair -> pair.getType().equals(attribute))
                .map(pair -> CertificateNames.value(pair.getValue()))
                .toList();
    }

    /** Returns each type of attribute that the subject has, in order. */
    Set<ASN1ObjectIdentifier> subjectAttributes() {
        return pairs().map(AttributeTypeAndValue::getType).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the types among the given ones of which the subject has a string that is no DirectoryString. */
    Set<ASN1ObjectIdentifier> subjectOtherStrings(Collection<ASN1ObjectIdentifier> attributes) {
        return pairs().filter(pair -> attributes.contains(pair.getType()))
                .filter(pair -> pair.getValue() instanceof ASN1String)
                .filter(pair -> DIRECTORY_STRINGS.stream().noneMatch(kind -> kind.isInstance(pair.getValue())))
                .map(AttributeTypeAndValue::getType)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Stream<AttributeTypeAndValue> pairs() {
        return Arrays.stream(structure.getSubject().getRDNs()).flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()));
    }

    SubjectPublicKeyInfo keyInfo() {
        return structure.getSubjectPublicKeyInfo();
    }

    SubjectKey key() throws IOException {
        return SubjectKey.of(keyInfo());
    }

    /** Returns whether the certificate names the same algorithm for its key as the given key. */
    boolean hasKeyAlgorithm(byte[] other) throws IOException {
        AlgorithmIdentifier theirs =
                SubjectPublicKeyInfo.getInstance(Der.parse(other)).getAlgorithm();
        return theirs.getAlgorithm().equals(keyInfo().getAlgorithm().getAlgorithm());
    }

    /** Returns whether the certificate's key is the given one, for whatever algorithm each of them names. */
    boolean hasKey(byte[] other) throws IOException {
        SubjectKey theirs = SubjectKey.of(SubjectPublicKeyInfo.getInstance(Der.parse(other)));
        // Elliptic curves and others have one encoding; an RSA key may have NULL parameters or none.
        return theirs instanceof SubjectKey.Rsa
                ? theirs.equals(key())
                : Arrays.equals(other, keyInfo().getEncoded());
    }

    /** Returns whether the key is for RSASSA-PSS alone. */
    boolean isPssKey() {
        return Signatures.isPss(keyInfo().getAlgorithm());
    }

    AlgorithmIdentifier signatureAlgorithm() {
        return structure.getSignatureAlgorithm();
    }

    Instant from() {
        return certificate.getNotBefore().toInstant();
    }

    Instant till() {
        return certificate.getNotAfter().toInstant();
    }

    BigInteger serial() {
        return certificate.getSerialNumber();
    }

    /** Returns the serial number in lower-case hex, two digits for each octet. */
    String serialInHex() {
        byte[] octets = serial().toByteArray();
        int sign = octets.length > 1 && octets[0] == 0 ? 1 : 0;
        return HexFormat.of().formatHex(octets, sign, Math.min(octets.length, sign + LONGEST_SHOWN_SERIAL));
    }

    /** Returns SHA-256 of the key's SubjectPublicKeyInfo in lower-case hex. */
    String keyFingerprint() throws IOException {
        return Sha256.hex(keyInfo().getEncoded());
    }

    String fingerprint() {
        return Sha256.hex(encoded);
    }

    /** Returns the name for people; never throws. */
    static String shown(X500Name name) {
        try {
            return Quoted.plain(CertificateNames.shown(name));
        } catch (RuntimeException e) {
            return "(not readable)";
        }
    }
}
