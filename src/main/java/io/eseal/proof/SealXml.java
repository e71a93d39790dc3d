package io.eseal.proof;

import eu.europa.esig.dss.enumerations.CommitmentTypeEnum;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import io.eseal.text.VisibleText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.w3c.dom.Text;

/**
 * Looks at the file of a seal in XML before the validator does: it holds a seal, what baseline signatures of EN 319
 * 132-1 say of themselves, and what lets them be validated later; text stands where a value is needed, and is of that
 * value's form. So nothing in it can be taken for words of another request.
 */
final class SealXml {

    private static final Map<String, Pattern> NAMESPACES = Map.of(
            "asic",
            Pattern.compile("http://uri\\.etsi\\.org/(?:02918|2918)/v1\\.\\d\\.\\d#"
                    + "|urn:oasis:names:tc:opendocument:xmlns:digitalsignature:1\\.0"),
            "ds",
            Pattern.compile("http://www\\.w3\\.org/2000/09/xmldsig#"),
            "ec",
            Pattern.compile("http://www\\.w3\\.org/2001/10/xml-exc-c14n#"),
            "xades",
            Pattern.compile("http://uri\\.etsi\\.org/01903/v1\\.[1-3]\\.\\d#"),
            "xades141",
            Pattern.compile("http://uri\\.etsi\\.org/01903/v1\\.4\\.\\d#"));

    /** Namespaces that programs declare without need. */
    private static final Pattern DECLARED = Pattern.compile("http://www\\.w3\\.org/[\\w./-]{1,40}#?");

    private static final String TIME_STAMP = "xades:Include ds:CanonicalizationMethod xades:EncapsulatedTimeStamp";
    private static final String VALUES = "xades:CertificateValues xades:RevocationValues";
    private static final String DIGEST = "ds:DigestMethod ds:DigestValue";

