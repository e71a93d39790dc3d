package io.eseal.proof;

import static io.eseal.proof.ProofRefusedException.finding;

import eu.europa.esig.dss.asic.cades.validation.ASiCContainerWithCAdESValidator;
import eu.europa.esig.dss.asic.xades.validation.ASiCContainerWithXAdESValidator;
import eu.europa.esig.dss.cades.validation.CMSDocumentValidator;
import eu.europa.esig.dss.enumerations.CertificateQualification;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.DigestMatcherType;
import eu.europa.esig.dss.enumerations.EncryptionAlgorithm;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureQualification;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.ReferenceValidation;
import eu.europa.esig.dss.model.signature.SignatureCryptographicVerification;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.ByteRange;
import eu.europa.esig.dss.pades.validation.PAdESSignature;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSPKUtils;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import io.eseal.inspection.CertificateChain;
import io.eseal.proof.ProofVerdict.ProvenSeal;
import io.eseal.text.CertificateNames;
import io.eseal.text.VisibleText;
import io.eseal.trust.SealSources;
import io.eseal.trust.SealTrust;
import io.eseal.trust.Trust;
import io.eseal.trust.TrustVerdict;
import io.eseal.trust.TrustVerdict.Revocation.Status;
import io.eseal.validation.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Validates one seal: first what needs nobody else, then what the sources of trust say. */
final class SealCheck {

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final int SMALLEST_RSA = 2048;
    private static final int SMALLEST_CURVE = 256;
    private static final Set<DigestAlgorithm> DIGESTS = EnumSet.of(
            DigestAlgorithm.SHA256,
            DigestAlgorithm.SHA384,
            DigestAlgorithm.SHA512,
            DigestAlgorithm.SHA3_256,
            DigestAlgorithm.SHA3_384,
            DigestAlgorithm.SHA3_512);
    private static final Set<EncryptionAlgorithm> RSA =
            EnumSet.of(EncryptionAlgorithm.RSA, EncryptionAlgorithm.RSASSA_PSS);
    private static final Set<EncryptionAlgorithm> CURVES =
            EnumSet.of(EncryptionAlgorithm.ECDSA, EncryptionAlgorithm.PLAIN_ECDSA, EncryptionAlgorithm.EDDSA);

    /** What DSS says when the certificate is at fault, or its algorithms, which are judged here, and not the seal. */
    private static final Set<SubIndication> OF_CERTIFICATES = EnumSet.of(
            SubIndication.NO_CERTIFICATE_CHAIN_FOUND,
            SubIndication.NO_CERTIFICATE_CHAIN_FOUND_NO_POE,
            SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE,
            SubIndication.CHAIN_CONSTRAINTS_FAILURE,
            SubIndication.CRYPTO_CONSTRAINTS_FAILURE,
            SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
            SubIndication.OUT_OF_BOUNDS_NO_POE,
            SubIndication.OUT_OF_BOUNDS_NOT_REVOKED,
            SubIndication.REVOCATION_OUT_OF_BOUNDS_NO_POE,
            SubIndication.REVOKED,
            SubIndication.REVOKED_NO_POE,
            SubIndication.REVOKED_CA_NO_POE,
            SubIndication.EXPIRED,
            SubIndication.NOT_YET_VALID,
            SubIndication.TRY_LATER);

    /** What a seal in XML is over beside documents. */
    private static final Set<DigestMatcherType> OF_SEAL = EnumSet.of(
            DigestMatcherType.SIGNED_PROPERTIES, DigestMatcherType.SIGNATURE_PROPERTIES, DigestMatcherType.KEY_INFO);

    private final Trust trust;
    private final SealTrust sealTrust;
    private final ProofDocument document;
    private final Optional<X509Certificate> issued;
    private final List<X509Certificate> delivered;
    private final Instant now;

    private SealCheck(
            Trust trust,
            SealTrust sealTrust,
            ProofDocument document,
            Optional<CertificateChain> delivered,
            Instant now) {
        this.trust = trust;
        this.sealTrust = sealTrust;
        this.document = document;
        this.issued = delivered.flatMap(CertificateChain::leaf);
        this.delivered = delivered.map(CertificateChain::certificates).orElse(List.of());
        this.now = now;
    }

