package io.eseal.trust;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.security.cert.X509Extension;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Addresses over http and https that a certificate names; at most three of a kind. */
final class NamedAddresses {

    private static final int MOST = 3;

    private NamedAddresses() {}

    /** Returns where the certificates of the issuer are. */
    static List<URI> ofIssuers(X509Certificate certificate) {
        return access(certificate, AccessDescription.id_ad_caIssuers);
    }

    /** Returns where OCSP is asked. */
    static List<URI> ofOcsp(X509Certificate certificate) {
        return access(certificate, AccessDescription.id_ad_ocsp);
    }

    /** Returns where CRLs are. */
    static List<URI> ofCrls(X509Certificate certificate) {
        return points(certificate, Extension.cRLDistributionPoints);
    }

    /** Returns where CRLs are that tell changes alone (freshest CRL), by a certificate or another CRL. */
    static List<URI> ofDeltaCrls(X509Extension certificateOrCrl) {
        return points(certificateOrCrl, Extension.freshestCRL);
    }

    private static List<URI> points(X509Extension certificateOrCrl, ASN1ObjectIdentifier extension) {
        return http(() -> value(certificateOrCrl, extension.getId())
                .map(CRLDistPoint::getInstance)
                .map(points -> Arrays.stream(points.getDistributionPoints()))
                .orElseGet(Stream::empty)
                .map(DistributionPoint::getDistributionPoint)
                .filter(name -> name != null && name.getType() == DistributionPointName.FULL_NAME)
                .flatMap(name ->
                        Arrays.stream(GeneralNames.getInstance(name.getName()).getNames())));
    }

    private static List<URI> access(X509Certificate certificate, ASN1ObjectIdentifier method) {
        return http(() -> value(certificate, Extension.authorityInfoAccess.getId())
                .map(AuthorityInformationAccess::getInstance)
                .map(access -> Arrays.stream(access.getAccessDescriptions()))
                .orElseGet(Stream::empty)
                .filter(description -> description.getAccessMethod().equals(method))
                .map(AccessDescription::getAccessLocation));
    }

    /** Returns the addresses; a certificate whose extension cannot be read names none. */
    private static List<URI> http(Supplier<Stream<GeneralName>> names) {
        try {
            return names.get()
                    .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                    .map(name -> ASN1IA5String.getInstance(name.getName()).getString())
                    .filter(text -> text.matches("(?i)https?://\\S+"))
                    .flatMap(NamedAddresses::address)
                    .limit(MOST)
                    .toList();
        } catch (RuntimeException | StackOverflowError unreadable) {
            // Bouncy Castle reports broken ASN.1 by many kinds of exceptions.
            return List.of();
        }
    }

    private static Stream<URI> address(String text) {
        try {
            return Stream.of(URI.create(text));
        } catch (IllegalArgumentException notAnAddress) {
            return Stream.empty();
        }
    }

    private static Optional<Object> value(X509Extension certificateOrCrl, String extension) {
        byte[] value = certificateOrCrl.getExtensionValue(extension);
        try {
            return value == null
                    ? Optional.empty()
                    : Optional.of(org.bouncycastle.asn1.ASN1Primitive.fromByteArray(
                            ASN1OctetString.getInstance(value).getOctets()));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
