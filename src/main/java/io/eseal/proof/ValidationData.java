package io.eseal.proof;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what programs add to a sealed PDF so that its seal can be validated later (ETSI EN 319 142-1, 5.4): it holds
 * certificates, OCSP answers, CRLs and time-stamps, and nothing that could be taken for content.
 */
final class ValidationData {

    private static final Set<String> STORE = Set.of("Type", "VRI", "Certs", "OCSPs", "CRLs");
    private static final Set<String> OF_SEAL = Set.of("Type", "Cert", "OCSP", "CRL", "TU", "TS");
    private static final Pattern HASH = Pattern.compile("[0-9A-Fa-f]{40}");
    private static final Set<String> STREAM = Set.of("Length", "Filter");
    private static final Set<String> EXTENDERS = Set.of("ADBE", "ESIC", "ISO_");
    private static final Set<String> EXTENSION = Set.of("Type", "BaseVersion", "ExtensionLevel");
    private static final Pattern VERSION = Pattern.compile("\\d\\.\\d");
    private static final Pattern DATE = Pattern.compile("(?:D:)?\\d{4,14}(?:Z|[+-]\\d\\d'?\\d\\d'?|Z00'?00'?)?");

    private ValidationData() {}

    /** Reads an encoded object, or fails. */
    private interface Reader {
        Object read(byte[] der) throws IOException, CMSException, TSPException;
    }

    /** Returns whether a catalog's store of validation data, if any, and the extensions that declare it are no more. */
    static boolean isNothingElse(COSDictionary catalog) throws IOException {
        return isStore(catalog.getDictionaryObject(COSName.getPDFName("DSS")))
                && areExtensions(catalog.getDictionaryObject(COSName.getPDFName("Extensions")));
    }

    private static boolean isStore(@Nullable COSBase store) throws IOException {
        if (store == null) {
            return true;
        }
        return isDictionary(store, STORE)
                && store instanceof COSDictionary dictionary
                && are(dictionary, "Certs", ValidationData::certificate)
                && are(dictionary, "OCSPs", ValidationData::answer)
                && are(dictionary, "CRLs", ValidationData::list)
                && ofSeals(dictionary.getDictionaryObject(COSName.getPDFName("VRI")));
    }

    private static boolean ofSeals(@Nullable COSBase seals) throws IOException {
        if (seals == null) {
            return true;
        }
        if (!(seals instanceof COSDictionary dictionary) || seals instanceof COSStream) {
            return false;
        }
        for (COSName name : dictionary.keySet()) {
            COSBase seal = dictionary.getDictionaryObject(name);
            if (!HASH.matcher(name.getName()).matches()
                    || !isDictionary(seal, OF_SEAL)
                    || !(seal instanceof COSDictionary data)
                    || !are(data, "Cert", ValidationData::certificate)
                    || !are(data, "OCSP", ValidationData::answer)
                    || !are(data, "CRL", ValidationData::list)
                    || !isDateOrNone(data.getDictionaryObject(COSName.getPDFName("TU")))
                    || data.containsKey("TS")
                            && !is(data.getDictionaryObject(COSName.getPDFName("TS")), ValidationData::timeStamp)) {
                return false;
            }
        }
        return true;
    }

    private static boolean areExtensions(@Nullable COSBase extensions) {
        if (extensions == null) {
            return true;
        }
        return isDictionary(extensions, EXTENDERS)
                && extensions instanceof COSDictionary dictionary
                && dictionary.keySet().stream()
                        .map(dictionary::getDictionaryObject)
                        .allMatch(extension -> isExtension(extension)
                                || extension instanceof COSArray several
                                        && several.toList().stream()
                                                .allMatch(one -> isExtension(PdfObjects.direct(one))));
    }

