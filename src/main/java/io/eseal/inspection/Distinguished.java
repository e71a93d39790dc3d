package io.eseal.inspection;

import io.eseal.keys.Der;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.Extension;

/** Looks for what is not in the one encoding that DER allows. */
final class Distinguished {

    // RFC 5280, 4.1: extensions are [3] of the certificate to be signed.
    private static final int EXTENSIONS = 3;

    private Distinguished() {}

    /** Returns the first part that is not in DER; empty when there is none, or it cannot be read at all. */
    static Optional<String> oddity(CertificateFields certificate) throws IOException {
        byte[] encoded = certificate.encoded();
        ASN1Primitive whole = Der.parse(encoded);
        if (!Arrays.equals(encoded, whole.getEncoded(ASN1Encoding.DER))) {
            return Optional.of("the certificate");
        }
        for (ASN1Encodable part :
                ASN1Sequence.getInstance(ASN1Sequence.getInstance(whole).getObjectAt(0))) {
            if (part instanceof ASN1TaggedObject tagged && tagged.hasContextTag(EXTENSIONS)) {
                for (ASN1Encodable each : ASN1Sequence.getInstance(tagged, true)) {
                    Extension extension = Extension.getInstance(each);
                    if (!isDistinguished(each, extension)) {
                        return Optional.of("the extension " + extension.getExtnId());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isDistinguished(ASN1Encodable encoded, Extension extension) throws IOException {
        // Put together anew, since a flag can be spelled in several ways.
        if (!Arrays.equals(
                encoded.toASN1Primitive().getEncoded(ASN1Encoding.DER), extension.getEncoded(ASN1Encoding.DER))) {
            return false;
        }
        byte[] value = extension.getExtnValue().getOctets();
        try {
            return Arrays.equals(value, Der.parse(value).getEncoded(ASN1Encoding.DER));
        } catch (IOException | RuntimeException e) {
            // The rules of the extension tell that.
            return true;
        }
    }
}
