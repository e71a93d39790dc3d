package io.eseal.proof;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.OtherRevocationInfoFormat;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Looks at what a CMS holds that no signature covers: certificates (RFC 5652, 10.2.2), revocation data (10.2.1) and
 * unsigned attributes (11; ETSI EN 319 122-1, 5.3 to 5.5). Anything but data of those kinds could be words that nobody
 * sealed.
 */
final class BesideCms {

    private static final Set<Integer> VERSIONS = Set.of(1, 3, 4, 5);
    /** Of EN 319 122-1 and RFC 5126. */
    private static final Set<String> TIME_STAMPS = Set.of(
            "1.2.840.113549.1.9.16.2.14",
            "1.2.840.113549.1.9.16.2.25",
            "1.2.840.113549.1.9.16.2.26",
            "1.2.840.113549.1.9.16.2.27",
            "1.2.840.113549.1.9.16.2.48",
            "0.4.0.1733.2.4");
    /** Values of and references to certificates and revocation data, of the same. */
    private static final Set<String> VALIDATION_DATA = Set.of(
            "1.2.840.113549.1.9.16.2.21",
            "1.2.840.113549.1.9.16.2.22",
            "1.2.840.113549.1.9.16.2.23",
            "1.2.840.113549.1.9.16.2.24",
            "1.2.840.113549.1.9.16.2.44",
            "1.2.840.113549.1.9.16.2.45",
            "0.4.0.1733.2.2",
            "0.4.0.19122.1.4");

    private BesideCms() {}

    /** Returns the first thing that does not belong there; empty when there is none. */
    static Optional<String> oddity(SignedData data) {
        if (!VERSIONS.contains(data.getVersion().intValueExact())) {
            return Optional.of("its version is " + data.getVersion());
        }
        return Stream.of(
                        any(data.getCertificates(), BesideCms::isCertificate, "it has something beside certificates"),
                        any(data.getCRLs(), BesideCms::isRevocationData, "it has something beside revocation data"),
                        data.getSignerInfos().size() == 0
                                ? Optional.<String>empty()
                                : attributes(SignerInfo.getInstance(
                                                data.getSignerInfos().getObjectAt(0))
                                        .getUnauthenticatedAttributes()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    @FunctionalInterface
    private interface Kind {
        boolean fits(ASN1Encodable value) throws IOException, TSPException, CMSException;
    }

    private static Optional<String> any(ASN1Set values, Kind kind, String oddity) {
        return values == null || allFit(values, kind) ? Optional.empty() : Optional.of(oddity);
    }

    private static boolean allFit(ASN1Set values, Kind kind) {
        try {
            for (ASN1Encodable value : values) {
                if (!kind.fits(value)) {
                    return false;
                }
            }
            return true;
        } catch (IOException | TSPException | CMSException | RuntimeException e) {
            return false;
        }
    }

    private static boolean isCertificate(ASN1Encodable value) {
        return value.toASN1Primitive() instanceof ASN1Sequence sequence && Certificate.getInstance(sequence) != null;
    }

    private static boolean isRevocationData(ASN1Encodable value) {
        if (value.toASN1Primitive() instanceof ASN1TaggedObject tagged) {
            OtherRevocationInfoFormat other = OtherRevocationInfoFormat.getInstance(tagged, false);
            return other.getInfoFormat().equals(CMSObjectIdentifiers.id_ri_ocsp_response)
                    && OCSPResponse.getInstance(other.getInfo()) != null;
        }
        return CertificateList.getInstance(value) != null;
    }

    private static Optional<String> attributes(ASN1Set attributes) {
        if (attributes == null) {
            return Optional.empty();
        }
        for (ASN1Encodable each : attributes) {
            Attribute attribute = Attribute.getInstance(each);
            String kind = attribute.getAttrType().getId();
            boolean fits = VALIDATION_DATA.contains(kind)
                    || TIME_STAMPS.contains(kind) && allFit(attribute.getAttrValues(), BesideCms::isTimeStamp);
            if (!fits || attribute.getAttrValues().size() == 0) {
                return Optional.of("its unsigned attribute " + kind + " is neither a time-stamp nor validation data");
            }
        }
        return Optional.empty();
    }

    private static boolean isTimeStamp(ASN1Encodable value) throws IOException, TSPException, CMSException {
        return new TimeStampToken(ContentInfo.getInstance(value)).getTimeStampInfo() != null;
    }
}