    /**
     * Validates a seal.
     *
     * @throws ProofRefusedException when there is no seal that could be validated
     * @throws IOException when it cannot be read
     * @throws io.eseal.trust.TrustUnavailableException when no source of trust can be read now
     */
    static ProofVerdict check(
            Trust trust, SealTrust sealTrust, ProofDocument document, Optional<CertificateChain> delivered, Proof proof)
            throws IOException, ProofRefusedException {
        return new SealCheck(trust, sealTrust, document, delivered, proof.at()).check(proof);
    }

    /** What came. */
    record Proof(ProofFormat format, byte[] bytes, Instant at) {}

    private ProofVerdict check(Proof proof) throws IOException, ProofRefusedException {
        SealSources sources = sealTrust.sources();
        SignedDocumentValidator validator = validator(proof);
        prepare(validator, sources, List.of());
        AdvancedSignature signature = only(validator.getSignatures());
        X509Certificate signer = signer(signature);
        List<Finding> findings = new ArrayList<>(ofSeal(proof, signature, validator));
        issued.filter(certificate -> !certificate.equals(signer))
                .ifPresent(certificate -> findings.add(finding(
                        "signer",
                        "The seal was made with the certificate of " + name(signer) + ", serial number "
                                + serial(signer)
                                + "; it should have been made with the one that was issued for this request, "
                                + "serial number " + serial(certificate) + ".")));
        if (!findings.isEmpty()) {
            return ProofVerdict.refused(findings, now);
        }
        return judged(proof, signature, signer, sources);
    }

    private SignedDocumentValidator validator(Proof proof) throws IOException, ProofRefusedException {
        List<byte[]> documents = List.of(document.text(), document.pdf());
        switch (proof.format()) {
            case PDF -> {
                PdfSize.check(proof.bytes());
                return new PDFDocumentValidator(new InMemoryDocument(proof.bytes(), "proof.pdf"));
            }
            case CMS -> {
                SealedCms cms = SealedCms.read(proof.bytes(), documents);
                byte[] sealed = cms.sealed().orElseThrow(SealCheck::otherDocument);
                SignedDocumentValidator validator =
                        new CMSDocumentValidator(new InMemoryDocument(cms.der(), "proof.p7s"));
                validator.setDetachedContents(List.of(new InMemoryDocument(sealed, "proof")));
                return validator;
            }
            case ASIC_E -> {
                SealedContainer container = SealedContainer.read(proof.bytes());
                boolean ours = container.data().size() == 1
                        && documents.stream()
                                .anyMatch(given ->
                                        Arrays.equals(given, container.data().get(0)));
                if (!ours) {
                    throw otherDocument();
                }
                InMemoryDocument bytes = new InMemoryDocument(proof.bytes(), "proof.asice");
                return container.xml()
                        ? new ASiCContainerWithXAdESValidator(bytes)
                        : new ASiCContainerWithCAdESValidator(bytes);
            }
        }
        throw new IllegalStateException(proof.format().name());
    }

    private static ProofRefusedException otherDocument() {
        return new ProofRefusedException(
                "document",
                "What was sealed is not the document of this request, byte for byte; download it and seal it as it is.");
    }

    private void prepare(SignedDocumentValidator validator, SealSources sources, List<X509Certificate> path) {
        validator.setCertificateVerifier(sources.verifier(path));
        validator.setValidationTime(Date.from(now));
        validator.setLocale(Locale.ENGLISH);
        validator.setEnableEtsiValidationReport(false);
        // A signature need not carry its certificate when we know it.
        CommonCertificateSource known = new CommonCertificateSource();
        issued.ifPresent(certificate -> known.addCertificate(new CertificateToken(certificate)));
        validator.setSigningCertificateSource(known);
    }

