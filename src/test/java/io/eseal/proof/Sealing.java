package io.eseal.proof;

import eu.europa.esig.dss.alert.SilentOnStatusAlert;
import eu.europa.esig.dss.asic.cades.ASiCWithCAdESSignatureParameters;
import eu.europa.esig.dss.asic.cades.signature.ASiCWithCAdESService;
import eu.europa.esig.dss.asic.xades.ASiCWithXAdESSignatureParameters;
import eu.europa.esig.dss.asic.xades.signature.ASiCWithXAdESService;
import eu.europa.esig.dss.cades.CAdESSignatureParameters;
import eu.europa.esig.dss.cades.signature.CAdESService;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.PAdESTimestampParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.signature.AbstractSignatureParameters;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import io.eseal.trust.TestTrust.Seal;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Seals documents as programs of others do. */
public final class Sealing {

    private Sealing() {}

    public static byte[] pdf(byte[] document, Seal seal) {
        return pdf(document, seal, parameters -> {});
    }

    static byte[] pdf(byte[] document, Seal seal, Consumer<PAdESSignatureParameters> more) {
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        common(parameters, seal);
        more.accept(parameters);
        PAdESService service = new PAdESService(anybody());
        DSSDocument input = new InMemoryDocument(document, "document.pdf");
        return bytes(service.signDocument(
                input, parameters, value(service.getDataToSign(input, parameters), parameters, seal)));
    }

    /** Seals as programs do that append validation data (LT), or these and a time-stamp (LTA). */
    static byte[] pdf(byte[] document, Seal seal, SignatureLevel level, CertificateVerifier verifier, TSPSource time) {
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(level);
        common(parameters, seal);
        PAdESService service = new PAdESService(verifier);
        service.setTspSource(time);
        DSSDocument input = new InMemoryDocument(document, "document.pdf");
        return bytes(service.signDocument(
                input, parameters, value(service.getDataToSign(input, parameters), parameters, seal)));
    }

