package io.eseal.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.europa.esig.dss.asic.xades.ASiCWithXAdESSignatureParameters;
import eu.europa.esig.dss.cades.CAdESSignatureParameters;
import eu.europa.esig.dss.enumerations.CommitmentTypeEnum;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.enumerations.SignatureQualification;
import eu.europa.esig.dss.enumerations.ValidationDataEncapsulationStrategy;
import eu.europa.esig.dss.pades.SignatureFieldParameters;
import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pades.SignatureImageTextParameters;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.RandomCases;
import io.eseal.inspection.CertificateChain;
import io.eseal.trust.TestTrust;
import io.eseal.trust.TestTrust.Seal;
import io.eseal.trust.TrustVerdict;
import io.eseal.validation.Finding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.BERTaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.OtherRevocationInfoFormat;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What proves that a seal seals, and what does not; seals are made by the library that the EU's own tools use. */
class ProofValidationTest {

    private static final ProofDocument DOCUMENT =
            new ProofDocument("ES-ABCD1234", "Example NV", "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-ABCD");
    private static final ProofDocument OTHER_NONCE =
            new ProofDocument("ES-ABCD1234", "Example NV", "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-ABCE");
    private static final ProofDocument OTHER_REQUEST =
            new ProofDocument("ES-ABCD1235", "Example NV", "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-ABCD");

    @TempDir
    private static Path files;

    private static TestTrust lists;
    private static TestTrust anchors;
    private static ProofValidation validation;
    private static Seal onToken;
    private static Seal fromCsr;

    @BeforeAll
    static void start() {
        lists = TestTrust.byLists(files);
        anchors = TestTrust.byAnchors(files);
        validation = new ProofValidation(lists.trust(), lists.sealTrust(), Clock.systemUTC());
        onToken = lists.onToken();
        fromCsr = lists.fromCsr();
    }

    @AfterAll
    static void stop() {
        lists.close();
        anchors.close();
    }

    /** How a proof can be made. */
    private enum Way {
        PDF(ProofFormat.PDF) {
            @Override
            byte[] seal(ProofDocument document, Seal seal) {
                return Sealing.pdf(document.pdf(), seal);
            }
        },
        CMS_OF_TEXT(ProofFormat.CMS) {
            @Override
            byte[] seal(ProofDocument document, Seal seal) {
                return Sealing.cms(document.text(), seal);
            }
        },
        CMS_OF_PDF(ProofFormat.CMS) {
            @Override
            byte[] seal(ProofDocument document, Seal seal) {
                return Sealing.cms(document.pdf(), seal);
            }
        },
        CMS_WITH_CONTENT(ProofFormat.CMS) {
            @Override
            byte[] seal(ProofDocument document, Seal seal) {
                return Sealing.cms(document.text(), seal, enveloping());
            }
        },
        CONTAINER_WITH_CMS(ProofFormat.ASIC_E) {
            @Override
            byte[] seal(ProofDocument document, Seal seal) {
                return Sealing.asicWithCms(document.text(), seal);
            }
        },
        CONTAINER_WITH_XML(ProofFormat.ASIC_E) {
            @Override
            byte[] seal(ProofDocument document, Seal seal) {
                return Sealing.asicWithXml(document.pdf(), seal);
            }
        };

        private final ProofFormat format;

        Way(ProofFormat format) {
            this.format = format;
        }

        abstract byte[] seal(ProofDocument document, Seal seal);
    }

    private static Consumer<CAdESSignatureParameters> enveloping() {
        return parameters -> parameters.setSignaturePackaging(SignaturePackaging.ENVELOPING);
    }

    private static ProofVerdict validate(ProofFormat format, byte[] proof, Seal issued) {
        return validate(format, proof, issued.certificate());
    }

    private static ProofVerdict validate(ProofFormat format, byte[] proof, X509Certificate... delivered) {
        return validation.validate(proof, format, DOCUMENT, Optional.of(new CertificateChain(List.of(delivered))));
    }

    private static ProofVerdict validate(ProofFormat format, byte[] proof) {
        return validation.validate(proof, format, DOCUMENT, Optional.empty());
    }

