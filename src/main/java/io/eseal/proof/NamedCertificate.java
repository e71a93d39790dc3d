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
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.w3c.dom.NodeList;

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
        CertificateToken signer = signature.getSigningCertificateToken();
        return named.stream().limit(places > 1 ? named.size() : 1).allMatch(reference -> isOf(signer, reference))
                        && issuersAndNumbers(signature).stream()
                                .limit(places > 1 ? Long.MAX_VALUE : 1)
                                .flatMap(Optional::stream)
                                .allMatch(reference -> isOf(signer, reference))
                        && !hasOtherAttribute(signature)
                ? Optional.empty()
                : Optional.of(finding(
                        "signer",
                        "The seal says, under its own protection, that it was made with another certificate than the one whose key "
                                + "made it; let your program name the sealing certificate first."));
    }

    /** Returns what speaks against the certificates that follow the sealing one; they are its issuers. */
    static Optional<Finding> objection(AdvancedSignature signature, List<X509Certificate> path) {
        Set<CertificateToken> issuers =
                path.stream().map(CertificateToken::new).collect(Collectors.toCollection(HashSet::new));
        // A CA may have several certificates, and others than those of the path can come with the seal.
        List<CertificateToken> others = signature.getCertificates();
        for (int round = 0; round < others.size(); round++) {
            issuers.addAll(others.stream()
                    .filter(other -> issuers.stream().anyMatch(issued -> issued.isSignedBy(other)))
                    .toList());
        }
        return signature.getCertificateSource().getSigningCertificateRefs().stream()
                        .allMatch(reference -> issuers.stream().anyMatch(issuer -> isOf(issuer, reference)))
                ? Optional.empty()
                : Optional.of(finding(
                        "signer",
                        "The seal names, under its own protection, a certificate beside its own that is none of its issuers'; let"
                                + " your program name the sealing certificate alone."));
    }

    /** Older programs name certificates in an attribute of its own (ETSI TS 101 733), which no validator reads. */
    private static boolean hasOtherAttribute(AdvancedSignature signature) {
        return signature instanceof CAdESSignature cms
                && cms.getSignerInformation().getSignedAttributes() != null
                && cms.getSignerInformation().getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_ets_otherSigCert)
                        != null;
    }

    /** Returns the issuer and serial number with each certificate that the seal names; empty where there are none. */
    private static List<Optional<IssuerSerial>> issuersAndNumbers(AdvancedSignature signature) {
        if (signature instanceof CAdESSignature cms) {
            AttributeTable signed = cms.getSignerInformation().getSignedAttributes();
            return signed == null
                    ? List.of()
                    : Stream.of(
                                    PKCSObjectIdentifiers.id_aa_signingCertificate,
                                    PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                            .flatMap(name -> attributes(signed, name))
                            .flatMap(attribute -> Arrays.stream(attribute.getAttributeValues())
                                    .flatMap(value -> issuersAndNumbers(attribute.getAttrType(), value)))
                            .toList();
        }
        if (signature instanceof XAdESSignature xml) {
            NodeList newer = xml.getSignatureElement().getElementsByTagNameNS("*", "IssuerSerialV2");
            return IntStream.range(0, newer.getLength())
                    .mapToObj(i -> Optional.of(IssuerSerial.getInstance(
                            Base64.getMimeDecoder().decode(newer.item(i).getTextContent()))))
                    .toList();
        }
        return List.of();
    }

    private static Stream<Optional<IssuerSerial>> issuersAndNumbers(ASN1ObjectIdentifier name, ASN1Encodable value) {
        return name.equals(PKCSObjectIdentifiers.id_aa_signingCertificate)
                ? Arrays.stream(SigningCertificate.getInstance(value).getCerts())
                        .map(ESSCertID::getIssuerSerial)
                        .map(Optional::ofNullable)
                : Arrays.stream(SigningCertificateV2.getInstance(value).getCerts())
                        .map(ESSCertIDv2::getIssuerSerial)
                        .map(Optional::ofNullable);
    }

    private static Stream<Attribute> attributes(AttributeTable attributes, ASN1ObjectIdentifier name) {
        ASN1EncodableVector all = attributes.getAll(name);
        return IntStream.range(0, all.size()).mapToObj(i -> Attribute.getInstance(all.get(i)));
    }

    /** Returns whether it is the certificate's number and the one name of its issuer (RFC 5035, 5.4.1.1). */
    private static boolean isOf(CertificateToken certificate, IssuerSerial reference) {
        GeneralName[] names = reference.getIssuer().getNames();
        return names.length == 1
                && names[0].getTagNo() == GeneralName.directoryName
                && X500Name.getInstance(names[0].getName())
                        .equals(X500Name.getInstance(
                                certificate.getIssuerX500Principal().getEncoded()))
                && reference.getSerial().getValue().equals(certificate.getSerialNumber());
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
        // An attribute without a value is a place, too.
        return attributes(attributes, name)
                .mapToInt(attribute -> Math.max(1, attribute.getAttrValues().size()))
                .sum();
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