    /** Which elements stand in which; what is not named here holds text, or is not there at all. */
    private static final Map<String, Set<String>> CHILDREN = Stream.of(
                    "asic:XAdESSignatures > ds:Signature",
                    "asic:document-signatures > ds:Signature",
                    "ds:Signature > ds:SignedInfo ds:SignatureValue ds:KeyInfo ds:Object",
                    "ds:SignedInfo > ds:CanonicalizationMethod ds:SignatureMethod ds:Reference",
                    "ds:CanonicalizationMethod > ec:InclusiveNamespaces",
                    "ds:SignatureMethod >",
                    "ds:Reference > ds:Transforms " + DIGEST,
                    "ds:Transforms > ds:Transform",
                    "ds:Transform > ec:InclusiveNamespaces",
                    "ec:InclusiveNamespaces >",
                    "ds:DigestMethod >",
                    "ds:KeyInfo > ds:X509Data",
                    "ds:X509Data > ds:X509Certificate",
                    "ds:Object > xades:QualifyingProperties",
                    "xades:QualifyingProperties > xades:SignedProperties xades:UnsignedProperties",
                    "xades:SignedProperties > xades:SignedSignatureProperties xades:SignedDataObjectProperties",
                    "xades:SignedSignatureProperties > xades:SigningTime xades:SigningCertificate xades:SigningCertificateV2"
                            + " xades:SignaturePolicyIdentifier",
                    "xades:SigningCertificate > xades:Cert",
                    "xades:SigningCertificateV2 > xades:Cert",
                    "xades:Cert > xades:CertDigest xades:IssuerSerial xades:IssuerSerialV2",
                    "xades:CertDigest > " + DIGEST,
                    "xades:IssuerSerial > ds:X509IssuerName ds:X509SerialNumber",
                    "xades:SignaturePolicyIdentifier > xades:SignaturePolicyImplied xades:SignaturePolicyId",
                    "xades:SignaturePolicyImplied >",
                    "xades:SignaturePolicyId > xades:SigPolicyId ds:Transforms xades:SigPolicyHash",
                    "xades:SigPolicyId > xades:Identifier",
                    "xades:SigPolicyHash > " + DIGEST,
                    "xades:SignedDataObjectProperties > xades:DataObjectFormat xades:CommitmentTypeIndication"
                            + " xades:AllDataObjectsTimeStamp xades:IndividualDataObjectsTimeStamp",
                    "xades:DataObjectFormat > xades:MimeType",
                    "xades:CommitmentTypeIndication > xades:CommitmentTypeId xades:ObjectReference"
                            + " xades:AllSignedDataObjects",
                    "xades:CommitmentTypeId > xades:Identifier xades:Description",
                    "xades:AllSignedDataObjects >",
                    "xades:AllDataObjectsTimeStamp > " + TIME_STAMP,
                    "xades:IndividualDataObjectsTimeStamp > " + TIME_STAMP,
                    "xades:Include >",
                    "xades:UnsignedProperties > xades:UnsignedSignatureProperties",
                    "xades:UnsignedSignatureProperties > xades:SignatureTimeStamp xades:CompleteCertificateRefs"
                            + " xades:CompleteRevocationRefs xades:SigAndRefsTimeStamp xades:RefsOnlyTimeStamp"
                            + " xades:AttrAuthoritiesCertValues xades:AttributeRevocationValues xades:ArchiveTimeStamp"
                            + " xades141:CompleteCertificateRefsV2 xades141:SigAndRefsTimeStampV2"
                            + " xades141:RefsOnlyTimeStampV2 xades141:TimeStampValidationData xades141:AnyValidationData"
                            + " xades141:ArchiveTimeStamp " + VALUES,
                    "xades:SignatureTimeStamp > " + TIME_STAMP,
                    "xades:SigAndRefsTimeStamp > " + TIME_STAMP,
                    "xades:RefsOnlyTimeStamp > " + TIME_STAMP,
                    "xades:ArchiveTimeStamp > " + TIME_STAMP,
                    "xades141:SigAndRefsTimeStampV2 > " + TIME_STAMP,
                    "xades141:RefsOnlyTimeStampV2 > " + TIME_STAMP,
                    "xades141:ArchiveTimeStamp > " + TIME_STAMP,
                    "xades141:TimeStampValidationData > " + VALUES,
                    "xades141:AnyValidationData > " + VALUES,
                    "xades:CertificateValues > xades:EncapsulatedX509Certificate",
                    "xades:AttrAuthoritiesCertValues > xades:EncapsulatedX509Certificate",
                    "xades:RevocationValues > xades:CRLValues xades:OCSPValues",
                    "xades:AttributeRevocationValues > xades:CRLValues xades:OCSPValues",
                    "xades:CRLValues > xades:EncapsulatedCRLValue",
                    "xades:OCSPValues > xades:EncapsulatedOCSPValue",
                    "xades:CompleteCertificateRefs > xades:CertRefs",
                    "xades141:CompleteCertificateRefsV2 > xades141:CertRefs",
                    "xades:CertRefs > xades:Cert",
                    "xades141:CertRefs > xades:Cert",
                    "xades:CompleteRevocationRefs > xades:CRLRefs xades:OCSPRefs",
                    "xades:CRLRefs > xades:CRLRef",
                    "xades:CRLRef > xades:DigestAlgAndValue xades:CRLIdentifier",
                    "xades:DigestAlgAndValue > " + DIGEST,
                    "xades:CRLIdentifier > xades:Issuer xades:IssueTime xades:Number",
                    "xades:OCSPRefs > xades:OCSPRef",
                    "xades:OCSPRef > xades:OCSPIdentifier xades:DigestAlgAndValue",
                    "xades:OCSPIdentifier > xades:ResponderID xades:ProducedAt",
                    "xades:ResponderID > xades:ByName xades:ByKey")
            .map(line -> line.split(" >", 2))
            .collect(Collectors.toUnmodifiableMap(
                    line -> line[0],
                    line -> Stream.of(line[1].strip().split(" "))
                            .filter(name -> !name.isEmpty())
                            .collect(Collectors.toUnmodifiableSet())));

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.-]{0,127}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,60}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)?");
    private static final Pattern MIME_TYPE = Pattern.compile("(?:text|application)/[A-Za-z0-9.+-]{1,60}");
    private static final Pattern IDENTIFIER =
            Pattern.compile("urn:oid:[\\d.]{3,100}|http://uri\\.etsi\\.org/01903/v1\\.\\d\\.\\d#ProofOf[A-Za-z]{1,12}");
    private static final Pattern ALGORITHM = Pattern.compile("http://www\\.w3\\.org/[\\w./-]{1,40}#?[\\w.-]{0,40}");
    private static final Pattern ENCODING = Pattern.compile("http://uri\\.etsi\\.org/01903/v1\\.\\d\\.\\d#[BCDPX]ER");
    private static final Pattern OF_REFERENCE = Pattern.compile("http://uri\\.etsi\\.org/01903(?:/v1\\.\\d\\.\\d)?"
            + "#SignedProperties|http://www\\.w3\\.org/2000/09/xmldsig#(?:Object|KeyInfo|SignatureProperties)");
    private static final Set<String> QUALIFIERS = Set.of("OIDAsURN", "OIDAsURI");
    private static final Pattern PREFIXES = Pattern.compile("[\\w -]{0,60}");
    private static final int LONGEST_HASH = 64;

    private final Set<String> ids;
    private final Set<X500Name> names;

    /** Texts that an element holds; those of names and of certificates are compared with what else is in the file. */
    private final Map<String, Predicate<Element>> texts = Map.ofEntries(
            Map.entry("ds:SignatureValue", of(text -> decoded(text).isPresent())),
            Map.entry(
                    "ds:DigestValue",
                    of(text -> decoded(text)
                            .filter(hash -> hash.length <= LONGEST_HASH)
                            .isPresent())),
            Map.entry("ds:X509Certificate", whole(ValidationData::isCertificate)),
            Map.entry("xades:EncapsulatedX509Certificate", whole(ValidationData::isCertificate)),
            Map.entry("xades:EncapsulatedOCSPValue", whole(ValidationData::isAnswer)),
            Map.entry("xades:EncapsulatedCRLValue", whole(ValidationData::isList)),
            Map.entry("xades:EncapsulatedTimeStamp", whole(ValidationData::isTimeStamp)),
            Map.entry("xades:SigningTime", of(TIME.asMatchPredicate())),
            Map.entry("xades:IssueTime", of(TIME.asMatchPredicate())),
            Map.entry("xades:ProducedAt", of(TIME.asMatchPredicate())),
            Map.entry("xades:Number", of(NUMBER.asMatchPredicate())),
            Map.entry("ds:X509SerialNumber", of(NUMBER.asMatchPredicate())),
            Map.entry("xades:MimeType", of(MIME_TYPE.asMatchPredicate())),
            Map.entry("xades:Identifier", of(IDENTIFIER.asMatchPredicate())),
            Map.entry("xades:Description", of(SealXml::isOfCommitment)),
            Map.entry("xades:ObjectReference", of(this::isLink)),
            Map.entry("xades:IssuerSerialV2", whole(SealXml::isIssuerSerial)),
            Map.entry(
                    "xades:ByKey",
                    of(text -> decoded(text)
                            .filter(hash -> hash.length <= LONGEST_HASH)
                            .isPresent())),
            Map.entry("xades:ByName", of(this::isKnown)),
            Map.entry("xades:Issuer", of(this::isKnown)),
            // The one in what was sealed is compared with the certificate itself (NamedCertificate).
            Map.entry("ds:X509IssuerName", element -> isOfSigner(element) || isKnown(text(element))));

    private SealXml(Document document) {
        this.ids = IntStream.range(0, elements(document).getLength())
                .mapToObj(i -> (Element) elements(document).item(i))
                .map(element -> element.getAttribute("Id"))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
        this.names = Stream.of("X509Certificate", "EncapsulatedX509Certificate")
                .map(name -> document.getElementsByTagNameNS("*", name))
                .flatMap(found -> IntStream.range(0, found.getLength()).mapToObj(found::item))
                .flatMap(certificate -> decoded(certificate.getTextContent()).stream())
                .filter(ValidationData::isCertificate)
                .map(Certificate::getInstance)
                .flatMap(certificate -> Stream.of(certificate.getSubject(), certificate.getIssuer()))
                .collect(Collectors.toSet());
    }

    /** Refuses what may not be in a seal's file, by its name. */
    static void check(Document document) throws ProofRefusedException {
        SealXml xml = new SealXml(document);
        List<String> found = new ArrayList<>();
        Element root = document.getDocumentElement();
        if (document.getElementsByTagNameNS("*", "CounterSignature").getLength() > 0) {
            throw new ProofRefusedException(
                    "one_signer", "The seal holds a countersignature; there should be one seal and nothing else.");
        }
        if (name(root).startsWith("asic:") && CHILDREN.containsKey(name(root))) {
            xml.look(root, found);
        } else {
            found.add("the element " + shown(root) + " as its outermost one");
        }
        NodeList outside = document.getChildNodes();
        IntStream.range(0, outside.getLength())
                .mapToObj(outside::item)
                .filter(node -> node != root)
                .forEach(node -> found.add(words(node) + " outside of its elements"));
        if (!found.isEmpty()) {
            throw new ProofRefusedException(
                    "format",
                    "The file of the seal holds " + found.get(0)
                            + ", which is not needed to seal the document. Seal without it.");
        }
    }

    private void look(Element element, List<String> found) {
        lookAtAttributes(element, found);
        Set<String> allowed = CHILDREN.getOrDefault(name(element), Set.of());
        Optional<Predicate<Element>> value = Optional.ofNullable(texts.get(name(element)));
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength() && found.isEmpty(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element child && allowed.contains(name(child))) {
                look(child, found);
            } else if (!(node instanceof Text text)
                    || value.isEmpty() && !text.getData().isBlank()) {
                found.add(words(node) + " in the element " + shown(element));
            }
        }
        if (found.isEmpty() && value.filter(form -> !form.test(element)).isPresent()) {
            found.add("another text in the element " + shown(element) + " than the value that belongs there");
        }
    }

    private void lookAtAttributes(Element element, List<String> found) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength() && found.isEmpty(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            boolean declares = "http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI());
            if (declares ? !isNamespace(attribute) : !isAttribute(element, attribute)) {
                found.add("the attribute " + cut(attribute.getName()) + " of the element " + shown(element)
                        + (declares ? "" : " with a value that does not belong there"));
            }
        }
    }

    private static boolean isNamespace(Attr declaration) {
        return NAME.matcher(declaration.getLocalName()).matches()
                && declaration.getLocalName().length() <= 20
                && (DECLARED.matcher(declaration.getValue()).matches()
                        || NAMESPACES.values().stream()
                                .anyMatch(namespace -> namespace
                                        .matcher(declaration.getValue())
                                        .matches()));
    }

    private boolean isAttribute(Element element, Attr attribute) {
        if (attribute.getNamespaceURI() != null) {
            return false;
        }
        String value = attribute.getValue();
        return switch (attribute.getName()) {
            case "Id" -> NAME.matcher(value).matches();
            case "Algorithm" ->
                name(element).equals("ds:DigestMethod")
                        ? isHash(value)
                        : ALGORITHM.matcher(value).matches();
            // A reference names a file of the container otherwise (SealedContainer).
            case "URI" -> isLink(value) || name(element).equals("ds:Reference") && !value.startsWith("#");
            case "Target", "ObjectReference" -> isLink(value);
            case "Type" -> OF_REFERENCE.matcher(value).matches();
            case "Encoding" -> ENCODING.matcher(value).matches();
            case "Qualifier" -> QUALIFIERS.contains(value);
            case "PrefixList" -> PREFIXES.matcher(value).matches();
            case "referencedData" -> Set.of("true", "false", "0", "1").contains(value);
            default -> false;
        };
    }

    private boolean isLink(String value) {
        return value.startsWith("#") && ids.contains(value.substring(1));
    }

    private static boolean isHash(String algorithm) {
        return Stream.of(DigestAlgorithm.values()).map(DigestAlgorithm::getUri).anyMatch(algorithm::equals);
    }

    /** DSS describes the commitments of EN 319 122-1 by sentences of its own. */
    private static boolean isOfCommitment(String description) {
        return Stream.of(CommitmentTypeEnum.values())
                .map(CommitmentTypeEnum::getDescription)
                .anyMatch(description::equals);
    }

    private static Predicate<Element> of(Predicate<String> value) {
        return element -> value.test(text(element));
    }

    private static Predicate<Element> whole(Predicate<byte[]> value) {
        return of(text -> decoded(text).filter(value).isPresent());
    }

    private static String text(Element element) {
        return element.getTextContent().strip();
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isIssuerSerial(byte[] der) {
        try {
            return ValidationData.isWhole(der) && IssuerSerial.getInstance(der) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean isOfSigner(Element name) {
        Node certificates = name.getParentNode().getParentNode().getParentNode();
        return certificates instanceof Element element && name(element).equals("xades:SigningCertificate");
    }

    /** Returns whether it is the name of somebody whose certificate, or whose issuer's or subject's, is in the seal. */
    private boolean isKnown(String name) {
        try {
            return names.contains(X500Name.getInstance(new X500Principal(name).getEncoded()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the element's name with the prefix that it has here; without one when it is none of a seal's. */
    private static String name(Element element) {
        String namespace = String.valueOf(element.getNamespaceURI());
        return NAMESPACES.entrySet().stream()
                        .filter(known -> known.getValue().matcher(namespace).matches())
                        .map(known -> known.getKey() + ":")
                        .findFirst()
                        .orElse("")
                + element.getLocalName();
    }

    private static NodeList elements(Document document) {
        return document.getElementsByTagName("*");
    }

    private static String words(Node node) {
        return switch (node.getNodeType()) {
            case Node.ELEMENT_NODE -> "the element " + shown((Element) node);
            case Node.COMMENT_NODE -> "a comment";
            case Node.PROCESSING_INSTRUCTION_NODE -> "a processing instruction";
            default -> "text";
        };
    }

    private static String shown(Element element) {
        return cut(element.getLocalName());
    }

    private static String cut(String name) {
        return VisibleText.withoutInvisible(name.substring(0, Math.min(name.length(), 60)));
    }
}