    private static void assertKind(ProofVerdict verdict, SealKind kind) {
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.isProof()).isTrue();
        assertThat(verdict.seal())
                .hasValueSatisfying(seal -> assertThat(seal.kind()).isEqualTo(kind));
    }

    private static void assertRefused(ProofVerdict verdict, String... rules) {
        assertThat(verdict.findings()).extracting(Finding::rule).containsExactly(rules);
        assertThat(verdict.isProof()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_seal_of_a_csr_is_an_advanced_one_with_a_qualified_certificate(Way way) {
        ProofVerdict verdict = validate(way.format, way.seal(DOCUMENT, fromCsr), fromCsr);
        assertKind(verdict, SealKind.ADESEAL_QC);
        assertThat(verdict.seal()).hasValueSatisfying(seal -> {
            assertThat(seal.signer()).isEqualTo(fromCsr.certificate());
            assertThat(seal.lists()).hasSize(2);
        });
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_seal_of_a_token_is_a_qualified_one_and_hands_its_certificate_on(Way way) {
        ProofVerdict verdict = validate(way.format, way.seal(DOCUMENT, onToken));
        assertKind(verdict, SealKind.QESEAL);
        assertThat(verdict.seal()).hasValueSatisfying(seal -> {
            assertThat(seal.signer()).isEqualTo(onToken.certificate());
            assertThat(seal.others()).containsExactly(onToken.issuer());
        });
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void with_anchors_alone_a_seal_is_valid_and_its_qualification_not_judged(Way way) {
        Seal seal = anchors.fromCsr();
        ProofVerdict verdict = new ProofValidation(anchors.trust(), anchors.sealTrust(), Clock.systemUTC())
                .validate(
                        way.seal(DOCUMENT, seal),
                        way.format,
                        DOCUMENT,
                        Optional.of(new CertificateChain(List.of(seal.certificate()))));
        assertKind(verdict, SealKind.NOT_JUDGED);
        assertThat(verdict.seal())
                .hasValueSatisfying(proven -> assertThat(proven.lists()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_seal_on_another_requests_document_proves_nothing(Way way) {
        assertRefused(validate(way.format, way.seal(OTHER_REQUEST, fromCsr), fromCsr), "document");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_seal_on_another_nonce_proves_nothing(Way way) {
        assertRefused(validate(way.format, way.seal(OTHER_NONCE, fromCsr), fromCsr), "document");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_seal_with_another_certificate_proves_nothing(Way way) {
        ProofVerdict verdict = validate(way.format, way.seal(DOCUMENT, onToken), fromCsr);
        assertRefused(verdict, "signer");
        assertThat(verdict.findings().get(0).message())
                .contains(fromCsr.certificate().getSerialNumber().toString(16));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_seal_by_another_key_under_the_right_certificate_proves_nothing(Way way) {
        Seal stolen = new Seal(onToken.keys(), fromCsr.certificate(), fromCsr.issuer());
        assertThat(validate(way.format, way.seal(DOCUMENT, stolen), fromCsr).findings())
                .extracting(Finding::rule)
                .contains("integrity");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_certificate_that_has_ended_proves_nothing(Way way) {
        Seal expired = lists.expired();
        assertRefused(validate(way.format, way.seal(DOCUMENT, expired), expired), "certificate");
    }

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"PDF", "CMS_OF_TEXT"})
    void a_certificate_that_was_revoked_proves_nothing(Way way) {
        Seal revoked = lists.fromCsr();
        lists.revoke(revoked);
        assertRefused(validate(way.format, way.seal(DOCUMENT, revoked), revoked), "certificate");
    }

    /** OpenSSL puts the sealing certificate alone into a seal. */
    @Test
    void an_issuer_that_was_delivered_need_not_be_in_the_seal() {
        Seal seal = lists.ofIntermediate();
        byte[] alone = Sealing.cms(DOCUMENT.text(), new Seal(seal.keys(), seal.certificate(), seal.certificate()));
        assertThat(validate(ProofFormat.CMS, alone, seal.certificate()).findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("not trusted");
        assertThat(validate(ProofFormat.CMS, alone, seal.certificate(), seal.issuer())
                        .findings())
                .isEmpty();
        // A token's certificate is not seen before, those of its issuers may be.
        assertThat(validate(ProofFormat.CMS, alone, seal.issuer()).seal())
                .hasValueSatisfying(proven -> assertThat(proven.trust().path()).hasSize(3));
    }

    /**
     * Nobody says whether the CA between is revoked: DSS does not conclude, though the certificate is a qualified one.
     */
    @Test
    void a_seal_of_which_the_validator_says_less_than_of_its_certificate_is_told_so() {
        Seal seal = lists.ofIntermediate();
        ProofVerdict verdict =
                validate(ProofFormat.PDF, Sealing.pdf(DOCUMENT.pdf(), seal), seal.certificate(), seal.issuer());
        assertKind(verdict, SealKind.DISPUTED);
        assertThat(verdict.seal())
                .hasValueSatisfying(proven -> assertThat(
                                proven.trust().listed().orElseThrow().qualification())
                        .isEqualTo("QCERT_FOR_ESEAL"));
    }

    /**
     * The list has the key as two services, one withdrawn and one granted: the certificate was qualified at its
     * issuance and its issuer is granted, and DSS finds the two in conflict at the time of the seal (TS 119 615,
     * 4.4.4).
     */
    @ParameterizedTest
    @CsvSource({"PDF, true", "PDF, false", "CMS_OF_TEXT, false", "CONTAINER_WITH_XML, true"})
    void a_seal_whose_ca_was_handed_over_to_another_service_is_told_as_disputed(Way way, boolean token) {
        Seal seal = lists.ofHandedOver(token);
        ProofVerdict verdict = validate(way.format, way.seal(DOCUMENT, seal), seal);
        assertKind(verdict, SealKind.DISPUTED);
        assertThat(verdict.seal()).hasValueSatisfying(proven -> {
            var listed = proven.trust().listed().orElseThrow();
            assertThat(listed.grantedThenAndNow()).isTrue();
            assertThat(listed.qualification()).isEqualTo(token ? "QCERT_FOR_ESEAL_QSCD" : "QCERT_FOR_ESEAL");
        });
    }

    @Test
    void a_seal_whose_certificate_was_listed_by_services_in_conflict_is_told_as_disputed() {
        for (SignatureQualification word : SignatureQualification.values()) {
            assertThat(SealCheck.kind(word, listedAs("NA"))).isEqualTo(SealKind.DISPUTED);
        }
        assertThat(SealCheck.kind(SignatureQualification.ADESEAL, listedAs("CERT_FOR_ESEAL")))
                .isEqualTo(SealKind.ADESEAL);
    }

    private static TrustVerdict listedAs(String qualification) {
        return new TrustVerdict(
                List.of(fromCsr.certificate()),
                Optional.empty(),
                Optional.of(TrustVerdict.Anchor.LIST),
                Optional.of(new TrustVerdict.ListedService("Trust", "Seals", "BE", true, true, qualification)),
                new TrustVerdict.Revocation(
                        TrustVerdict.Revocation.Status.GOOD,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                List.of());
    }

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"PDF", "CMS_OF_TEXT", "CONTAINER_WITH_XML"})
    void a_ca_below_the_listed_one_makes_what_its_certificates_say(Way way) {
        Seal seal = lists.belowListed();
        assertKind(
                validate(way.format, way.seal(DOCUMENT, seal), seal.certificate(), seal.issuer()), SealKind.ADESEAL_QC);
    }

    @Test
    void a_seal_of_whose_certificate_nobody_tells_whether_it_is_revoked_is_told_so() {
        Seal seal = lists.fromCsr();
        lists.forget(seal);
        assertKind(validate(ProofFormat.PDF, Sealing.pdf(DOCUMENT.pdf(), seal), seal), SealKind.DISPUTED);
    }

    @Test
    void a_certificate_of_an_unknown_ca_that_came_with_the_seal_is_left_to_the_rules_of_certificates() {
        Seal unknown = lists.ofUnknownIssuer();
        ProofVerdict verdict = validate(ProofFormat.PDF, Sealing.pdf(DOCUMENT.pdf(), unknown));
        assertKind(verdict, SealKind.NOT_JUDGED);
        assertThat(verdict.seal()).hasValueSatisfying(seal -> {
            assertThat(seal.signer()).isEqualTo(unknown.certificate());
            assertThat(seal.trust().path()).isEmpty();
        });
        assertRefused(validate(ProofFormat.PDF, Sealing.pdf(DOCUMENT.pdf(), unknown), unknown), "certificate");
    }

    @Test
    void what_openssl_writes_with_converted_line_ends_is_the_same_document() {
        assertThat(new String(DOCUMENT.text(), StandardCharsets.UTF_8).replaceAll("\r\n", ""))
                .doesNotContain("\n")
                .doesNotContain("\r");
    }

    @Test
    void a_signature_may_come_as_pem() {
        byte[] cms = Sealing.cms(DOCUMENT.text(), fromCsr);
        for (String label : List.of("CMS", "PKCS7")) {
            byte[] pem = ("\n" + Keys.pem(label, cms) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            assertKind(validate(ProofFormat.CMS, pem, fromCsr), SealKind.ADESEAL_QC);
        }
    }

    @Test
    void a_signature_with_its_content_counts_by_that_content() {
        byte[] other = Sealing.cms("something else".getBytes(StandardCharsets.UTF_8), fromCsr, enveloping());
        assertRefused(validate(ProofFormat.CMS, other, fromCsr), "document");
    }

    @Test
    void a_weak_hash_proves_nothing() {
        DigestAlgorithm weak = DigestAlgorithm.SHA1;
        assertRefused(
                validate(
                        ProofFormat.CMS,
                        Sealing.cms(DOCUMENT.text(), fromCsr, parameters -> parameters.setDigestAlgorithm(weak)),
                        fromCsr),
                "algorithm");
        assertRefused(
                validate(
                        ProofFormat.PDF,
                        Sealing.pdf(DOCUMENT.pdf(), fromCsr, parameters -> parameters.setDigestAlgorithm(weak)),
                        fromCsr),
                "algorithm");
    }

    @Test
    void a_short_rsa_key_proves_nothing() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        Seal weak = lists.fromCsr(generator.generateKeyPair());
        assertRefused(validate(ProofFormat.CMS, Sealing.cms(DOCUMENT.text(), weak), weak), "algorithm");
    }

    /** What OpenSSL makes without the option -cades. */
    @Test
    void a_signature_that_does_not_sign_its_certificate_proves_nothing() throws Exception {
        for (boolean named : List.of(true, false)) {
            var signer = new JcaSimpleSignerInfoGeneratorBuilder();
            if (named) {
                ESSCertIDv2 certificate = new ESSCertIDv2(MessageDigest.getInstance("SHA-256")
                        .digest(fromCsr.certificate().getEncoded()));
                signer.setSignedAttributeGenerator(
                        new DefaultSignedAttributeTableGenerator(new AttributeTable(new Attribute(
                                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                                new DERSet(new SigningCertificateV2(certificate))))));
            }
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    signer.build("SHA256withECDSA", fromCsr.keys().getPrivate(), fromCsr.certificate()));
            byte[] cms = generator
                    .generate(new CMSProcessableByteArray(DOCUMENT.text()))
                    .getEncoded();
            ProofVerdict verdict = validate(ProofFormat.CMS, cms, fromCsr);
            if (named) {
                assertKind(verdict, SealKind.ADESEAL_QC);
            } else {
                assertRefused(verdict, "format");
                assertThat(verdict.findings().get(0).message()).contains("-cades");
            }
        }
    }

    /** What a seal says of the certificate that it was made with, in the attributes of RFC 5035. */
    private enum Named {
        OURS(true) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v2(id(ours)));
            }
        },
        OURS_AND_ITS_ISSUER(true) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v2(id(ours), id(other.issuer())));
            }
        },
        OURS_WITH_ISSUER_AND_SERIAL_NUMBER(true) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v2(id(ours, issuer(ours), ours.getSerialNumber())));
            }
        },
        OURS_IN_THE_OLDER_FORM(true) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v1(ours));
            }
        },
        OURS_IN_BOTH_FORMS(true) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v1(ours), v2(id(ours)));
            }
        },
        ANOTHER(false) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v2(id(other.certificate())));
            }
        },
        THE_ISSUER(false) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v2(id(other.issuer())));
            }
        },
        ANOTHER_BEFORE_OURS(false) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v2(id(other.certificate()), id(ours)));
            }
        },
        ANOTHER_IN_THE_OLDER_FORM(false) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v1(other.certificate()), v2(id(ours)));
            }
        },
        ANOTHER_BESIDE_THE_OLDER_FORM(false) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v1(ours), v2(id(other.certificate())));
            }
        },
        ANOTHER_IN_A_SECOND_ATTRIBUTE(false) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v2(id(ours)), v2(id(other.certificate())));
            }
        },
        ANOTHER_ISSUER(false) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v2(id(ours, new X500Name("O=Other Ltd"), ours.getSerialNumber())));
            }
        },
        ANOTHER_SERIAL_NUMBER(false) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v2(id(ours, issuer(ours), BigInteger.TEN)));
            }
        },
        ANOTHER_BEHIND_OURS(false) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v2(id(ours), id(other.certificate())));
            }
        },
        ANOTHER_IN_AN_ATTRIBUTE_OF_ITS_OWN(false) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(
                        v2(id(ours)),
                        new Attribute(
                                PKCSObjectIdentifiers.id_aa_ets_otherSigCert,
                                v1(other.certificate()).getAttrValues()));
            }
        },
        TWO_ISSUERS(false) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v2(id(
                        ours,
                        ours.getSerialNumber(),
                        new GeneralName(issuer(ours)),
                        new GeneralName(new X500Name("O=Other Ltd")))));
            }
        },
        AN_ISSUER_BY_ADDRESS(false) {
            @Override
            List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception {
                return List.of(v2(id(
                        ours,
                        ours.getSerialNumber(),
                        new GeneralName(GeneralName.uniformResourceIdentifier, "http://other.example"))));
            }
        };

        private final boolean good;

        Named(boolean good) {
            this.good = good;
        }

        abstract List<Attribute> attributes(X509Certificate ours, Seal other) throws Exception;

        private static ESSCertIDv2 id(X509Certificate certificate) throws Exception {
            return new ESSCertIDv2(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        }

        private static ESSCertIDv2 id(X509Certificate certificate, X500Name issuer, BigInteger serial)
                throws Exception {
            return id(certificate, serial, new GeneralName(issuer));
        }

        private static ESSCertIDv2 id(X509Certificate certificate, BigInteger serial, GeneralName... issuer)
                throws Exception {
            return new ESSCertIDv2(
                    null,
                    MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()),
                    new IssuerSerial(new GeneralNames(issuer), serial));
        }

        private static X500Name issuer(X509Certificate certificate) {
            return X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded());
        }

        private static Attribute v2(ESSCertIDv2... ids) {
            return new Attribute(
                    PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(new SigningCertificateV2(ids)));
        }

        private static Attribute v1(X509Certificate certificate) throws Exception {
            return new Attribute(
                    PKCSObjectIdentifiers.id_aa_signingCertificate,
                    new DERSet(new SigningCertificate(
                            new ESSCertID(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded())))));
        }
    }

    private static byte[] cms(byte[] content, List<Attribute> attributes, X509Certificate... inside) throws Exception {
        ASN1EncodableVector signed = new ASN1EncodableVector();
        attributes.forEach(signed::add);
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(signed)))
                .build("SHA256withECDSA", fromCsr.keys().getPrivate(), fromCsr.certificate()));
        for (X509Certificate certificate : inside) {
            generator.addCertificate(new JcaX509CertificateHolder(certificate));
        }
        return generator.generate(new CMSProcessableByteArray(content), false).getEncoded();
    }

    @ParameterizedTest
    @EnumSource(Named.class)
    void a_seal_names_the_certificate_that_it_was_made_with(Named named) throws Exception {
        List<Attribute> attributes = named.attributes(fromCsr.certificate(), onToken);
        byte[] alone = cms(DOCUMENT.text(), attributes);
        byte[] full = cms(DOCUMENT.text(), attributes, fromCsr.certificate(), onToken.certificate(), fromCsr.issuer());
        byte[] pdf;
        try (PDDocument document = Loader.loadPDF(DOCUMENT.pdf())) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
            signature.setSignDate(Calendar.getInstance());
            document.addSignature(
                    signature,
                    content -> {
                        try {
                            return cms(content.readAllBytes(), attributes, fromCsr.certificate());
                        } catch (Exception e) {
                            throw new IOException(e);
                        }
                    },
                    new SignatureOptions());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            pdf = out.toByteArray();
        }
        for (ProofVerdict verdict : List.of(
                validate(ProofFormat.CMS, alone, fromCsr),
                validate(ProofFormat.CMS, full, fromCsr),
                validate(ProofFormat.PDF, pdf, fromCsr))) {
            if (named.good) {
                assertKind(verdict, SealKind.ADESEAL_QC);
            } else {
                assertRefused(verdict, "signer");
                assertThat(verdict.findings().get(0).message()).contains("under its own protection");
            }
        }
    }

    /** Two certificates of the same key: the seal names one, and the other stands beside it. */
    @Test
    void a_seal_in_xml_names_the_certificate_that_it_was_made_with() throws Exception {
        Seal other = lists.fromCsr(fromCsr.keys());
        String name = "META-INF/signatures001.xml";
        byte[] container = Sealing.asicWithXml(DOCUMENT.text(), other);
        assertKind(validate(ProofFormat.ASIC_E, container, other), SealKind.ADESEAL_QC);
        String xml = new String(entry(container, name), StandardCharsets.UTF_8);
        String swapped = xml.replace(base64(other), base64(fromCsr));
        assertThat(swapped).isNotEqualTo(xml);
        assertRefused(validate(ProofFormat.ASIC_E, with(container, name, swapped), fromCsr), "signer");
    }

    private static String base64(Seal seal) throws CertificateEncodingException {
        return Base64.getEncoder().encodeToString(seal.certificate().getEncoded());
    }

    @Test
    void two_signers_prove_nothing() throws Exception {
        CMSSignedData one = new CMSSignedData(Sealing.cms(DOCUMENT.text(), fromCsr));
        CMSSignedData other = new CMSSignedData(Sealing.cms(DOCUMENT.text(), onToken));
        List<SignerInformation> both = new ArrayList<>(one.getSignerInfos().getSigners());
        both.addAll(other.getSignerInfos().getSigners());
        byte[] cms = CMSSignedData.replaceSigners(one, new SignerInformationStore(both))
                .getEncoded();
        assertRefused(validate(ProofFormat.CMS, cms, fromCsr), "one_signer");

        byte[] pdf = Sealing.pdf(Sealing.pdf(DOCUMENT.pdf(), fromCsr), onToken);
        assertRefused(validate(ProofFormat.PDF, pdf, fromCsr), "one_signer");

        byte[] container = Sealing.asicWithCms(Sealing.asicWithCms(DOCUMENT.text(), fromCsr), onToken, "proof.asice");
        assertRefused(validate(ProofFormat.ASIC_E, container, fromCsr), "one_signer");
    }

    @Test
    void a_seal_may_be_seen_within_the_frame_of_the_page_alone() {
        assertKind(validate(ProofFormat.PDF, visible(100, 500), fromCsr), SealKind.ADESEAL_QC);
        assertRefused(validate(ProofFormat.PDF, visible(50, 60), fromCsr), "document");
    }

    private static byte[] visible(float fromLeft, float fromTop) {
        SignatureFieldParameters field = new SignatureFieldParameters();
        field.setOriginX(fromLeft);
        field.setOriginY(fromTop);
        field.setWidth(200);
        field.setHeight(80);
        SignatureImageTextParameters text = new SignatureImageTextParameters();
        text.setText("Sealed");
        SignatureImageParameters image = new SignatureImageParameters();
        image.setFieldParameters(field);
        image.setTextParameters(text);
        return Sealing.pdf(DOCUMENT.pdf(), fromCsr, parameters -> parameters.setImageParameters(image));
    }

    /** Programs that write a PDF anew when they seal it change every byte of it, and pack it. */
    @Test
    void a_pdf_that_was_written_anew_before_it_was_sealed_is_the_same_document() throws IOException {
        byte[] anew = changed(
                DOCUMENT.pdf(), document -> document.getDocumentInformation().setProducer("Other"));
        assertThat(anew).isNotEqualTo(DOCUMENT.pdf());
        assertKind(validate(ProofFormat.PDF, Sealing.pdf(anew, fromCsr), fromCsr), SealKind.ADESEAL_QC);
    }

    @Test
    void a_pdf_with_words_of_its_own_about_the_file_proves_nothing() throws IOException {
        for (Change change : List.<Change>of(
                document -> document.getDocumentInformation().setTitle("Evil GmbH"),
                document -> document.getDocumentInformation().setAuthor("Evil GmbH"),
                document -> document.getDocumentInformation().setSubject("Evil GmbH"),
                document -> document.getDocumentInformation().setKeywords("Evil GmbH"),
                document -> document.getDocumentCatalog().setLanguage("Evil GmbH"))) {
            byte[] named = Sealing.pdf(changed(DOCUMENT.pdf(), change), fromCsr);
            assertRefused(validate(ProofFormat.PDF, named, fromCsr), "document");
        }
        byte[] inEnglish = changed(
                DOCUMENT.pdf(), document -> document.getDocumentCatalog().setLanguage("en-GB"));
        assertKind(validate(ProofFormat.PDF, Sealing.pdf(inEnglish, fromCsr), fromCsr), SealKind.ADESEAL_QC);
    }

    /** A change of a document. */
    private interface Change {
        void make(PDDocument document) throws IOException;
    }

    private static byte[] changed(byte[] pdf, Change change) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            change.make(document);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] appended(byte[] pdf, Change change) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            change.make(document);
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            document.getPage(0).getCOSObject().setNeedToBeUpdated(true);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            return out.toByteArray();
        }
    }

    /** What somebody may change in a document, before or after it is sealed. */
    private enum Tampering {
        MORE_TEXT {
            @Override
            void make(PDDocument document) throws IOException {
                try (PDPageContentStream stream = new PDPageContentStream(
                        document, document.getPage(0), PDPageContentStream.AppendMode.APPEND, true)) {
                    stream.addRect(0, 0, 600, 800);
                    stream.fill();
                }
                document.getPage(0).getCOSObject().getCOSArray(COSName.CONTENTS).forEach(part -> {
                    if (part instanceof COSObject object && object.getObject() instanceof COSStream stream) {
                        stream.setNeedToBeUpdated(true);
                    }
                });
            }
        },
        A_NOTE {
            @Override
            void make(PDDocument document) throws IOException {
                PDAnnotationText note = new PDAnnotationText();
                note.setRectangle(new PDRectangle(10, 10, 20, 20));
                note.setContents("I agree to pay");
                List<PDAnnotation> all = new ArrayList<>(document.getPage(0).getAnnotations());
                all.add(note);
                document.getPage(0).setAnnotations(all);
            }
        },
        ANOTHER_PAGE {
            @Override
            void make(PDDocument document) {
                document.addPage(new PDPage(PDRectangle.A4));
                document.getPages().getCOSObject().setNeedToBeUpdated(true);
                document.getPage(1).getCOSObject().setNeedToBeUpdated(true);
            }
        },
        A_SMALLER_PAGE {
            @Override
            void make(PDDocument document) {
                document.getPage(0).setCropBox(new PDRectangle(0, 0, 300, 300));
            }
        },
        ANOTHER_FONT {
            @Override
            void make(PDDocument document) {
                COSDictionary fonts =
                        document.getPage(0).getResources().getCOSObject().getCOSDictionary(COSName.FONT);
                COSName name = fonts.keySet().iterator().next();
                COSDictionary font = new COSDictionary(fonts.getCOSDictionary(name));
                font.removeItem(COSName.TO_UNICODE);
                fonts.setItem(name, font);
                fonts.setNeedToBeUpdated(true);
            }
        },
        AN_ACTION {
            @Override
            void make(PDDocument document) {
                COSDictionary action = new COSDictionary();
                action.setItem(COSName.S, COSName.JAVA_SCRIPT);
                action.setItem(COSName.JS, new COSString("app.alert(1)"));
                document.getDocumentCatalog().getCOSObject().setItem(COSName.OPEN_ACTION, action);
            }
        },
        AN_ATTACHMENT {
            @Override
            void make(PDDocument document) {
                COSDictionary names = new COSDictionary();
                names.setItem(COSName.EMBEDDED_FILES, new COSDictionary());
                document.getDocumentCatalog().getCOSObject().setItem(COSName.NAMES, names);
            }
        };

        abstract void make(PDDocument document) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Tampering.class)
    void a_valid_seal_on_a_changed_document_proves_nothing(Tampering tampering) throws IOException {
        for (byte[] changed :
                List.of(changed(DOCUMENT.pdf(), tampering::make), appended(DOCUMENT.pdf(), tampering::make))) {
            assertRefused(validate(ProofFormat.PDF, Sealing.pdf(changed, fromCsr), fromCsr), "document");
        }
    }

    @ParameterizedTest
    @EnumSource(Tampering.class)
    void a_change_that_was_appended_after_sealing_proves_nothing(Tampering tampering) throws IOException {
        byte[] later = appended(Sealing.pdf(DOCUMENT.pdf(), fromCsr), tampering::make);
        assertRefused(validate(ProofFormat.PDF, later, fromCsr), "later_change");
    }

    @Test
    void a_seal_that_says_it_was_made_at_an_impossible_time_is_refused_by_that_name() {
        Date early = Date.from(fromCsr.certificate().getNotBefore().toInstant().minus(Duration.ofDays(1)));
        Date late = Date.from(Clock.systemUTC().instant().plus(Duration.ofHours(1)));
        for (Date time : List.of(early, late)) {
            byte[] sealed = Sealing.pdf(
                    DOCUMENT.pdf(), fromCsr, parameters -> parameters.bLevel().setSigningDate(time));
            assertRefused(validate(ProofFormat.PDF, sealed, fromCsr), "signing_time");
        }
    }

    /** What later says something else of the same page, and would have been taken before the seal. */
    private enum Afterthought {
        ANOTHER_LOOK_OF_THE_SEAL {
            @Override
            void make(PDDocument document) throws IOException {
                COSDictionary seal = document.getPage(0).getAnnotations().get(0).getCOSObject();
                COSStream look = document.getDocument().createCOSStream();
                look.setItem(COSName.TYPE, COSName.XOBJECT);
                look.setItem(COSName.SUBTYPE, COSName.FORM);
                try (var out = look.createOutputStream()) {
                    out.write("0 0 200 80 re f".getBytes(StandardCharsets.US_ASCII));
                }
                look.setNeedToBeUpdated(true);
                COSDictionary looks = new COSDictionary();
                looks.setItem(COSName.N, look);
                seal.setItem(COSName.AP, looks);
                seal.setNeedToBeUpdated(true);
            }
        },
        METADATA {
            @Override
            void make(PDDocument document) throws IOException {
                COSStream metadata = document.getDocument().createCOSStream();
                try (var out = metadata.createOutputStream()) {
                    out.write("<x/>".getBytes(StandardCharsets.US_ASCII));
                }
                metadata.setNeedToBeUpdated(true);
                document.getDocumentCatalog().getCOSObject().setItem(COSName.METADATA, metadata);
            }
        },
        A_LANGUAGE {
            @Override
            void make(PDDocument document) {
                document.getDocumentCatalog().setLanguage("tlh");
            }
        },
        A_TITLE {
            @Override
            void make(PDDocument document) {
                document.getDocumentInformation().setTitle("Contract of sale");
                document.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
            }
        },
        ANOTHER_LABEL {
            @Override
            void make(PDDocument document) {
                COSDictionary field = (COSDictionary) document.getDocumentCatalog()
                        .getCOSObject()
                        .getCOSDictionary(COSName.ACRO_FORM)
                        .getCOSArray(COSName.FIELDS)
                        .getObject(0);
                field.setItem(COSName.getPDFName("TU"), new COSString("Signed by somebody else"));
                field.setNeedToBeUpdated(true);
            }
        };

        abstract void make(PDDocument document) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Afterthought.class)
    void an_afterthought_proves_nothing(Afterthought thought) throws IOException {
        byte[] sealed = visible(100, 500);
        assertKind(validate(ProofFormat.PDF, sealed, fromCsr), SealKind.ADESEAL_QC);
        assertRefused(validate(ProofFormat.PDF, appended(sealed, thought::make), fromCsr), "later_change");
    }

    private static CertificateVerifier verifier(Seal seal) {
        return lists.sealTrust().sources().verifier(List.of(seal.certificate(), seal.issuer()));
    }

    /** Acrobat and others append what a seal was valid by, and time-stamps. */
    @Test
    void validation_data_and_time_stamps_that_were_appended_are_no_change() {
        TSPSource time = lists.timeStampAuthority();
        CertificateVerifier verifier = verifier(fromCsr);
        for (SignatureLevel level : List.of(
                SignatureLevel.PAdES_BASELINE_T, SignatureLevel.PAdES_BASELINE_LT, SignatureLevel.PAdES_BASELINE_LTA)) {
            byte[] sealed = Sealing.pdf(DOCUMENT.pdf(), fromCsr, level, verifier, time);
            assertKind(validate(ProofFormat.PDF, sealed, fromCsr), SealKind.ADESEAL_QC);
        }
        byte[] twice = Sealing.extended(Sealing.extended(visible(100, 500), verifier, time), verifier, time);
        assertKind(validate(ProofFormat.PDF, twice, fromCsr), SealKind.ADESEAL_QC);
        assertKind(
                validate(ProofFormat.PDF, Sealing.timeStamped(visible(100, 500), time, it -> {}), fromCsr),
                SealKind.ADESEAL_QC);
    }

    @Test
    void a_time_stamp_that_shows_something_is_a_change() {
        SignatureFieldParameters field = new SignatureFieldParameters();
        field.setOriginX(100);
        field.setOriginY(500);
        field.setWidth(200);
        field.setHeight(80);
        SignatureImageTextParameters text = new SignatureImageTextParameters();
        text.setText("VOID");
        SignatureImageParameters image = new SignatureImageParameters();
        image.setFieldParameters(field);
        image.setTextParameters(text);
        byte[] stamped = Sealing.timeStamped(
                Sealing.pdf(DOCUMENT.pdf(), fromCsr),
                lists.timeStampAuthority(),
                parameters -> parameters.setImageParameters(image));
        assertRefused(validate(ProofFormat.PDF, stamped, fromCsr), "later_change");
    }

    @Test
    void what_only_says_that_it_is_a_time_stamp_is_a_change() throws IOException {
        byte[] named = appended(Sealing.pdf(DOCUMENT.pdf(), fromCsr), document -> {
            COSDictionary stamp = new COSDictionary();
            stamp.setItem(COSName.TYPE, COSName.getPDFName("DocTimeStamp"));
            COSDictionary field = new COSDictionary();
            field.setItem(COSName.FT, COSName.getPDFName("Sig"));
            field.setItem(COSName.V, stamp);
            COSDictionary form = document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
            form.getCOSArray(COSName.FIELDS).add(field);
            form.setNeedToBeUpdated(true);
        });
        assertRefused(validate(ProofFormat.PDF, named, fromCsr), "later_change");
    }

    /** What a program or a person could take for content, in places that programs add to. */
    private enum Addition {
        TEXT_AMONG_VALIDATION_DATA {
            @Override
            void make(PDDocument document) throws IOException {
                COSArray certificates = new COSArray();
                certificates.add(stream(document, "CONTRACT"));
                store(document, COSName.getPDFName("Certs"), certificates);
            }
        },
        TEXT_BEHIND_A_CERTIFICATE {
            @Override
            void make(PDDocument document) throws IOException {
                COSArray certificates = new COSArray();
                certificates.add(stream(document, certificate() + "CONTRACT"));
                store(document, COSName.getPDFName("Certs"), certificates);
            }
        },
        A_KEY_AMONG_VALIDATION_DATA {
            @Override
            void make(PDDocument document) {
                store(document, COSName.getPDFName("EmbeddedFiles"), new COSDictionary());
            }
        },
        A_TEXT_OF_A_SEALS_VALIDATION_DATA {
            @Override
            void make(PDDocument document) {
                COSDictionary seal = new COSDictionary();
                seal.setString("TU", "CONTRACT");
                COSDictionary seals = new COSDictionary();
                seals.setItem("A".repeat(40), seal);
                store(document, COSName.getPDFName("VRI"), seals);
            }
        },
        AN_EXTENSION {
            @Override
            void make(PDDocument document) {
                COSDictionary extensions = new COSDictionary();
                extensions.setString("CONTRACT", "text");
                document.getDocumentCatalog().getCOSObject().setItem("Extensions", extensions);
            }
        },
        AN_EXTENSION_WITH_TEXT {
            @Override
            void make(PDDocument document) {
                COSDictionary extension = new COSDictionary();
                extension.setString("BaseVersion", "CONTRACT");
                extension.setInt("ExtensionLevel", 1);
                COSDictionary extensions = new COSDictionary();
                extensions.setItem("ESIC", extension);
                document.getDocumentCatalog().getCOSObject().setItem("Extensions", extensions);
            }
        },
        ANOTHER_PRODUCER {
            @Override
            void make(PDDocument document) {
                document.getDocumentInformation().setProducer("CONTRACT");
                document.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
            }
        },
        ANOTHER_TIME {
            @Override
            void make(PDDocument document) {
                document.getDocumentInformation().getCOSObject().setString(COSName.MOD_DATE, "CONTRACT");
                document.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
            }
        },
        A_KEY_OF_THE_TRAILER {
            @Override
            void make(PDDocument document) {
                document.getDocument().getTrailer().setString("Contract", "text");
            }
        };

        abstract void make(PDDocument document) throws IOException;

        private static COSStream stream(PDDocument document, String text) throws IOException {
            COSStream stream = document.getDocument().createCOSStream();
            try (var out = stream.createOutputStream()) {
                out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            }
            stream.setNeedToBeUpdated(true);
            return stream;
        }

        static String certificate() {
            try {
                return new String(fromCsr.issuer().getEncoded(), StandardCharsets.ISO_8859_1);
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void store(PDDocument document, COSName name, COSBase what) {
            COSDictionary store = new COSDictionary();
            store.setItem(name, what);
            document.getDocumentCatalog().getCOSObject().setItem("DSS", store);
        }
    }

    @ParameterizedTest
    @EnumSource(Addition.class)
    void an_addition_that_could_be_taken_for_content_proves_nothing(Addition addition) throws IOException {
        byte[] later = appended(visible(100, 500), addition::make);
        assertRefused(validate(ProofFormat.PDF, later, fromCsr), "later_change");
    }

    @Test
    void a_certificate_and_an_extension_that_were_appended_are_no_change() throws IOException {
        byte[] later = appended(visible(100, 500), document -> {
            COSArray certificates = new COSArray();
            certificates.add(Addition.stream(document, Addition.certificate()));
            Addition.store(document, COSName.getPDFName("Certs"), certificates);
            COSDictionary extension = new COSDictionary();
            extension.setName("BaseVersion", "1.7");
            extension.setInt("ExtensionLevel", 5);
            COSDictionary extensions = new COSDictionary();
            extensions.setItem("ESIC", extension);
            document.getDocumentCatalog().getCOSObject().setItem("Extensions", extensions);
            COSDictionary information = document.getDocumentInformation().getCOSObject();
            information.setString(COSName.MOD_DATE, "D:20261130100000+00'00'");
            information.setString(
                    COSName.PRODUCER,
                    information.getString(COSName.PRODUCER, "")
                            + "; modified using iText\u00ae Core 8.0.2 (AGPL version) \u00a92000-2023 Apryse Group NV");
            information.setNeedToBeUpdated(true);
        });
        assertKind(validate(ProofFormat.PDF, later, fromCsr), SealKind.ADESEAL_QC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n% CONTRACT\n",
                "<html><script>alert(1)</script></html>",
                "PK\u0003\u0004",
                "\n99 0 obj\n(CONTRACT)\nendobj\n",
                "\n99 0 obj\n(CONTRACT)\nendobj\nstartxref\n0\n%%EOF\n",
                "\n99 0 obj\n<</Length 8>>\nstream\nCONTRACT\nendstream\nendobj\nstartxref\n0\n%%EOF\n",
            })
    void something_behind_the_end_proves_nothing(String more) {
        byte[] sealed = Sealing.pdf(DOCUMENT.pdf(), fromCsr);
        String later = new String(sealed, StandardCharsets.ISO_8859_1) + more;
        assertRefused(validate(ProofFormat.PDF, later.getBytes(StandardCharsets.ISO_8859_1), fromCsr), "later_change");
        byte[] lines = (new String(sealed, StandardCharsets.ISO_8859_1) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        assertKind(validate(ProofFormat.PDF, lines, fromCsr), SealKind.ADESEAL_QC);
    }

    @Test
    void an_object_that_nothing_leads_to_and_a_comment_between_appended_objects_prove_nothing() throws IOException {
        String good =
                new String(appended(Sealing.pdf(DOCUMENT.pdf(), fromCsr), document -> {}), StandardCharsets.ISO_8859_1);
        assertKind(validate(ProofFormat.PDF, good.getBytes(StandardCharsets.ISO_8859_1), fromCsr), SealKind.ADESEAL_QC);
        int end = good.lastIndexOf("xref\n", good.lastIndexOf("startxref") - 1);
        for (String more : List.of("% CONTRACT\n", "99 0 obj\n(CONTRACT)\nendobj\n", "(CONTRACT) ")) {
            String later = good.substring(0, end) + more + good.substring(end);
            int table = later.lastIndexOf("startxref\n") + 10;
            later = later.substring(0, table) + (end + more.length()) + "\n%%EOF\n";
            assertRefused(
                    validate(ProofFormat.PDF, later.getBytes(StandardCharsets.ISO_8859_1), fromCsr), "later_change");
        }
    }

    @Test
    void text_behind_the_seals_value_proves_nothing() {
        String sealed = new String(Sealing.pdf(DOCUMENT.pdf(), fromCsr), StandardCharsets.ISO_8859_1);
        int end = sealed.indexOf('>', sealed.indexOf("/Contents <"));
        assertThat(sealed.substring(end - 40, end)).isEqualTo("0".repeat(40));
        String text = sealed.substring(0, end - 16) + "434F4E5452414354" + sealed.substring(end);
        assertRefused(validate(ProofFormat.PDF, text.getBytes(StandardCharsets.ISO_8859_1), fromCsr), "integrity");
    }

    /** The attack called shadow: the key's holder sees one thing, and what was sealed can be made to show another. */
    @Test
    void a_page_that_waits_in_the_sealed_document_proves_nothing() throws IOException {
        byte[] prepared = appended(DOCUMENT.pdf(), document -> {
            COSStream hidden = document.getDocument().createCOSStream();
            try (var out = hidden.createOutputStream()) {
                out.write("0 0 600 800 re f".getBytes(StandardCharsets.US_ASCII));
            }
            hidden.setNeedToBeUpdated(true);
            document.getPage(0).getCOSObject().setItem(COSName.getPDFName("PieceInfo"), hidden);
        });
        assertRefused(validate(ProofFormat.PDF, Sealing.pdf(prepared, fromCsr), fromCsr), "document");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other.txt",
                "META-INF/other.txt",
                "META-INF/more/manifest.xml",
                "META-INF/signature/x.pdf",
                "META-INF/ASiCArchiveManifest.xml",
                "META-INF/"
            })
    void a_container_with_something_else_beside_the_document_proves_nothing(String name) throws IOException {
        for (byte[] container :
                List.of(Sealing.asicWithXml(DOCUMENT.text(), fromCsr), Sealing.asicWithCms(DOCUMENT.text(), fromCsr))) {
            byte[] more = zip(container, any -> true, name, "<x/>".getBytes(StandardCharsets.UTF_8));
            assertRefused(validate(ProofFormat.ASIC_E, more, fromCsr), "document");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/vnd.etsi.asic-s+zip", "application/zip", "Contract of sale"})
    void a_container_of_another_kind_proves_nothing(String type) throws IOException {
        for (byte[] container :
                List.of(Sealing.asicWithXml(DOCUMENT.text(), fromCsr), Sealing.asicWithCms(DOCUMENT.text(), fromCsr))) {
            byte[] other = zip(
                    container, name -> !name.equals("mimetype"), "mimetype", type.getBytes(StandardCharsets.US_ASCII));
            assertRefused(validate(ProofFormat.ASIC_E, other, fromCsr), "format");
        }
    }

    /** Validators skip it, whoever opens the file sees it. */
    @Test
    void something_beside_the_seal_in_its_file_proves_nothing() throws IOException {
        String name = "META-INF/signatures001.xml";
        byte[] container = Sealing.asicWithXml(DOCUMENT.text(), fromCsr);
        String xml = new String(entry(container, name), StandardCharsets.UTF_8);
        assertKind(
                validate(
                        ProofFormat.ASIC_E, with(container, name, xml.replace("</ds:Signature>", "</ds:Signature>\n"))),
                SealKind.ADESEAL_QC);
        for (String changed : List.of(
                xml.replace("</asic:XAdESSignatures>", "<sale/></asic:XAdESSignatures>"),
                xml.replace("</asic:XAdESSignatures>", "sale</asic:XAdESSignatures>"),
                xml.replace("</asic:XAdESSignatures>", "</asic:XAdESSignatures><?sale?>"),
                xml.replace("<asic:XAdESSignatures", "<!-- sale --><asic:XAdESSignatures"),
                xml.replace("</ds:Signature>", "<ds:Object>sale</ds:Object></ds:Signature>"),
                xml.replace("</ds:Signature>", "<ds:Object><sale/></ds:Object></ds:Signature>"))) {
            assertThat(changed).isNotEqualTo(xml);
            assertRefused(validate(ProofFormat.ASIC_E, with(container, name, changed)), "format");
        }
        byte[] cms = Sealing.asicWithCms(DOCUMENT.text(), fromCsr);
        String sealed = "META-INF/signature001.p7s";
        String der = new String(entry(cms, sealed), StandardCharsets.ISO_8859_1);
        byte[] longer =
                zip(cms, kept -> !kept.equals(sealed), sealed, (der + "sale").getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(validate(ProofFormat.ASIC_E, longer), "format");
    }

    private static byte[] entry(byte[] container, String name) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(container))) {
            ZipEntry entry = in.getNextEntry();
            while (!entry.getName().equals(name)) {
                entry = in.getNextEntry();
            }
            return in.readAllBytes();
        }
    }

    private static byte[] with(byte[] container, String name, String content) throws IOException {
        return zip(container, kept -> !kept.equals(name), name, content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_manifest_beside_a_seal_in_xml_proves_nothing() throws IOException {
        byte[] manifest = entry(Sealing.asicWithCms(OTHER_REQUEST.text(), fromCsr), "META-INF/ASiCManifest001.xml");
        byte[] both = zip(
                Sealing.asicWithXml(DOCUMENT.text(), fromCsr), kept -> true, "META-INF/ASiCManifest001.xml", manifest);
        assertRefused(validate(ProofFormat.ASIC_E, both), "one_signer");
    }

    @Test
    void two_signatures_in_pem_prove_nothing() {
        String pem = Keys.pem("CMS", Sealing.cms(DOCUMENT.text(), fromCsr));
        String other = Keys.pem("CMS", Sealing.cms(OTHER_REQUEST.text(), fromCsr));
        assertRefused(
                validate(ProofFormat.CMS, (pem + other).getBytes(StandardCharsets.US_ASCII), fromCsr), "one_signer");
    }

    @Test
    void something_beside_the_signature_in_pem_proves_nothing() {
        String pem = Keys.pem("CMS", Sealing.cms(DOCUMENT.text(), fromCsr));
        for (String more : List.of(
                "sale\n" + pem,
                pem + "sale",
                pem + Keys.pem("CERTIFICATE", new byte[9]),
                pem.replace("-----BEGIN CMS-----\n", "-----BEGIN CMS-----\nComment: sale\n\n"))) {
            assertThat(more).isNotEqualTo(pem);
            assertRefused(validate(ProofFormat.CMS, more.getBytes(StandardCharsets.US_ASCII), fromCsr), "format");
        }
    }

    /** What OpenSSL refuses and the validator takes. */
    @Test
    void a_cms_that_programs_read_differently_proves_nothing() throws Exception {
        Attribute ours = Named.OURS.attributes(fromCsr.certificate(), onToken).get(0);
        Attribute empty = new Attribute(new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.4"), new DERSet());
        ASN1ObjectIdentifier time = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.1.4");
        byte[] good = cms(DOCUMENT.text(), List.of(ours), fromCsr.certificate());
        byte[] otherOutside = new ContentInfo(
                        CMSObjectIdentifiers.envelopedData,
                        ContentInfo.getInstance(good).getContent())
                .getEncoded();
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                .setSignedAttributeGenerator(
                        new DefaultSignedAttributeTableGenerator(new AttributeTable(new DERSet(ours))))
                .build("SHA256withECDSA", fromCsr.keys().getPrivate(), fromCsr.certificate()));
        byte[] otherInside = generator
                .generate(new CMSProcessableByteArray(time, DOCUMENT.text()), true)
                .getEncoded();

        assertKind(validate(ProofFormat.CMS, good, fromCsr), SealKind.ADESEAL_QC);
        assertRefused(validate(ProofFormat.CMS, otherOutside, fromCsr), "format");
        assertRefused(validate(ProofFormat.CMS, otherInside, fromCsr), "format");
        assertRefused(validate(ProofFormat.CMS, cms(DOCUMENT.text(), List.of(ours, ours)), fromCsr), "format");
        assertRefused(validate(ProofFormat.CMS, cms(DOCUMENT.text(), List.of(ours, empty)), fromCsr), "format");
    }

    @Test
    void a_cms_with_words_that_nobody_sealed_beside_the_seal_proves_nothing() throws Exception {
        Attribute ours = Named.OURS.attributes(fromCsr.certificate(), onToken).get(0);
        SignedData good = SignedData.getInstance(
                ContentInfo.getInstance(cms(DOCUMENT.text(), List.of(ours), fromCsr.certificate()))
                        .getContent());
        ASN1Encodable words = new DERUTF8String("Sold to Evil GmbH");
        ASN1Encodable certificate = good.getCertificates().getObjectAt(0);
        ASN1Encodable ocsp = new DERTaggedObject(
                false, 1, new OtherRevocationInfoFormat(CMSObjectIdentifiers.id_ri_ocsp_response, words));
        ASN1ObjectIdentifier stamp = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.14");
        for (byte[] odd : List.of(
                beside(good, new DERSet(new ASN1Encodable[] {certificate, words}), null, null),
                beside(good, new DERSet(new ASN1Encodable[] {certificate, new DERSequence(words)}), null, null),
                beside(
                        good,
                        new DERSet(
                                new ASN1Encodable[] {certificate, new DERTaggedObject(false, 2, new DERSequence(words))
                                }),
                        null,
                        null),
                beside(good, good.getCertificates(), new DERSet(words), null),
                beside(good, good.getCertificates(), new DERSet(ocsp), null),
                beside(
                        good,
                        good.getCertificates(),
                        null,
                        new Attribute(new ASN1ObjectIdentifier("1.2.3.4.5"), new DERSet(words))),
                beside(good, good.getCertificates(), null, new Attribute(stamp, new DERSet(words))),
                beside(good, good.getCertificates(), null, new Attribute(stamp, new DERSet())))) {
            assertRefused(validate(ProofFormat.CMS, odd, fromCsr), "format");
        }
        assertKind(
                validate(ProofFormat.CMS, beside(good, good.getCertificates(), null, null), fromCsr),
                SealKind.ADESEAL_QC);
    }

    private static byte[] beside(SignedData data, ASN1Set certificates, ASN1Set lists, Attribute unsigned)
            throws IOException {
        SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
        SignerInfo other = new SignerInfo(
                signer.getSID(),
                signer.getDigestAlgorithm(),
                signer.getAuthenticatedAttributes(),
                signer.getDigestEncryptionAlgorithm(),
                signer.getEncryptedDigest(),
                unsigned == null ? null : new DERSet(unsigned));
        return new ContentInfo(
                        CMSObjectIdentifiers.signedData,
                        new SignedData(
                                data.getDigestAlgorithms(),
                                data.getEncapContentInfo(),
                                certificates,
                                lists,
                                new DERSet(other)))
                .getEncoded("DER");
    }

    @Test
    void a_seal_that_does_not_say_when_it_was_made_is_told_so() throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        AttributeTable named = new AttributeTable(
                new DERSet(Named.OURS.attributes(fromCsr.certificate(), onToken).get(0)));
        generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                .setSignedAttributeGenerator(parameters -> new DefaultSignedAttributeTableGenerator(named)
                        .getAttributes(parameters)
                        .remove(CMSAttributes.signingTime))
                .build("SHA256withECDSA", fromCsr.keys().getPrivate(), fromCsr.certificate()));
        byte[] cms =
                generator.generate(new CMSProcessableByteArray(DOCUMENT.text())).getEncoded();
        ProofVerdict verdict = validate(ProofFormat.CMS, cms, fromCsr);
        assertRefused(verdict, "signing_time");
        assertThat(verdict.findings().get(0).message()).contains("does not say when");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "META-INF/signatures002.xml=<evil>sale</evil>",
                "META-INF/timestamp.tst=sale",
                "META-INF/ASiCManifest.xml=<a:ASiCManifest xmlns:a='http://uri.etsi.org/02918/v1.2.1#'>sale</a:ASiCManifest>",
                "META-INF/ASiCArchiveManifest001.xml=<a:ASiCManifest xmlns:a='http://uri.etsi.org/02918/v1.2.1#'>sale</a:ASiCManifest>",
                "META-INF/manifest.xml=<manifest xmlns='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>sale</manifest>",
                "META-INF/manifest.xml=<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
                        + "<m:file-entry m:full-path='sale.txt'/></m:manifest>",
            })
    void a_part_of_a_container_that_says_something_else_proves_nothing(String part) throws IOException {
        String name = part.substring(0, part.indexOf('='));
        for (byte[] container :
                List.of(Sealing.asicWithXml(DOCUMENT.text(), fromCsr), Sealing.asicWithCms(DOCUMENT.text(), fromCsr))) {
            byte[] more = with(container, name, part.substring(part.indexOf('=') + 1));
            assertThat(validate(ProofFormat.ASIC_E, more, fromCsr).isProof()).isFalse();
        }
    }

    @Test
    void a_seal_in_xml_over_a_file_that_is_not_there_proves_nothing() throws IOException {
        byte[] container = Sealing.asicWithXml(DOCUMENT.text(), fromCsr);
        byte[] renamed =
                zip(container, kept -> !kept.equals("document.txt"), "other.txt", entry(container, "document.txt"));
        assertThat(validate(ProofFormat.ASIC_E, renamed, fromCsr).findings())
                .extracting(Finding::message)
                .containsExactly("The seal names a file that is not in the container.");
    }

    @Test
    void unsigned_properties_of_another_kind_prove_nothing() throws IOException {
        String name = "META-INF/signatures001.xml";
        byte[] container = Sealing.asicWithXml(DOCUMENT.text(), fromCsr);
        String xml = new String(entry(container, name), StandardCharsets.UTF_8);
        for (String more : List.of("<sale>sale</sale>", "<!-- sale -->", "sale")) {
            String changed = xml.replace(
                    "</xades:QualifyingProperties>",
                    "<xades:UnsignedProperties><xades:UnsignedSignatureProperties>" + more
                            + "<xades:CertificateValues/>"
                            + "</xades:UnsignedSignatureProperties></xades:UnsignedProperties></xades:QualifyingProperties>");
            assertThat(changed).isNotEqualTo(xml);
            assertRefused(validate(ProofFormat.ASIC_E, with(container, name, changed), fromCsr), "format");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SignatureLevel.class,
            names = {
                "XAdES_BASELINE_B",
                "XAdES_BASELINE_T",
                "XAdES_BASELINE_LT",
                "XAdES_BASELINE_LTA",
                "XAdES_C",
                "XAdES_X",
                "XAdES_XL",
                "XAdES_A"
            })
    void what_the_eus_own_library_writes_into_a_seal_in_xml_is_a_proof(SignatureLevel level) {
        List<Consumer<ASiCWithXAdESSignatureParameters>> ways = List.of(
                parameters -> {},
                parameters -> parameters.setEn319132(false),
                parameters -> parameters.setSignKeyInfo(true),
                parameters -> parameters.setPrettyPrint(true),
                parameters ->
                        parameters.bLevel().setCommitmentTypeIndications(List.of(CommitmentTypeEnum.ProofOfOrigin)),
                parameters -> parameters.setValidationDataEncapsulationStrategy(
                        ValidationDataEncapsulationStrategy.ANY_VALIDATION_DATA_ONLY));
        for (Consumer<ASiCWithXAdESSignatureParameters> way : ways) {
            byte[] container = Sealing.asicWithXml(
                    DOCUMENT.pdf(), fromCsr, level, verifier(fromCsr), lists.timeStampAuthority(), way);
            assertKind(validate(ProofFormat.ASIC_E, container, fromCsr), SealKind.ADESEAL_QC);
        }
    }

    /** Text to find, what takes its place, and what the refusal names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<ds:X509Data> | <ds:KeyName>Contract of Other NV</ds:KeyName><ds:X509Data> | the element KeyName",
                "<ds:X509Data> | <ds:X509Data><ds:X509SubjectName>O=Other NV</ds:X509SubjectName> | the element X509SubjectName",
                "<ds:X509Data> | <ds:X509Data><!-- Other NV --> | a comment in the element X509Data",
                "<ds:X509Data> | <ds:X509Data><?other NV?> | a processing instruction in the element X509Data",
                "<ds:X509Data> | <ds:X509Data>Other NV | text in the element X509Data",
                "<ds:X509Data> | <ds:X509Data Id='Contract of Other NV'> | the attribute Id of the element X509Data",
                "<ds:X509Data> | <ds:X509Data order='ES-ABCD1235'> | the attribute order of the element X509Data",
                "<ds:X509Data> | <ds:X509Data xml:lang='Other NV'> | the attribute xml:lang of the element X509Data",
                "<ds:X509Data> | <ds:X509Data xmlns:x='urn:Other NV'> | the attribute xmlns:x of the element X509Data",
                "<ds:X509Data> | <ds:X509Data><ds:X509Certificate>Other NV</ds:X509Certificate>"
                        + " | another text in the element X509Certificate",
                "<ds:X509Data> | <ds:X509Data><ds:X509Certificate>T3RoZXIgTlY=</ds:X509Certificate>"
                        + " | another text in the element X509Certificate",
                "<ds:Object> | <ds:Object MimeType='Other NV'> | the attribute MimeType of the element Object",
                "<ds:Object> | <ds:Object><ds:Manifest/></ds:Object><ds:Object> | the element Manifest in the element Object",
                "</ds:KeyInfo> | </ds:KeyInfo><x xmlns=''/> | the element x in the element Signature",
                "</xades:SignedProperties> | </xades:SignedProperties><xades:UnsignedProperties>"
                        + "<xades:UnsignedDataObjectProperties/></xades:UnsignedProperties> | the element UnsignedDataObjectProperties",
                "</xades:SigningTime> | </xades:SigningTime><xades:SignerRole/> | the element SignerRole",
                "</xades:SigningTime> | Z Other NV</xades:SigningTime> | another text in the element SigningTime",
                "<asic:XAdESSignatures | <!-- Other NV --><asic:XAdESSignatures | a comment outside of its elements",
            })
    void words_of_others_in_a_seal_in_xml_prove_nothing_and_are_named(String old, String changed, String told)
            throws IOException {
        String name = "META-INF/signatures001.xml";
        byte[] container = Sealing.asicWithXml(DOCUMENT.text(), fromCsr);
        String xml = new String(entry(container, name), StandardCharsets.UTF_8);
        String other = xml.replaceFirst(old, changed);
        assertThat(other).isNotEqualTo(xml);
        ProofVerdict verdict = validate(ProofFormat.ASIC_E, with(container, name, other), fromCsr);
        assertRefused(verdict, "format");
        assertThat(verdict.findings().get(0).message()).contains(told);
    }

    @Test
    void unsigned_values_of_a_seal_in_xml_hold_what_they_say() throws IOException {
        String name = "META-INF/signatures001.xml";
        byte[] container = Sealing.asicWithXml(DOCUMENT.text(), fromCsr);
        String xml = new String(entry(container, name), StandardCharsets.UTF_8);
        for (String value : List.of(
                "<xades:CertificateValues><xades:EncapsulatedX509Certificate>T3RoZXIgTlY=</xades:EncapsulatedX509Certificate>"
                        + "</xades:CertificateValues>",
                "<xades:CertificateValues><xades:OtherCertificate>Other NV</xades:OtherCertificate></xades:CertificateValues>",
                "<xades:SignatureTimeStamp><xades:EncapsulatedTimeStamp>T3RoZXIgTlY=</xades:EncapsulatedTimeStamp>"
                        + "</xades:SignatureTimeStamp>",
                "<xades:SignatureTimeStamp><xades:XMLTimeStamp>Other NV</xades:XMLTimeStamp></xades:SignatureTimeStamp>",
                "<xades:CompleteCertificateRefs><xades:CertRefs><xades:Cert><xades:IssuerSerial>"
                        + "<ds:X509IssuerName>O=Other NV</ds:X509IssuerName></xades:IssuerSerial></xades:Cert>"
                        + "</xades:CertRefs></xades:CompleteCertificateRefs>")) {
            String changed = xml.replace(
                    "</xades:QualifyingProperties>",
                    "<xades:UnsignedProperties><xades:UnsignedSignatureProperties>" + value
                            + "</xades:UnsignedSignatureProperties></xades:UnsignedProperties></xades:QualifyingProperties>");
            assertThat(changed).isNotEqualTo(xml);
            assertRefused(validate(ProofFormat.ASIC_E, with(container, name, changed), fromCsr), "format");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "META-INF/signatures.xml, true",
        "META-INF/signatures0.xml, true",
        "META-INF/signatures-Ab-1.xml, true",
        "META-INF/Contract of Other NV signatures.xml, false",
        "META-INF/signature.xml, false",
        "META-INF/signatures Other NV.xml, false",
        "META-INF/signatures_1.xml, false"
    })
    void a_seal_in_xml_lies_in_a_file_with_a_seals_name(String name, boolean good) throws IOException {
        byte[] container = Sealing.asicWithXml(DOCUMENT.text(), fromCsr);
        byte[] content = entry(container, "META-INF/signatures001.xml");
        byte[] renamed = zip(container, kept -> !kept.equals("META-INF/signatures001.xml"), name, content);
        ProofVerdict verdict = validate(ProofFormat.ASIC_E, renamed, fromCsr);
        if (good) {
            assertKind(verdict, SealKind.ADESEAL_QC);
        } else {
            assertRefused(verdict, "format");
        }
    }

    /** What OpenSSL writes with -stream. */
    @Test
    void a_signature_in_ber_is_a_proof() throws IOException {
        ContentInfo cms = ContentInfo.getInstance(ASN1Primitive.fromByteArray(Sealing.cms(DOCUMENT.text(), fromCsr)));
        byte[] ber = new BERSequence(
                        new ASN1Encodable[] {cms.getContentType(), new BERTaggedObject(0, cms.getContent())})
                .getEncoded("BER");
        assertKind(validate(ProofFormat.CMS, ber, fromCsr), SealKind.ADESEAL_QC);
    }

    @Test
    void two_containers_one_after_the_other_prove_nothing() {
        byte[] ours = Sealing.asicWithCms(DOCUMENT.text(), fromCsr);
        byte[] other = Sealing.asicWithCms(OTHER_REQUEST.text(), fromCsr);
        for (List<byte[]> order : List.of(List.of(ours, other), List.of(other, ours))) {
            byte[] both = Arrays.copyOf(order.get(0), ours.length + other.length);
            System.arraycopy(order.get(1), 0, both, order.get(0).length, order.get(1).length);
            assertRefused(validate(ProofFormat.ASIC_E, both, fromCsr), "format");
        }
    }

    @Test
    void a_container_with_a_second_manifest_proves_nothing() throws IOException {
        byte[] more = zip(
                Sealing.asicWithCms(DOCUMENT.text(), fromCsr),
                any -> true,
                "META-INF/ASiCManifest2.xml",
                "<x/>".getBytes(StandardCharsets.UTF_8));
        assertRefused(validate(ProofFormat.ASIC_E, more, fromCsr), "one_signer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "META-INF/e.txt",
                "META-INF/contract-timestamp.tst",
                "META-INF/manifest.xml",
                "META-INF/ASiCArchiveManifest.xml"
            })
    void a_manifest_that_names_another_document_beside_ours_proves_nothing(String name) {
        byte[] both = Sealing.asicWithCms(
                fromCsr, Map.of("proof.txt", DOCUMENT.text(), name, "<evil/>".getBytes(StandardCharsets.UTF_8)));
        assertRefused(validate(ProofFormat.ASIC_E, both, fromCsr), "document");
    }

    @Test
    void a_container_without_its_seal_proves_nothing() throws IOException {
        byte[] unsealed = zip(
                Sealing.asicWithXml(DOCUMENT.text(), fromCsr),
                name -> !name.contains("signatures"),
                "META-INF/timestamp.tst",
                new byte[1]);
        assertRefused(validate(ProofFormat.ASIC_E, unsealed, fromCsr), "format");
    }

    private static byte[] zip(byte[] container, Predicate<String> kept, String name, byte[] content)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(container));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (kept.test(entry.getName())) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    zip.write(in.readAllBytes());
                }
            }
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return out.toByteArray();
    }

    @Test
    @Timeout(20)
    void a_container_that_unpacks_to_much_is_not_unpacked() throws IOException {
        byte[] bomb = zip(
                Sealing.asicWithXml(DOCUMENT.text(), fromCsr),
                name -> true,
                "META-INF/large",
                new byte[100 * 1024 * 1024]);
        assertThat(bomb.length).isLessThan(ProofValidation.LARGEST);
        assertRefused(validate(ProofFormat.ASIC_E, bomb, fromCsr), "size");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><x>&b;</x>",
                "<!DOCTYPE x SYSTEM 'http://ADDRESS/dtd'><x/>",
                "<x xmlns:d='http://www.w3.org/2000/09/xmldsig#'><d:Reference URI='http://ADDRESS/data'/></x>",
                "<x xmlns:d='http://www.w3.org/2000/09/xmldsig#'>"
                        + "<d:Transform Algorithm='http://www.w3.org/TR/1999/REC-xslt-19991116'/></x>",
            })
    void xml_that_makes_its_reader_compute_or_call_is_not_read(String xml) throws IOException {
        lists.calls().clear();
        byte[] hostile = zip(
                Sealing.asicWithXml(DOCUMENT.text(), fromCsr),
                name -> !name.contains("signatures"),
                "META-INF/signatures.xml",
                xml.replace("http://ADDRESS", lists.address("")).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> SealedContainer.read(hostile))
                .isInstanceOfAny(ProofRefusedException.class, IOException.class);
        assertRefused(validate(ProofFormat.ASIC_E, hostile, fromCsr), "format");
        assertThat(lists.calls()).isEmpty();
    }

    @Test
    @Timeout(20)
    void a_pdf_that_unpacks_to_much_is_not_unpacked() throws IOException {
        byte[] pdf = new String(DOCUMENT.pdf(), StandardCharsets.ISO_8859_1)
                .replace(
                        "trailer",
                        "99 0 obj\n<< /Length 9 /Filter /FlateDecode >>\nstream\nPACKED\nendstream\nendobj\ntrailer")
                .replace("PACKED", packed(64 * 1024 * 1024))
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(pdf.length).isLessThan(ProofValidation.LARGEST);
        assertRefused(validate(ProofFormat.PDF, pdf, fromCsr), "size");
    }

    private static String packed(int size) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(new byte[size]);
        deflater.finish();
        byte[] out = new byte[size / 500];
        return new String(out, 0, deflater.deflate(out), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Filter [/FlateDecode /FlateDecode]",
                "/Filter /LZWDecode",
                "/Filter %x\n[/FlateDecode/LZWDecode]",
                "/Filter 12 0 R",
                "/Filt#65r /FlateDecode",
                "/Filter [ 12 0 R ]",
                "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 >>",
            })
    void a_pdf_that_hides_how_it_is_packed_is_not_unpacked(String entries) {
        byte[] pdf = new String(DOCUMENT.pdf(), StandardCharsets.ISO_8859_1)
                .replace(
                        "trailer",
                        "99 0 obj\n<< /Length 9 " + entries + " >>\nstream\nxxxxxxxxx\nendstream\nendobj\ntrailer")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(ProofRefusedException.class)
                .isThrownBy(() -> PdfSize.check(pdf))
                .withMessageContaining("packs its parts");
    }

    @Test
    void what_programs_write_passes_before_it_is_read() throws Exception {
        PdfSize.check(Sealing.pdf(DOCUMENT.pdf(), fromCsr));
        PdfSize.check(visible(100, 500));
        PdfSize.check(Sealing.pdf(changed(DOCUMENT.pdf(), document -> {}), fromCsr));
    }

    @ParameterizedTest
    @EnumSource(ProofFormat.class)
    void what_is_no_seal_at_all_is_told_so(ProofFormat format) {
        assertRefused(validate(format, new byte[0], fromCsr), "size");
        assertRefused(validate(format, new byte[ProofValidation.LARGEST + 1], fromCsr), "size");
        assertRefused(validate(format, "hello".getBytes(StandardCharsets.UTF_8), fromCsr), "format");
        assertRefused(
                validate(format, format == ProofFormat.CMS ? DOCUMENT.text() : DOCUMENT.pdf(), fromCsr), "format");
    }

    @Test
    void deep_nesting_is_told_as_unreadable() {
        byte[] deep = new byte[200_000];
        Arrays.fill(deep, (byte) 0x30);
        assertRefused(validate(ProofFormat.CMS, deep, fromCsr), "format");
        byte[] arrays = "%PDF-1.7\n1 0 obj\n".concat("[".repeat(500_000)).getBytes(StandardCharsets.US_ASCII);
        assertRefused(validate(ProofFormat.PDF, arrays, fromCsr), "format");
    }

    /** A changed byte never crashes, and never proves what it did not prove before. */
    @ParameterizedTest
    @EnumSource(Way.class)
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void a_proof_with_changed_bytes_gets_a_verdict(Way way) {
        Random random = RandomCases.of("mutated proofs, " + way);
        byte[] good = way.seal(DOCUMENT, fromCsr);
        for (int i = 0; i < 150; i++) {
            byte[] mutant = mutant(good, random);
            if (Arrays.equals(mutant, good)) {
                continue;
            }
            ProofVerdict verdict = validate(way.format, mutant, fromCsr);
            assertThat(verdict.isProof()).isEqualTo(verdict.findings().isEmpty());
            verdict.seal().ifPresent(seal -> assertThat(seal.signer()).isEqualTo(fromCsr.certificate()));
        }
    }

    private static byte[] mutant(byte[] good, Random random) {
        byte[] bytes = good.clone();
        switch (random.nextInt(4)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> {
                for (int i = 0; i < 8; i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
            default -> {
                int from = random.nextInt(bytes.length);
                int length = Math.min(random.nextInt(200), bytes.length - from);
                System.arraycopy(good, random.nextInt(bytes.length - length), bytes, from, length);
            }
        }
        return bytes;
    }
}
