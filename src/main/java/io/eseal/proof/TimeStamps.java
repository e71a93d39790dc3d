package io.eseal.proof;

import eu.europa.esig.dss.pades.validation.PAdESSignature;
import eu.europa.esig.dss.pades.validation.timestamp.PdfTimestampToken;
import eu.europa.esig.dss.spi.x509.tsp.TimestampToken;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;

/**
 * The time-stamps of a PDF that DSS found good: over what they say, and signed by a certificate for time-stamps that is
 * in them. Whoever made them: nothing rests on their time.
 *
 * @param values their encoded values, as they stand in the PDF
 */
record TimeStamps(List<byte[]> values) {

    private static final String FOR_TIME_STAMPS = "1.3.6.1.5.5.7.3.8";

    static TimeStamps of(PAdESSignature seal, Collection<TimestampToken> detached) {
        return new TimeStamps(Stream.concat(seal.getDocumentTimestamps().stream(), detached.stream())
                .filter(PdfTimestampToken.class::isInstance)
                .map(PdfTimestampToken.class::cast)
                .filter(TimeStamps::isGood)
                .map(token -> token.getPdfRevision().getPdfSigDictInfo().getContents())
                .filter(ValidationData::isFilledUp)
                .toList());
    }

    private static boolean isGood(PdfTimestampToken token) {
        return token.isMessageImprintDataFound()
                && token.isMessageImprintDataIntact()
                && token.getCertificates().stream()
                        .anyMatch(certificate ->
                                isForTimeStamps(certificate.getCertificate()) && token.isSignedBy(certificate));
    }

    private static boolean isForTimeStamps(X509Certificate certificate) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages != null && usages.equals(List.of(FOR_TIME_STAMPS));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    /** Returns whether the value of a field is one of them. */
    boolean contains(COSDictionary value) {
        return "DocTimeStamp".equals(value.getNameAsString(COSName.TYPE))
                && value.getDictionaryObject(COSName.CONTENTS) instanceof COSString contents
                && values.stream().anyMatch(good -> Arrays.equals(good, contents.getBytes()));
    }
}
