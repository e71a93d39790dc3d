package certcentral.simulator;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.springframework.web.util.HtmlUtils;

/** Writes trusted lists of version 6 (TS 119 612 V2.4.1), not yet signed. */
final class TrustListXml {

    private static final String GRANTED = "granted";
    private static final String WITHDRAWN = "withdrawn";
    private static final String FOR_SEALS = "ForeSeals";
    private static final String FOR_SIGNATURES = "ForeSignatures";
    private static final String LOTL_TYPE = "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists";
    private static final String LIST_TYPE = "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric";

    /**
     * The service of a CA that issues qualified certificates.
     *
     * @param status last part of the status's URI
     * @param since when it got that status
     * @param purpose last part of the URI that says for what the certificates are
     * @param grantedBefore when it was granted before, if it had another status
     */
    record Service(
            X509Certificate certificate,
            String status,
            Instant since,
            String purpose,
            Optional<Instant> grantedBefore) {

        static Service granted(X509Certificate certificate, Instant since) {
            return new Service(certificate, GRANTED, since, FOR_SEALS, Optional.empty());
        }

        Service forSignatures() {
            return new Service(certificate, status, since, FOR_SIGNATURES, grantedBefore);
        }

        Service withdrawnFromTheStart() {
            return new Service(certificate, WITHDRAWN, since, purpose, grantedBefore);
        }

        Service withdrawn(Instant at) {
            return new Service(certificate, WITHDRAWN, at, purpose, Optional.of(since));
        }
    }

    private final PublicAddress address;
    private final long sequence;
    private final Instant issued;
    private final Instant nextUpdate;

    TrustListXml(PublicAddress address, long sequence, Instant issued, Instant nextUpdate) {
        this.address = address;
        this.sequence = sequence;
        this.issued = issued;
        this.nextUpdate = nextUpdate;
    }

    /** Changes a letter of the operator's name in a list that is signed. */
    static byte[] change(byte[] list) {
        return new String(list, StandardCharsets.UTF_8)
                .replaceFirst(CaFactory.OPERATOR, CaFactory.OPERATOR.replace('C', 'K'))
                .getBytes(StandardCharsets.UTF_8);
    }

    String listOfLists(X509Certificate ownSigner, X509Certificate listSigner) {
        return list(
                LOTL_TYPE,
                "EU",
                "http://uri.etsi.org/TrstSvc/TrustedList/StatusDetn/EUlistofthelists",
                "http://uri.etsi.org/TrstSvc/TrustedList/schemerules/EUlistofthelists",
                "<PointersToOtherTSL>"
                        + pointer(ownSigner, "lotl.xml", LOTL_TYPE, "EU", "EUlistofthelists")
                        + pointer(listSigner, "national-list.xml", LIST_TYPE, CaFactory.COUNTRY, "EUcommon")
                        + "</PointersToOtherTSL>",
                "lotl.xml",
                "");
    }

    /** Writes the list of one provider, with its CA if there is one and with its time-stamping unit. */
    String nationalList(Optional<Service> ca, X509Certificate timeStamper) {
        String services = ca.map(this::service).orElse("")
                + """
                <TSPService><ServiceInformation>
                <ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST</ServiceTypeIdentifier>
                <ServiceName><Name xml:lang="en">Qualified time-stamps</Name></ServiceName>
                %s
                <ServiceStatus>%s</ServiceStatus>
                <StatusStartingTime>%s</StatusStartingTime>
                </ServiceInformation></TSPService>
                """.formatted(
                                identity(timeStamper),
                                status(GRANTED),
                                timeStamper.getNotBefore().toInstant());
        return list(
                LIST_TYPE,
                CaFactory.COUNTRY,
                "http://uri.etsi.org/TrstSvc/TrustedList/StatusDetn/EUappropriate",
                "http://uri.etsi.org/TrstSvc/TrustedList/schemerules/EUcommon",
                "",
                "national-list.xml",
                """
                <TrustServiceProviderList><TrustServiceProvider>
                <TSPInformation>
                <TSPName><Name xml:lang="en">%1$s</Name></TSPName>
                <TSPTradeName><Name xml:lang="en">NTRIE-000000</Name></TSPTradeName>
                <TSPAddress>%2$s</TSPAddress>
                <TSPInformationURI><URI xml:lang="en">%3$s</URI></TSPInformationURI>
                </TSPInformation>
                <TSPServices>%4$s</TSPServices>
                </TrustServiceProvider></TrustServiceProviderList>
                """.formatted(CaFactory.OPERATOR, contact(), uri(""), services));
    }

    private String list(
            String type,
            String territory,
            String approach,
            String rules,
            String pointers,
            String file,
            String providers) {
        return """
                <TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#" TSLTag="http://uri.etsi.org/19612/TSLTag" \
                Id="list">
                <SchemeInformation>
                <TSLVersionIdentifier>6</TSLVersionIdentifier>
                <TSLSequenceNumber>%1$d</TSLSequenceNumber>
                <TSLType>%2$s</TSLType>
                <SchemeOperatorName><Name xml:lang="en">%3$s</Name></SchemeOperatorName>
                <SchemeOperatorAddress>%4$s</SchemeOperatorAddress>
                <SchemeName><Name xml:lang="en">%5$s:Trusted list of the simulator; nobody should trust it</Name></SchemeName>
                <SchemeInformationURI><URI xml:lang="en">%6$s</URI></SchemeInformationURI>
                <StatusDeterminationApproach>%7$s</StatusDeterminationApproach>
                <SchemeTypeCommunityRules>%8$s</SchemeTypeCommunityRules>
                <SchemeTerritory>%5$s</SchemeTerritory>
                <PolicyOrLegalNotice><TSLLegalNotice xml:lang="en">For demonstrations and tests.</TSLLegalNotice>\
                </PolicyOrLegalNotice>
                <HistoricalInformationPeriod>65535</HistoricalInformationPeriod>
                %9$s
                <ListIssueDateTime>%10$s</ListIssueDateTime>
                <NextUpdate><dateTime>%11$s</dateTime></NextUpdate>
                <DistributionPoints><URI>%12$s</URI></DistributionPoints>
                </SchemeInformation>
                %13$s</TrustServiceStatusList>
                """.formatted(
                        sequence,
                        type,
                        CaFactory.OPERATOR,
                        contact(),
                        territory,
                        uri(""),
                        approach,
                        rules(rules, territory),
                        pointers,
                        issued,
                        nextUpdate,
                        uri(file),
                        providers);
    }

