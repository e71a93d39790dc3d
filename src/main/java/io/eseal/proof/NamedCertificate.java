package io.eseal.proof;

import static io.eseal.proof.ProofRefusedException.finding;

import eu.europa.esig.dss.cades.validation.CAdESSignature;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PAdESSignature;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.spi.x509.CertificateRef;
import eu.europa.esig.dss.spi.x509.CertificateTokenRefMatcher;
import eu.europa.esig.dss.spi.x509.SignerIdentifier;
import eu.europa.esig.dss.xades.validation.XAdESSignature;
import io.eseal.validation.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * Compares the certificate that a seal names under its own protection with the one it was made with. CAdES and XAdES
 * have to name it (EN 319 122-1, 5.2.2; EN 319 132-1, 5.2.2). Many programs that seal PDFs do not, and PDFs need not
 * (ISO 32000-1, 12.8.3.3); a PDF that names one names the right one.
 */
final class NamedCertificate {

    private static final CertificateTokenRefMatcher MATCHER = new CertificateTokenRefMatcher();

    private NamedCertificate() {}

    /** Returns what speaks against the seal; empty when it names its certificate. */
    static Optional<Finding> objection(AdvancedSignature signature) {
        List<CertificateRef> named = signature.getCertificateSource().getSigningCertificateRefs();
        long places = places(signature);
        if (places == 0 && signature instanceof PAdESSignature) {
            return Optional.empty();
        }
        if (named.isEmpty()) {
            return Optional.of(finding(
                    "format",
                    "The seal does not sign which certificate it was made with, as CAdES and XAdES do; with openssl, use "
                            + "cms -sign -cades."));
        }
        // Issuers may follow the sealing certificate (RFC 5035, 5.4). Where two forms stand side by side, both name it
        // alone.
        return named.stream()
                        .limit(places > 1 ? named.size() : 1)
                        .allMatch(reference -> isOf(signature.getSigningCertificateToken(), reference))
                ? Optional.empty()
                : Optional.of(finding(
                        "signer",
                        "The seal says, under its own protection, that it was made with another certificate than the one whose key "
                                + "made it; let your program name the sealing certificate first."));
    }

    /** Returns in how many places the seal names certificates. */
    private static long places(AdvancedSignature signature) {
        if (signature instanceof CAdESSignature cms) {
            AttributeTable signed = cms.getSignerInformation().getSignedAttributes();
            return signed == null
                    ? 0
                    : values(signed, PKCSObjectIdentifiers.id_aa_signingCertificate)
                            + values(signed, PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        }
        return signature instanceof XAdESSignature xml
                ? Stream.of("SigningCertificate", "SigningCertificateV2")
                        .mapToLong(name -> xml.getSignatureElement()
                                .getElementsByTagNameNS("*", name)
                                .getLength())
                        .sum()
                : 0;
    }

    private static int values(AttributeTable attributes, ASN1ObjectIdentifier name) {
        int values = 0;
        for (int i = 0; i < attributes.getAll(name).size(); i++) {
            // An attribute without a value is a place, too.
            values += Math.max(
                    1,
                    Attribute.getInstance(attributes.getAll(name).get(i))
                            .getAttrValues()
                            .size());
        }
        return values;
    }

    private static boolean isOf(CertificateToken certificate, CertificateRef reference) {
        SignerIdentifier issuer = reference.getCertificateIdentifier();
        return MATCHER.matchByDigest(certificate, reference)
                && (issuer == null
                        || (issuer.getSerialNumber() == null || MATCHER.matchBySerialNumber(certificate, reference))
                                && (issuer.getIssuerName() == null
                                        || isSame(issuer.getIssuerName(), certificate.getIssuerX500Principal())));
    }

    /** Compares by letters: the older form in XML has a name as text, which does not tell kinds of strings apart. */
    private static boolean isSame(X500Principal one, X500Principal other) {
        return X500Name.getInstance(one.getEncoded()).equals(X500Name.getInstance(other.getEncoded()));
    }
}
