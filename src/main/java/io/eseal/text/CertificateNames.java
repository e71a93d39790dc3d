package io.eseal.text;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Collections;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * Shows names in certificates to people: values of every kind of ASN.1 string as text, not as their encoding in hex.
 */
public final class CertificateNames {

    private static final Charset UTF_32 = Charset.forName("UTF-32BE");

    private CertificateNames() {}

    /** Returns the name in the order of RFC 2253, which begins with the most specific part; never throws. */
    public static String shown(X500Principal principal) {
        try {
            RDN[] parts = X500Name.getInstance(principal.getEncoded()).getRDNs();
            Collections.reverse(Arrays.asList(parts));
            return shown(new X500Name(parts));
        } catch (RuntimeException e) {
            return principal.getName();
        }
    }

    /**
     * Returns the name in its own order.
     *
     * @throws RuntimeException when it cannot be read; Bouncy Castle has many for this
     */
    public static String shown(X500Name name) {
        return new X500Name(Arrays.stream(name.getRDNs())
                        .map(CertificateNames::readable)
                        .toArray(RDN[]::new))
                .toString();
    }

    private static RDN readable(RDN part) {
        return new RDN(Arrays.stream(part.getTypesAndValues())
                .map(pair -> pair.getValue() instanceof ASN1UniversalString
                        ? new AttributeTypeAndValue(pair.getType(), new DERUTF8String(value(pair.getValue())))
                        : pair)
                .toArray(AttributeTypeAndValue[]::new));
    }

    /**
     * Returns the text of an ASN.1 string.
     *
     * @throws ClassCastException when it is something else
     */
    public static String value(ASN1Encodable value) {
        // Bouncy Castle gives a UniversalString in hex.
        return value instanceof ASN1UniversalString wide
                ? new String(wide.getOctets(), UTF_32)
                : ((ASN1String) value).getString();
    }
}