    /** Returns the rules that all lists follow and, in a national list, those of its country. */
    private static String rules(String common, String territory) {
        String first = "<URI xml:lang=\"en\">" + common + "</URI>";
        return territory.equals("EU")
                ? first
                : first + "<URI xml:lang=\"en\">http://uri.etsi.org/TrstSvc/TrustedList/schemerules/" + territory
                        + "</URI>";
    }

    private String pointer(X509Certificate signer, String file, String type, String territory, String rules) {
        return """
                <OtherTSLPointer>
                <ServiceDigitalIdentities><ServiceDigitalIdentity>%1$s</ServiceDigitalIdentity></ServiceDigitalIdentities>
                <TSLLocation>%2$s</TSLLocation>
                <AdditionalInformation>
                <OtherInformation><TSLType>%3$s</TSLType></OtherInformation>
                <OtherInformation><SchemeTerritory>%4$s</SchemeTerritory></OtherInformation>
                <OtherInformation><a:MimeType xmlns:a="http://uri.etsi.org/02231/v2/additionaltypes#">\
                application/vnd.etsi.tsl+xml</a:MimeType></OtherInformation>
                <OtherInformation><SchemeOperatorName><Name xml:lang="en">%5$s</Name></SchemeOperatorName></OtherInformation>
                <OtherInformation><SchemeTypeCommunityRules>%6$s</SchemeTypeCommunityRules></OtherInformation>
                </AdditionalInformation>
                </OtherTSLPointer>
                """.formatted(
                        digitalId(signer),
                        uri(file),
                        type,
                        territory,
                        CaFactory.OPERATOR,
                        rules("http://uri.etsi.org/TrstSvc/TrustedList/schemerules/" + rules, territory));
    }

    private String service(Service service) {
        String history = service.grantedBefore()
                .map(since ->
                        """
                        <ServiceHistory><ServiceHistoryInstance>
                        <ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/CA/QC</ServiceTypeIdentifier>
                        <ServiceName><Name xml:lang="en">Qualified certificates</Name></ServiceName>
                        <ServiceDigitalIdentity>%s</ServiceDigitalIdentity>
                        <ServiceStatus>%s</ServiceStatus>
                        <StatusStartingTime>%s</StatusStartingTime>
                        %s
                        </ServiceHistoryInstance></ServiceHistory>
                        """.formatted(keyId(service.certificate()), status(GRANTED), since, purpose(service.purpose())))
                .orElse("");
        return """
                <TSPService><ServiceInformation>
                <ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/CA/QC</ServiceTypeIdentifier>
                <ServiceName><Name xml:lang="en">Qualified certificates</Name></ServiceName>
                %s
                <ServiceStatus>%s</ServiceStatus>
                <StatusStartingTime>%s</StatusStartingTime>
                %s
                </ServiceInformation>%s</TSPService>
                """.formatted(
                        identity(service.certificate()),
                        status(service.status()),
                        service.since(),
                        purpose(service.purpose()),
                        history);
    }

    private static String purpose(String purpose) {
        return """
                <ServiceInformationExtensions><Extension Critical="true"><AdditionalServiceInformation>
                <URI xml:lang="en">http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/%s</URI>
                </AdditionalServiceInformation></Extension></ServiceInformationExtensions>""".formatted(purpose);
    }

    private static String status(String status) {
        return "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/" + status;
    }

    private String contact() {
        return """
                <PostalAddresses><PostalAddress xml:lang="en">
                <StreetAddress>1 Example Street</StreetAddress><Locality>Dublin</Locality><CountryName>%s</CountryName>
                </PostalAddress></PostalAddresses>
                <ElectronicAddress><URI xml:lang="en">mailto:simulator@example.com</URI><URI xml:lang="en">%s</URI>\
                </ElectronicAddress>""".formatted(CaFactory.COUNTRY, uri(""));
    }

    private static String identity(X509Certificate certificate) {
        return "<ServiceDigitalIdentity>" + digitalId(certificate) + keyId(certificate) + "</ServiceDigitalIdentity>";
    }

    private static String digitalId(X509Certificate certificate) {
        try {
            return "<DigitalId><X509Certificate>" + base64(certificate.getEncoded()) + "</X509Certificate></DigitalId>";
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String keyId(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        byte[] id = SubjectKeyIdentifier.getInstance(
                        ASN1OctetString.getInstance(extension).getOctets())
                .getKeyIdentifier();
        return "<DigitalId><X509SubjectName>"
                + HtmlUtils.htmlEscape(certificate.getSubjectX500Principal().getName())
                + "</X509SubjectName></DigitalId><DigitalId><X509SKI>" + base64(id) + "</X509SKI></DigitalId>";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private String uri(String file) {
        return HtmlUtils.htmlEscape(address.ofPki(file));
    }
}