    private static AdvancedSignature only(List<AdvancedSignature> signatures) throws ProofRefusedException {
        List<AdvancedSignature> all = signatures.stream()
                .flatMap(signature -> Stream.concat(Stream.of(signature), signature.getCounterSignatures().stream()))
                .distinct()
                .toList();
        if (all.isEmpty()) {
            throw new ProofRefusedException("format", "There is no seal in what was sent.");
        }
        if (all.size() > 1) {
            throw new ProofRefusedException(
                    "one_signer",
                    "There are " + all.size() + " seals or signatures in what was sent; there should be one.");
        }
        return all.get(0);
    }

    private static X509Certificate signer(AdvancedSignature signature) throws ProofRefusedException {
        signature.checkSignatureIntegrity();
        CertificateToken token = signature.getSigningCertificateToken();
        if (token == null) {
            throw new ProofRefusedException(
                    "signer", "The seal holds no certificate for the key that made it; let your program add it.");
        }
        return token.getCertificate();
    }

    /** Judges what the seal itself says. */
    private List<Finding> ofSeal(Proof proof, AdvancedSignature signature, SignedDocumentValidator validator)
            throws IOException {
        List<Finding> findings = new ArrayList<>();
        SignatureCryptographicVerification cryptography = signature.getSignatureCryptographicVerification();
        List<ReferenceValidation> references = signature.getReferenceValidations().stream()
                .flatMap(reference -> Stream.concat(Stream.of(reference), reference.getDependentValidations().stream()))
                .toList();
        if (!cryptography.isSignatureIntact()) {
            findings.add(
                    finding(
                            "integrity",
                            "The seal's value does not fit its certificate's key: the seal was changed, or it was made with another key."));
        } else if (!cryptography.isReferenceDataFound()
                || !cryptography.isReferenceDataIntact()
                || !references.stream().allMatch(ReferenceValidation::isIntact)) {
            findings.add(finding("integrity", "What was sealed was changed after it was sealed."));
        }
        if (signature instanceof PAdESSignature pdf) {
            ofPdf(proof.bytes(), pdf, TimeStamps.of(pdf, validator.getDetachedTimestamps()))
                    .ifPresent(findings::add);
        } else if (!isOfDocumentAlone(references)) {
            findings.add(otherDocument().finding());
        }
        NamedCertificate.objection(signature)
                .or(() -> CmsSyntax.objection(signature))
                .ifPresent(findings::add);
        signingTime(signature).ifPresent(findings::add);
        weakness(signature, references)
                .map(weak -> finding("algorithm", "The seal is made with " + weak + ", which is too weak."))
                .ifPresent(findings::add);
        return findings;
    }

    /** Judges the time in a seal, which is what the sealing machine believed; the certificate has to be valid then. */
    private Optional<Finding> signingTime(AdvancedSignature signature) {
        Date claimed = signature.getSigningTime();
        if (claimed == null) {
            return Optional.of(
                    finding(
                            "signing_time",
                            "The seal does not say when it was made; let your program add the signing time, as openssl cms -cades does."));
        }
        X509Certificate signer = signature.getSigningCertificateToken().getCertificate();
        boolean possible =
                !claimed.before(signer.getNotBefore()) && !claimed.toInstant().isAfter(now.plus(CLOCK_SKEW));
        return possible
                ? Optional.empty()
                : Optional.of(finding(
                        "signing_time",
                        "The seal says that it was made at " + claimed.toInstant()
                                + "; it should be after its certificate began, at "
                                + signer.getNotBefore().toInstant() + ", and not in the future, by " + now
                                + ". Set the clock of the machine that seals, and seal again."));
    }

    /** Returns whether what the seal is over, beside its own properties and a container's manifest, is the document. */
    private boolean isOfDocumentAlone(List<ReferenceValidation> references) {
        List<ReferenceValidation> data = references.stream()
                .filter(reference -> !OF_SEAL.contains(reference.getType()))
                .filter(reference -> reference.getDependentValidations().isEmpty())
                .toList();
        return !data.isEmpty() && data.stream().allMatch(this::isOfDocument);
    }