    /** Appends validation data and a time-stamp to a sealed PDF. */
    static byte[] extended(byte[] pdf, CertificateVerifier verifier, TSPSource time) {
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_LTA);
        PAdESService service = new PAdESService(verifier);
        service.setTspSource(time);
        return bytes(service.extendDocument(new InMemoryDocument(pdf, "document.pdf"), parameters));
    }

    /** Appends a time-stamp. */
    static byte[] timeStamped(byte[] pdf, TSPSource time, Consumer<PAdESTimestampParameters> more) {
        PAdESTimestampParameters parameters = new PAdESTimestampParameters();
        more.accept(parameters);
        PAdESService service = new PAdESService(anybody());
        service.setTspSource(time);
        return bytes(service.timestamp(new InMemoryDocument(pdf, "document.pdf"), parameters));
    }

    public static byte[] cms(byte[] document, Seal seal) {
        return cms(document, seal, parameters -> {});
    }

    static byte[] cms(byte[] document, Seal seal, Consumer<CAdESSignatureParameters> more) {
        CAdESSignatureParameters parameters = new CAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.CAdES_BASELINE_B);
        parameters.setSignaturePackaging(SignaturePackaging.DETACHED);
        common(parameters, seal);
        more.accept(parameters);
        CAdESService service = new CAdESService(anybody());
        DSSDocument input = new InMemoryDocument(document, "document.txt");
        return bytes(service.signDocument(
                input, parameters, value(service.getDataToSign(input, parameters), parameters, seal)));
    }

    static byte[] asicWithCms(byte[] document, Seal seal) {
        return asicWithCms(document, seal, "document.txt");
    }

    /** Seals a document, or adds a seal to a container. */
    static byte[] asicWithCms(byte[] document, Seal seal, String name) {
        ASiCWithCAdESSignatureParameters parameters = new ASiCWithCAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.CAdES_BASELINE_B);
        parameters.aSiC().setContainerType(ASiCContainerType.ASiC_E);
        common(parameters, seal);
        ASiCWithCAdESService service = new ASiCWithCAdESService(anybody());
        DSSDocument input = new InMemoryDocument(document, name);
        return bytes(service.signDocument(
                input, parameters, value(service.getDataToSign(input, parameters), parameters, seal)));
    }

    /** Seals several documents at once. */
    static byte[] asicWithCms(Seal seal, Map<String, byte[]> documents) {
        ASiCWithCAdESSignatureParameters parameters = new ASiCWithCAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.CAdES_BASELINE_B);
        parameters.aSiC().setContainerType(ASiCContainerType.ASiC_E);
        common(parameters, seal);
        ASiCWithCAdESService service = new ASiCWithCAdESService(anybody());
        List<DSSDocument> input = documents.entrySet().stream()
                .<DSSDocument>map(document -> new InMemoryDocument(document.getValue(), document.getKey()))
                .toList();
        return bytes(service.signDocument(
                input, parameters, value(service.getDataToSign(input, parameters), parameters, seal)));
    }

    public static byte[] asicWithXml(byte[] document, Seal seal) {
        ASiCWithXAdESSignatureParameters parameters = new ASiCWithXAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
        parameters.aSiC().setContainerType(ASiCContainerType.ASiC_E);
        common(parameters, seal);
        ASiCWithXAdESService service = new ASiCWithXAdESService(anybody());
        DSSDocument input = new InMemoryDocument(document, "document.txt");
        return bytes(service.signDocument(
                input, parameters, value(service.getDataToSign(input, parameters), parameters, seal)));
    }

    /**
     * Seals as programs do that add a time-stamp (T), validation data (LT), or more time-stamps (LTA), or names of
     * these.
     */
    static byte[] asicWithXml(
            byte[] document, Seal seal, SignatureLevel level, CertificateVerifier verifier, TSPSource time) {
        return asicWithXml(document, seal, level, verifier, time, parameters -> {});
    }

    static byte[] asicWithXml(
            byte[] document,
            Seal seal,
            SignatureLevel level,
            CertificateVerifier verifier,
            TSPSource time,
            Consumer<ASiCWithXAdESSignatureParameters> more) {
        ASiCWithXAdESSignatureParameters parameters = new ASiCWithXAdESSignatureParameters();
        parameters.setSignatureLevel(level);
        parameters.aSiC().setContainerType(ASiCContainerType.ASiC_E);
        common(parameters, seal);
        more.accept(parameters);
        ASiCWithXAdESService service = new ASiCWithXAdESService(verifier);
        service.setTspSource(time);
        DSSDocument input = new InMemoryDocument(document, "document.pdf");
        return bytes(service.signDocument(
                input, parameters, value(service.getDataToSign(input, parameters), parameters, seal)));
    }

    private static void common(AbstractSignatureParameters<?> parameters, Seal seal) {
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(seal.certificate()));
        parameters.setCertificateChain(new CertificateToken(seal.certificate()), new CertificateToken(seal.issuer()));
    }

    private static SignatureValue value(ToBeSigned data, AbstractSignatureParameters<?> parameters, Seal seal) {
        SignatureAlgorithm algorithm = parameters.getSignatureAlgorithm();
        return new SignatureValue(
                algorithm, sign(algorithm.getJCEId(), seal.keys().getPrivate(), data.getBytes()));
    }

    private static byte[] sign(String algorithm, PrivateKey key, byte[] data) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Seals with certificates that have ended or not begun, too. */
    private static CommonCertificateVerifier anybody() {
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setAlertOnExpiredCertificate(new SilentOnStatusAlert());
        verifier.setAlertOnNotYetValidCertificate(new SilentOnStatusAlert());
        return verifier;
    }

    private static byte[] bytes(DSSDocument document) {
        return DSSUtils.toByteArray(document);
    }
}
