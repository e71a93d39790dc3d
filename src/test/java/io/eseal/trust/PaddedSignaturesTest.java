package io.eseal.trust;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

/** DSS and Bouncy Castle, each in its version here, find the signature of a PDF. */
class PaddedSignaturesTest {

    private static final TestCa ISSUER = TestCa.root("CN=Issuer,C=BE");
    private static final KeyPair KEYS = TestCa.newKeys();
    private static final X509Certificate SEAL = ISSUER.issue(
            "CN=Example NV",
            KEYS,
            TestCa.SINCE,
            TestCa.UNTIL,
            "SHA256withECDSA",
            builder -> builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation)));

    private static DSSDocument sealed() throws IOException, GeneralSecurityException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.save(pdf);
        }
        DSSDocument document = new InMemoryDocument(pdf.toByteArray(), "document.pdf");
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(SEAL));
        PAdESService service = new PAdESService(new CommonCertificateVerifier(true));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(KEYS.getPrivate());
        signature.update(service.getDataToSign(document, parameters).getBytes());
        return service.signDocument(
                document, parameters, new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, signature.sign()));
    }

    @Test
    void the_signature_of_a_pdf_is_found_though_it_is_padded() throws Exception {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(ISSUER.certificate()));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(trusted);
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(sealed());
        validator.setCertificateVerifier(verifier);
        SimpleReport report = validator.validateDocument().getSimpleReport();
        assertThat(report.getSignatureIdList())
                .singleElement()
                .satisfies(id ->
                        assertThat(report.getIndication(id)).isIn(Indication.TOTAL_PASSED, Indication.INDETERMINATE));
    }
}