    private boolean isOfDocument(ReferenceValidation reference) {
        if (reference.getDigest() == null) {
            return false;
        }
        DigestAlgorithm algorithm = reference.getDigest().getAlgorithm();
        return Stream.of(document.text(), document.pdf())
                .anyMatch(given -> Arrays.equals(
                        new InMemoryDocument(given).getDigestValue(algorithm),
                        reference.getDigest().getValue()));
    }

    private Optional<Finding> ofPdf(byte[] bytes, PAdESSignature signature, TimeStamps timeStamps) throws IOException {
        ByteRange range = signature.getPdfRevision().getByteRange();
        int end = range.getSecondPartStart() + range.getSecondPartEnd();
        if (range.getFirstPartStart() != 0
                || end > bytes.length
                || !isGap(
                        bytes,
                        range,
                        signature.getPdfRevision().getPdfSigDictInfo().getContents())) {
            return Optional.of(finding("integrity", "The seal is not over the whole PDF."));
        }
        byte[] given = document.pdf();
        byte[] sealed = Arrays.copyOf(bytes, end);
        Optional<String> other = SealedPdf.difference(sealed, given, timeStamps);
        if (other.isPresent()) {
            return Optional.of(finding(
                    "document",
                    "What was sealed is not the document of this request: the PDF " + other.get()
                            + ". Download it and seal it as it is."));
        }
        Optional<String> changed = SealedPdf.difference(bytes, given, timeStamps);
        return (changed.isPresent() ? changed : LaterChange.between(sealed, bytes, timeStamps))
                .map(later -> finding(
                        "later_change",
                        "The PDF was changed after it was sealed: it " + later + ". Send it as it was sealed."));
    }

    /** Returns whether what the seal leaves out is the seal's own value and nothing else. */
    private static boolean isGap(byte[] bytes, ByteRange range, byte[] value) {
        int from = range.getFirstPartEnd();
        int till = range.getSecondPartStart();
        if (from <= 0 || till - from < 2 || bytes[from] != '<' || bytes[till - 1] != '>') {
            return false;
        }
        for (int i = from + 1; i < till - 1; i++) {
            if (Character.digit(bytes[i], 16) < 0 && !Character.isWhitespace(bytes[i])) {
                return false;
            }
        }
        String hex = new String(bytes, from + 1, till - from - 2, StandardCharsets.US_ASCII).replaceAll("\\s", "");
        // An odd number of digits ends with a zero (ISO 32000-1, 7.3.4.3).
        byte[] left = HexFormat.of().parseHex(hex + "0".repeat(hex.length() % 2));
        return Arrays.equals(left, value) && ValidationData.isFilledUp(value);
    }

    private static Optional<String> weakness(AdvancedSignature signature, List<ReferenceValidation> references) {
        Optional<DigestAlgorithm> digest = Stream.concat(
                        Stream.ofNullable(signature.getDigestAlgorithm()),
                        references.stream()
                                .filter(reference -> reference.getDigest() != null)
                                .map(reference -> reference.getDigest().getAlgorithm()))
                .filter(algorithm -> !DIGESTS.contains(algorithm))
                .findFirst();
        if (digest.isPresent()) {
            return Optional.of("the hash algorithm " + digest.get().getName());
        }
        EncryptionAlgorithm kind = signature.getEncryptionAlgorithm();
        int size = DSSPKUtils.getPublicKeySize(
                signature.getSigningCertificateToken().getPublicKey());
        boolean strong =
                RSA.contains(kind) && size >= SMALLEST_RSA || CURVES.contains(kind) && size >= SMALLEST_CURVE - 5;
        return strong ? Optional.empty() : Optional.of("a key of the kind " + kind + " with " + size + " bits");
    }