    private static boolean isExtension(@Nullable COSBase extension) {
        return isDictionary(extension, EXTENSION)
                && extension instanceof COSDictionary dictionary
                && dictionary.getDictionaryObject(COSName.getPDFName("BaseVersion")) instanceof COSName version
                && VERSION.matcher(version.getName()).matches()
                && dictionary.getDictionaryObject(COSName.getPDFName("ExtensionLevel")) instanceof COSInteger;
    }

    /** Returns whether it has these entries alone, and a type, if any, that is a name without words. */
    private static boolean isDictionary(@Nullable COSBase base, Set<String> names) {
        return base instanceof COSDictionary dictionary
                && !(base instanceof COSStream)
                && dictionary.keySet().stream().allMatch(name -> names.contains(name.getName()))
                && (!dictionary.containsKey(COSName.TYPE)
                        || Set.of("DSS", "VRI", "DeveloperExtensions")
                                .contains(String.valueOf(dictionary.getNameAsString(COSName.TYPE))));
    }

    private static boolean are(COSDictionary dictionary, String name, Reader reader) throws IOException {
        COSBase all = dictionary.getDictionaryObject(COSName.getPDFName(name));
        if (all != null && !(all instanceof COSArray)) {
            return false;
        }
        COSArray array = all instanceof COSArray several ? several : new COSArray();
        for (int i = 0; i < array.size(); i++) {
            if (!is(array.getObject(i), reader)) {
                return false;
            }
        }
        return true;
    }

    private static boolean is(@Nullable COSBase base, Reader reader) throws IOException {
        if (!(base instanceof COSStream stream)
                || !stream.keySet().stream().allMatch(name -> STREAM.contains(name.getName()))) {
            return false;
        }
        return isReadable(PdfObjects.decoded(stream), reader);
    }

    /** Returns whether it is a time-stamp and nothing else. */
    static boolean isTimeStamp(byte[] der) {
        return isReadable(der, ValidationData::timeStamp);
    }

    /** Returns whether it is a certificate and nothing else. */
    static boolean isCertificate(byte[] der) {
        return isReadable(der, ValidationData::certificate);
    }

    /** Returns whether it is an OCSP answer and nothing else. */
    static boolean isAnswer(byte[] der) {
        return isReadable(der, ValidationData::answer);
    }

    /** Returns whether it is a CRL and nothing else. */
    static boolean isList(byte[] der) {
        return isReadable(der, ValidationData::list);
    }

    private static boolean isReadable(byte[] der, Reader reader) {
        try {
            return reader.read(der) != null;
        } catch (IOException | CMSException | TSPException | RuntimeException e) {
            // Bouncy Castle reports what is none by many kinds of exceptions.
            return false;
        }
    }

    private static Object certificate(byte[] der) throws IOException {
        return Certificate.getInstance(ASN1Primitive.fromByteArray(der));
    }

    private static Object answer(byte[] der) throws IOException {
        return OCSPResponse.getInstance(ASN1Primitive.fromByteArray(der));
    }

    private static Object list(byte[] der) throws IOException {
        return CertificateList.getInstance(ASN1Primitive.fromByteArray(der));
    }

    private static Object timeStamp(byte[] der) throws IOException, CMSException, TSPException {
        return new TimeStampToken(
                new CMSSignedData(ASN1Primitive.fromByteArray(der).getEncoded()));
    }

    /** Returns whether it is a date, or not there. */
    static boolean isDateOrNone(@Nullable COSBase base) {
        return base == null
                || base instanceof COSString date
                        && DATE.matcher(date.getString()).matches();
    }

    /** Returns whether a seal's or time-stamp's value is one object, and its place is filled up with zeros alone. */
    static boolean isFilledUp(byte[] value) {
        try (ASN1InputStream in = new ASN1InputStream(value)) {
            in.readObject();
            byte[] rest = in.readAllBytes();
            return Arrays.equals(rest, new byte[rest.length]);
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns whether it is one encoded object and nothing else. */
    static boolean isWhole(byte[] encoded) {
        try {
            return ASN1Primitive.fromByteArray(encoded) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
