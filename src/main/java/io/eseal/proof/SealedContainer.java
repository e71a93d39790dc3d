package io.eseal.proof;

import eu.europa.esig.dss.spi.DSSUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.w3c.dom.Text;
import org.xml.sax.SAXException;

/**
 * Looks into a container before the validator does.
 *
 * @param data the documents in it: all that is neither seal, manifest nor time-stamp, wherever it lies
 * @param xml whether the seal is in XML (XAdES), else in CMS (CAdES)
 */
record SealedContainer(List<byte[]> data, boolean xml) {

    private static final int MOST_ENTRIES = 20;
    private static final int LARGEST_UNPACKED = 4 * 1024 * 1024;
    private static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    private static final Set<String> CANONICAL = Set.of(
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
            "http://www.w3.org/2001/10/xml-exc-c14n#",
            "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
            "http://www.w3.org/2006/12/xml-c14n11",
            "http://www.w3.org/2006/12/xml-c14n11#WithComments");

    /** What EN 319 162-1 puts beside the documents, which the validator knows by these names. */
    private static final Pattern PART = Pattern.compile("mimetype|META-INF/|META-INF/manifest\\.xml"
            + "|META-INF/[^/]*(?i:asicmanifest|asicarchivemanifest)[^/]*\\.xml"
            + "|META-INF/[^/]*(?i:signature)[^/]*\\.(?:xml|p7s)|META-INF/[^/]*(?i:timestamp)[^/]*\\.tst");

    /** Beside a seal in XML no manifest of its own and no time-stamp stands: both are in the seal. */
    private static final Pattern PART_BESIDE_XML = Pattern.compile(
            "mimetype|META-INF/|META-INF/manifest\\.xml|META-INF/[^/]*(?i:signature)[^/]*\\.(?:xml|p7s)");

    private static final Pattern XML_SEAL = Pattern.compile("META-INF/signatures[0-9a-zA-Z-]*\\.xml");
    private static final Pattern OF_XML = Pattern.compile("(?i:META-INF/.*signature.*\\.xml)");
    private static final Pattern OF_PARTS = Pattern.compile("urn:oasis:names:tc:opendocument:xmlns:manifest:1\\.0"
            + "|http://uri\\.etsi\\.org/02918/.*|http://www\\.w3\\.org/2000/09/xmldsig#");
    private static final Pattern SIGNED_TEXT =
            Pattern.compile("http://www\\.w3\\.org/.*|http://uri\\.etsi\\.org/(?:01903|19132)/.*");