    /** Judges what others say of the certificate. */
    private ProofVerdict judged(Proof proof, AdvancedSignature signature, X509Certificate signer, SealSources sources)
            throws IOException, ProofRefusedException {
        List<X509Certificate> others = signature.getCertificates().stream()
                .map(CertificateToken::getCertificate)
                .filter(certificate -> !certificate.equals(signer))
                .toList();
        // OpenSSL adds no issuers by itself, and those that were delivered may be nowhere to be fetched.
        List<X509Certificate> known =
                Stream.concat(others.stream(), delivered.stream()).distinct().toList();
        TrustVerdict verdict = trust.judge(signer, known, now);
        SignedDocumentValidator validator = validator(proof);
        prepare(validator, sources, verdict.path());
        SimpleReport report = validator.validateDocument().getSimpleReport();
        String id = report.getFirstSignatureId();
        Indication indication = report.getIndication(id);
        SubIndication subIndication = report.getSubIndication(id);
        List<Finding> findings = new ArrayList<>();
        if (indication != Indication.TOTAL_PASSED && !OF_CERTIFICATES.contains(subIndication)) {
            findings.add(finding(
                    "validation",
                    "The EU's validator does not accept the seal: " + indication + ", " + subIndication + "."));
        }
        if (!verdict.path().isEmpty()) {
            NamedCertificate.objection(signature, verdict.path()).ifPresent(findings::add);
        }
        if (issued.isPresent()) {
            ofCertificate(signer, verdict).ifPresent(findings::add);
        }
        return findings.isEmpty()
                ? new ProofVerdict(
                        List.of(),
                        Optional.of(new ProvenSeal(
                                kind(report.getSignatureQualification(id), verdict), signer, others, verdict)),
                        now)
                : ProofVerdict.refused(findings, now);
    }

    /** Judges the certificate that was issued. One that came with the seal alone is judged by the rules of the gate. */
    private Optional<Finding> ofCertificate(X509Certificate signer, TrustVerdict verdict) {
        if (signer.getNotAfter().toInstant().isBefore(now)) {
            return Optional.of(finding(
                    "certificate",
                    "The seal's certificate has ended on "
                            + signer.getNotAfter().toInstant() + "."));
        }
        if (signer.getNotBefore().toInstant().isAfter(now)) {
            return Optional.of(finding(
                    "certificate",
                    "The seal's certificate is not valid before "
                            + signer.getNotBefore().toInstant() + "."));
        }
        if (verdict.revocation().status() == Status.REVOKED) {
            return Optional.of(finding("certificate", "The seal's certificate is revoked."));
        }
        return verdict.path().isEmpty()
                ? Optional.of(finding(
                        "certificate",
                        "The seal's certificate is not trusted: "
                                + verdict.whyNoPath().orElse("There is no path to a trusted CA.")))
                : Optional.empty();
    }

    /** What the seal is by DSS's word on it and by the verdict on its certificate, both by the same lists. */
    static SealKind kind(SignatureQualification qualification, TrustVerdict verdict) {
        if (verdict.listed().isEmpty()) {
            return SealKind.NOT_JUDGED;
        }
        // DSS does not ask whether the issuer was granted for seals.
        if (!verdict.listed().get().grantedThenAndNow()) {
            return SealKind.ADESEAL;
        }
        String certificate = verdict.listed().get().qualification();
        boolean onDevice = certificate.equals(CertificateQualification.QCERT_FOR_ESEAL_QSCD.name());
        boolean qualified = onDevice || certificate.equals(CertificateQualification.QCERT_FOR_ESEAL.name());
        // The list had the CA as services in conflict when the certificate began, which tells neither.
        if (certificate.equals(CertificateQualification.NA.name())) {
            return SealKind.DISPUTED;
        }
        return switch (qualification) {
            case QESEAL -> onDevice ? SealKind.QESEAL : SealKind.DISPUTED;
            case ADESEAL_QC -> qualified ? SealKind.ADESEAL_QC : SealKind.DISPUTED;
            default -> qualified ? SealKind.DISPUTED : SealKind.ADESEAL;
        };
    }

    private static String name(X509Certificate certificate) {
        String name = CertificateNames.shown(certificate.getSubjectX500Principal());
        return VisibleText.withoutInvisible(name.substring(0, Math.min(name.length(), 300)));
    }

    private static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }
}
