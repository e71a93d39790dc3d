package io.eseal.trust;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import eu.europa.esig.dss.xades.tsl.TrustedListV6SignatureParametersBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A list of lists and national lists (TS 119 612, version 6) as their operators would write and sign them.
 *
 * @param issue sequence number
 * @param nextUpdate until when they are good
 */
record TestLists(long issue, Instant nextUpdate) {

    static final String GRANTED = "granted";
    static final String WITHDRAWN = "withdrawn";
    static final String FOR_SEALS = "ForeSeals";
    static final String FOR_SIGNATURES = "ForeSignatures";

    private static final String TYPES = "http://uri.etsi.org/TrstSvc/TrustedList/";

    TestLists() {
        this(5, TestCa.NOW.plus(Duration.ofDays(30)));
    }

    /** Writes the list of lists, which names one national list. */
    String listOfLists(String ownAddress, String nationalAddress, String territory, X509Certificate nationalSigner) {
        return list(
                "EUlistofthelists",
                "EU",
                "<PointersToOtherTSL>" + pointer(ownAddress, "EUlistofthelists", "EU", nationalSigner)
                        + pointer(nationalAddress, "EUgeneric", territory, nationalSigner) + "</PointersToOtherTSL>",
                "");
    }

    String nationalList(String territory, String... services) {
        return list("EUgeneric", territory, "", """
                <TrustServiceProviderList><TrustServiceProvider>
                <TSPInformation>
                <TSPName><Name xml:lang="en">Example Trust NV</Name></TSPName>
                <TSPTradeName><Name xml:lang="en">VATBE-0000000000</Name></TSPTradeName>
                <TSPAddress>%s</TSPAddress>
                <TSPInformationURI><URI xml:lang="en">https://trust.example</URI></TSPInformationURI>
                </TSPInformation>
                <TSPServices>%s</TSPServices>
                </TrustServiceProvider></TrustServiceProviderList>
                """.formatted(contact(), String.join("", services)));
    }

    /** A service CA/QC; a status with a time before it is its history. */
    static String service(X509Certificate certificate, String status, String purpose, Instant since) {
        return service(certificate, status, purpose, since, "");
    }

    /** A service that was granted, and was withdrawn then. */
    static String withdrawn(X509Certificate certificate, Instant at) {
        return service(
                certificate,
                WITHDRAWN,
                FOR_SEALS,
                at,
                "<ServiceHistory><ServiceHistoryInstance>"
                        + information(ski(certificate), GRANTED, FOR_SEALS, TestCa.SINCE)
                        + "</ServiceHistoryInstance></ServiceHistory>");
    }

    /** A service that is granted, and says since then that its certificates are none that are qualified. */
    static String notQualified(X509Certificate certificate, Instant at) {
        return service(
                        certificate,
                        GRANTED,
                        FOR_SEALS,
                        at,
                        "<ServiceHistory><ServiceHistoryInstance>"
                                + information(ski(certificate), GRANTED, FOR_SEALS, TestCa.SINCE)
                                + "</ServiceHistoryInstance></ServiceHistory>")
                .replaceFirst("</ServiceInformationExtensions>", """
                        <Extension Critical="true">
                        <q:Qualifications xmlns:q="http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#">
                        <q:QualificationElement>
                        <q:Qualifiers>
                        <q:Qualifier uri="http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/NotQualified"/>
                        </q:Qualifiers>
                        <q:CriteriaList assert="all">
                        <q:KeyUsage><q:KeyUsageBit name="nonRepudiation">true</q:KeyUsageBit></q:KeyUsage>
                        </q:CriteriaList>
                        </q:QualificationElement></q:Qualifications></Extension></ServiceInformationExtensions>""");
    }

    private static String service(
            X509Certificate certificate, String status, String purpose, Instant since, String history) {
        return "<TSPService><ServiceInformation>" + information(id(certificate), status, purpose, since)
                + "</ServiceInformation>" + history + "</TSPService>";
    }

    private static String information(String id, String status, String purpose, Instant since) {
        return """
                <ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/CA/QC</ServiceTypeIdentifier>
                <ServiceName><Name xml:lang="en">Qualified certificates</Name></ServiceName>
                <ServiceDigitalIdentity>%s</ServiceDigitalIdentity>
                <ServiceStatus>http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/%s</ServiceStatus>
                <StatusStartingTime>%s</StatusStartingTime>
                <ServiceInformationExtensions><Extension Critical="true"><AdditionalServiceInformation>
                <URI xml:lang="en">http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/%s</URI>
                </AdditionalServiceInformation></Extension></ServiceInformationExtensions>
                """.formatted(id, status, since, purpose);
    }

    private static String id(X509Certificate certificate) {
        return "<DigitalId><X509Certificate>" + base64(certificate) + "</X509Certificate></DigitalId>";
    }