    private static final String TYPE = "application/vnd.etsi.asic-e+zip";
    /** The namespaces of manifests: of OpenDocument, and of EN 319 162-1, annex A. */
    private static final Set<String> OF_MANIFESTS =
            Set.of("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "http://uri.etsi.org/02918/v1.2.1#");

    /**
     * Reads a container.
     *
     * @throws IOException when it is no container
     * @throws ProofRefusedException when the validator must not be given it
     */
    static SealedContainer read(byte[] container) throws IOException, ProofRefusedException {
        List<byte[]> data = new ArrayList<>();
        List<ZipEntries.Entry> entries = ZipEntries.read(container, MOST_ENTRIES, LARGEST_UNPACKED);
        Set<String> names = entries.stream().map(ZipEntries.Entry::name).collect(Collectors.toSet());
        boolean xml = entries.stream().map(ZipEntries.Entry::name).anyMatch(OF_XML.asMatchPredicate());
        boolean cms = false;
        int manifests = 0;
        for (ZipEntries.Entry entry : entries) {
            String name = entry.name().toLowerCase(Locale.ROOT);
            boolean signature = name.startsWith("meta-inf/") && name.contains("signature");
            if (name.endsWith(".xml")) {
                checkXml(entry.content());
            }
            if (signature && name.endsWith(".xml")) {
                if (!XML_SEAL.matcher(entry.name()).matches()) {
                    throw new ProofRefusedException(
                            "format",
                            "The container holds a file whose name is not that of a seal in XML; it should be"
                                    + " META-INF/signatures.xml, with letters, digits and hyphens before the dot.");
                }
                SealXml.check(parsed(entry.content()));
            }
            if (signature && name.endsWith(".p7s") && !ValidationData.isWhole(entry.content())) {
                throw new ProofRefusedException(
                        "format", "There is something beside the seal in the file that holds it: " + name + ".");
            }
            if (name.equals("mimetype") && !isType(entry.content())) {
                throw new ProofRefusedException(
                        "format",
                        "The container is not of the kind ASiC-E: its mimetype says so. Seal into an ASiC-E container.");
            }
            if (signature && name.endsWith(".xml") && !namesFiles(entry.content(), names)) {
                throw new ProofRefusedException("document", "The seal names a file that is not in the container.");
            }
            cms |= signature && name.endsWith(".p7s");
            manifests += name.contains("asicmanifest") ? 1 : 0;
            if (!isPart(entry, names, xml)) {
                data.add(entry.content());
            }
        }
        if (!xml && !cms) {
            throw new ProofRefusedException("format", "There is no seal in the container.");
        }
        // A seal in XML names its documents itself (EN 319 162-1, 4.4.3).
        if (xml && (cms || manifests > 0) || manifests > 1) {
            throw new ProofRefusedException("one_signer", "The container holds more than one seal.");
        }
        return new SealedContainer(data, xml);
    }

    private static boolean isType(byte[] content) {
        return TYPE.equals(new String(content, StandardCharsets.US_ASCII).strip());
    }

    /** Returns whether the entry is a part of the container and nothing that could be taken for a document. */
    private static boolean isPart(ZipEntries.Entry entry, Set<String> names, boolean xml) throws IOException {
        String name = entry.name();
        if (!(xml ? PART_BESIDE_XML : PART).matcher(name).matches()) {
            return false;
        }
        if (name.endsWith("/")) {
            return entry.content().length == 0;
        }
        if (name.endsWith(".tst")) {
            return ValidationData.isTimeStamp(entry.content());
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.matches(".*manifest[^/]*\\.xml")
                || isManifest(parsed(entry.content()), names, lower.contains("asicmanifest"));
    }

    /** Returns whether it is a manifest, and, unless a seal is over it, holds neither text nor names of other files. */
    private static boolean isManifest(Document manifest, Set<String> names, boolean sealed) {
        if (!OF_MANIFESTS.contains(String.valueOf(manifest.getDocumentElement().getNamespaceURI()))) {
            return false;
        }
        NodeList files = manifest.getElementsByTagNameNS("*", "file-entry");
        return sealed
                || isPlain(manifest, OF_PARTS)
                        && IntStream.range(0, files.getLength())
                                .mapToObj(i -> pathOf((Element) files.item(i)))
                                .allMatch(path -> path.endsWith("/") || names.contains(path));
    }

    private static String pathOf(Element file) {
        return file.getAttributeNS("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "full-path");
    }

    /** Returns whether what the seal is over lies in the seal or in files of the container. */
    private static boolean namesFiles(byte[] xml, Set<String> names) throws IOException {
        NodeList references = parsed(xml).getElementsByTagNameNS(SIGNATURE, "Reference");
        return IntStream.range(0, references.getLength())
                .mapToObj(i -> ((Element) references.item(i)).getAttribute("URI"))
                .allMatch(uri -> uri.startsWith("#")
                        || Stream.of(uri, DSSUtils.decodeURI(uri))
                                .map(name -> name.replaceFirst("^\\.?/", ""))
                                .anyMatch(names::contains));
    }

    /** Returns whether all elements are of these namespaces, with text in the innermost alone, and nothing else. */
    private static boolean isPlain(Node node, Pattern namespaces) {
        NodeList nodes = node.getChildNodes();
        boolean inner = node instanceof Element element
                && element.getElementsByTagName("*").getLength() == 0;
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .allMatch(child -> child instanceof Element inside
                        ? namespaces
                                        .matcher(String.valueOf(inside.getNamespaceURI()))
                                        .matches()
                                && isPlain(inside, namespaces)
                        : child instanceof Text text
                                && (text.getData().isBlank()
                                        || inner
                                                && SIGNED_TEXT
                                                        .matcher(String.valueOf(node.getNamespaceURI()))
                                                        .matches()));
    }

    /** Refuses what makes a validator compute or fetch: types of documents, programs that change what is signed. */
    private static void checkXml(byte[] xml) throws IOException, ProofRefusedException {
        NodeList elements = parsed(xml).getElementsByTagNameNS(SIGNATURE, "*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            boolean changes = switch (element.getLocalName()) {
                case "Transform", "CanonicalizationMethod" -> !CANONICAL.contains(element.getAttribute("Algorithm"));
                case "Reference" -> element.getAttribute("URI").contains(":");
                case "RetrievalMethod", "XPath" -> true;
                default -> false;
            };
            if (changes) {
                throw new ProofRefusedException(
                        "format",
                        "The seal in the container is over something that was fetched or changed, not over the document itself.");
            }
        }
    }

    private static Document parsed(byte[] xml) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            // The parser's own handler writes to the error stream.
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }
}
