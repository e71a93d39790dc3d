package certcentral.simulator;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/**
 * The public key of a CSR or of a bare public key, the only part that the vendor uses. RSA of at least 2048 bits
 * (docs.digicert.com, "Order your EU Qualified eSeal certificate").
 *
 * @param encoded SubjectPublicKeyInfo in base 64; empty if there is an error
 * @param error reason why the CSR is refused; empty if it is accepted
 */
record CsrKey(Optional<String> encoded, Optional<ApiError> error) {

    private static final int MINIMUM_BITS = 2048;
    /** Smallest RSA public exponent: above 2^16 (TS 119 312, clause 6.2.2.1). */
    private static final BigInteger MINIMUM_EXPONENT = BigInteger.valueOf(65537);

    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN ((?:NEW )?CERTIFICATE REQUEST|PUBLIC KEY)-----(.+)-----END \\1-----", Pattern.DOTALL);

    /** Reads a PEM with a PKCS #10 request or a public key. */
    static CsrKey of(String pem) {
        Matcher parts = PEM.matcher(pem.strip());
        if (!parts.matches()) {
            return refuse("", "The CSR is not a PEM certificate request or public key.");
        }
        try {
            byte[] der = Base64.getDecoder().decode(parts.group(2).replaceAll("\\s", ""));
            return parts.group(1).equals("PUBLIC KEY")
                    ? checkKey(SubjectPublicKeyInfo.getInstance(der))
                    : checkRequest(new PKCS10CertificationRequest(der));
        } catch (IOException | IllegalArgumentException unreadable) {
            return refuse("", "The CSR cannot be read.");
        }
    }

    private static CsrKey checkRequest(PKCS10CertificationRequest request) throws IOException {
        CsrKey key = checkKey(request.getSubjectPublicKeyInfo());
        return key.error().isPresent() || signedByItsKey(request)
                ? key
                : refuse("signature", "The CSR is not signed with its own key.");
    }

    private static boolean signedByItsKey(PKCS10CertificationRequest request) {
        try {
            return request.isSignatureValid(new JcaContentVerifierProviderBuilder()
                    .setProvider(Keys.PROVIDER)
                    .build(request.getSubjectPublicKeyInfo()));
        } catch (PKCSException | OperatorCreationException unverifiable) {
            return false;
        }
    }

    private static CsrKey checkKey(SubjectPublicKeyInfo info) throws IOException {
        AsymmetricKeyParameter parameters = PublicKeyFactory.createKey(info);
        if (!(parameters instanceof RSAKeyParameters rsa)) {
            return refuse("key_type", "Only RSA keys are supported.");
        }
        if (rsa.getModulus().bitLength() < MINIMUM_BITS || rsa.getExponent().compareTo(MINIMUM_EXPONENT) < 0) {
            return refuse("key_size", "The RSA key must have at least 2048 bits and an exponent of at least 65537.");
        }
        return new CsrKey(Optional.of(Base64.getEncoder().encodeToString(info.getEncoded())), Optional.empty());
    }

    private static CsrKey refuse(String detail, String message) {
        return new CsrKey(Optional.empty(), Optional.of(ErrorCodes.csr(detail, message)));
    }
}