    private static String ski(X509Certificate certificate) {
        return "<DigitalId><X509SubjectName>"
                + certificate.getSubjectX500Principal().getName() + "</X509SubjectName></DigitalId>";
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pointer(String address, String type, String territory, X509Certificate signer) {
        return """
                <OtherTSLPointer>
                <ServiceDigitalIdentities><ServiceDigitalIdentity>%s</ServiceDigitalIdentity></ServiceDigitalIdentities>
                <TSLLocation>%s</TSLLocation>
                <AdditionalInformation>
                <OtherInformation><TSLType>%s</TSLType></OtherInformation>
                <OtherInformation><SchemeTerritory>%s</SchemeTerritory></OtherInformation>
                <OtherInformation><a:MimeType xmlns:a="http://uri.etsi.org/02231/v2/additionaltypes#">\
                application/vnd.etsi.tsl+xml</a:MimeType></OtherInformation>
                <OtherInformation><SchemeOperatorName><Name xml:lang="en">Operator</Name></SchemeOperatorName>\
                </OtherInformation>
                <OtherInformation><SchemeTypeCommunityRules><URI xml:lang="en">%sschemerules/EUcommon</URI>\
                </SchemeTypeCommunityRules></OtherInformation>
                </AdditionalInformation>
                </OtherTSLPointer>
                """.formatted(id(signer), address, TYPES + "TSLType/" + type, territory, TYPES);
    }

    private static String contact() {
        return """
                <PostalAddresses><PostalAddress xml:lang="en">
                <StreetAddress>1 Street</StreetAddress><Locality>Brussels</Locality><CountryName>BE</CountryName>
                </PostalAddress></PostalAddresses>
                <ElectronicAddress><URI xml:lang="en">mailto:lists@example.com</URI>\
                <URI xml:lang="en">https://lists.example</URI></ElectronicAddress>""";
    }

    private String list(String type, String territory, String pointers, String providers) {
        return """
                <TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#" TSLTag="http://uri.etsi.org/19612/TSLTag" \
                Id="list">
                <SchemeInformation>
                <TSLVersionIdentifier>6</TSLVersionIdentifier>
                <TSLSequenceNumber>%d</TSLSequenceNumber>
                <TSLType>%s</TSLType>
                <SchemeOperatorName><Name xml:lang="en">Operator</Name></SchemeOperatorName>
                <SchemeOperatorAddress>%s</SchemeOperatorAddress>
                <SchemeName><Name xml:lang="en">%s:A trusted list</Name></SchemeName>
                <SchemeInformationURI><URI xml:lang="en">https://lists.example</URI></SchemeInformationURI>
                <StatusDeterminationApproach>%s</StatusDeterminationApproach>
                <SchemeTypeCommunityRules>%s</SchemeTypeCommunityRules>
                <SchemeTerritory>%s</SchemeTerritory>
                <PolicyOrLegalNotice><TSLLegalNotice xml:lang="en">A test.</TSLLegalNotice></PolicyOrLegalNotice>
                <HistoricalInformationPeriod>65535</HistoricalInformationPeriod>
                %s
                <ListIssueDateTime>%s</ListIssueDateTime>
                <NextUpdate><dateTime>%s</dateTime></NextUpdate>
                </SchemeInformation>
                %s</TrustServiceStatusList>
                """.formatted(
                        issue,
                        TYPES + "TSLType/" + type,
                        contact(),
                        territory,
                        TYPES + "StatusDetn/" + (territory.equals("EU") ? type : "EUappropriate"),
                        (territory.equals("EU") ? Stream.of(type) : Stream.of("EUcommon", territory))
                                .map(rules -> "<URI xml:lang=\"en\">" + TYPES + "schemerules/" + rules + "</URI>")
                                .collect(Collectors.joining()),
                        territory,
                        pointers,
                        TestCa.SINCE,
                        nextUpdate,
                        providers);
    }

    /** Signs a list as TS 119 612 wants it. */
    static byte[] signed(String list, TestCa signer) {
        DSSDocument document = new InMemoryDocument(list.getBytes(StandardCharsets.UTF_8), "list.xml");
        XAdESSignatureParameters parameters = new TrustedListV6SignatureParametersBuilder(
                        new CertificateToken(signer.certificate()), document)
                .build();
        XAdESService service = new XAdESService(new CommonCertificateVerifier(true));
        ToBeSigned signable = service.getDataToSign(document, parameters);
        try {
            Signature signature = Signature.getInstance(
                    parameters.getDigestAlgorithm() == DigestAlgorithm.SHA512 ? "SHA512withECDSA" : "SHA256withECDSA");
            signature.initSign(signer.keys().getPrivate());
            signature.update(signable.getBytes());
            return DSSUtils.toByteArray(service.signDocument(
                    document,
                    parameters,
                    new SignatureValue(SignatureAlgorithm.forJAVA(signature.getAlgorithm()), signature.sign())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
