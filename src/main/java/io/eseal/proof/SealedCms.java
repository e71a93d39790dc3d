package io.eseal.proof;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/**
 * Looks into a CMS signature before the validator does.
 *
 * @param der its bytes
 * @param sealed which of the possible documents it is over; empty when it is over none of them
 */
record SealedCms(byte[] der, Optional<byte[]> sealed) {

    private static final Pattern PEM = Pattern.compile("-----BEGIN (?:CMS|PKCS7|PKCS #7 SIGNED DATA)-----");

    private static final Pattern ALONE =
            Pattern.compile("\\s*-----BEGIN ([^-]+)-----[A-Za-z0-9+/\\s]*+={0,2}\\s*-----END \\1-----\\s*");

    /**
     * Reads a signature in DER or PEM.
     *
     * @throws IOException when it is none
     */
    static SealedCms read(byte[] bytes, List<byte[]> documents) throws IOException, ProofRefusedException {
        byte[] der = der(bytes);
        try {
            CMSSignedData cms = new CMSSignedData(der);
            if (cms.getSignerInfos().size() != 1) {
                throw new ProofRefusedException(
                        "one_signer",
                        "The signature has " + cms.getSignerInfos().size() + " signers; it should have one.");
            }
            SignerInformation signer =
                    cms.getSignerInfos().getSigners().iterator().next();
            Optional<byte[]> sealed =
                    cms.getSignedContent() != null && cms.getSignedContent().getContent() instanceof byte[] content
                            ? documents.stream()
                                    .filter(document -> Arrays.equals(document, content))
                                    .findFirst()
                            : detached(signer, documents);
            return new SealedCms(der, sealed);
        } catch (CMSException e) {
            throw new IOException(e);
        }
    }

    private static byte[] der(byte[] bytes) throws IOException, ProofRefusedException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher begin = PEM.matcher(text);
        if (!begin.find()) {
            return bytes;
        }
        if (PEM.matcher(text).region(begin.end(), text.length()).find()) {
            throw new ProofRefusedException("one_signer", "There is more than one signature in what was sent.");
        }
        if (!ALONE.matcher(text).matches()) {
            throw new ProofRefusedException(
                    "format", "There is something beside the signature in its PEM; send the signature alone.");
        }
        try (PemReader reader = new PemReader(new StringReader(text.substring(begin.start())))) {
            PemObject object = reader.readPemObject();
            if (object == null) {
                throw new IOException("an empty PEM");
            }
            return object.getContent();
        }
    }

    private static Optional<byte[]> detached(SignerInformation signer, List<byte[]> documents)
            throws ProofRefusedException {
        Attribute digest = signer.getSignedAttributes() == null
                ? null
                : signer.getSignedAttributes().get(CMSAttributes.messageDigest);
        if (digest == null || digest.getAttrValues().size() != 1) {
            throw new ProofRefusedException(
                    "format", "The signature has no signed attributes (CAdES); with openssl, use cms -sign -cades.");
        }
        byte[] expected = ASN1OctetString.getInstance(digest.getAttrValues().getObjectAt(0))
                .getOctets();
        return documents.stream()
                .filter(document -> Arrays.equals(expected, digest(signer.getDigestAlgOID(), document)))
                .findFirst();
    }

    private static byte[] digest(String algorithm, byte[] document) {
        try {
            return MessageDigest.getInstance(algorithm).digest(document);
        } catch (GeneralSecurityException e) {
            return new byte[0];
        }
    }
}
