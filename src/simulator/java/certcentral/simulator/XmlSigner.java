package certcentral.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Signs trusted lists as TS 119 612, annex B, asks: XAdES baseline B, enveloped. With the JDK's XML signatures and the
 * three properties that make them XAdES, because a library for it would make the stand-in's jar half as large again.
 */
final class XmlSigner {

    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final String SIGNED_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties";
    private static final String ECDSA = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    private static final String SIGNATURE_ID = "signature";
    private static final String PROPERTIES_ID = "signed-properties";
    private static final String LIST_REFERENCE_ID = "reference-to-list";

    private XmlSigner() {}

    static byte[] unsigned(String xml) {
        return write(read(xml));
    }

    /** Returns the document with a signature of an elliptic key as last child of its root. */
    static byte[] sign(String xml, CertifiedKey signer, Instant at) {
        Document document = read(xml);
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        Element properties = properties(document, signer, at);
        DOMSignContext context = new DOMSignContext(signer.key(), document.getDocumentElement());
        context.setDefaultNamespacePrefix("ds");
        context.setIdAttributeNS((Element) properties.getFirstChild(), null, "Id");
        try {
            factory.newXMLSignature(
                            references(factory),
                            keyInfo(factory, signer),
                            List.of(factory.newXMLObject(List.of(new DOMStructure(properties)), null, null, null)),
                            SIGNATURE_ID,
                            null)
                    .sign(context);
            return write(document);
        } catch (MarshalException | XMLSignatureException | GeneralSecurityException failure) {
            throw new IllegalStateException("The list cannot be signed", failure);
        }
    }

    private static SignedInfo references(XMLSignatureFactory factory) throws GeneralSecurityException {
        DigestMethod sha256 = factory.newDigestMethod(DigestMethod.SHA256, null);
        Transform canonical = factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null);
        Transform enveloped = factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null);
        Reference list = factory.newReference("", sha256, List.of(enveloped, canonical), null, LIST_REFERENCE_ID);
        Reference properties =
                factory.newReference("#" + PROPERTIES_ID, sha256, List.of(canonical), SIGNED_PROPERTIES, null);
        return factory.newSignedInfo(
                factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod(ECDSA, null),
                List.of(list, properties));
    }

    private static KeyInfo keyInfo(XMLSignatureFactory factory, CertifiedKey signer) {
        KeyInfoFactory infos = factory.getKeyInfoFactory();
        return infos.newKeyInfo(List.of(infos.newX509Data(List.of(signer.certificate()))));
    }

    private static Element properties(Document document, CertifiedKey signer, Instant at) {
        Element qualifying = document.createElementNS(XADES, "xades:QualifyingProperties");
        qualifying.setAttribute("Target", "#" + SIGNATURE_ID);
        Element signed = child(qualifying, XADES, "xades:SignedProperties");
        signed.setAttribute("Id", PROPERTIES_ID);
        Element ofSignature = child(signed, XADES, "xades:SignedSignatureProperties");
        child(ofSignature, XADES, "xades:SigningTime").setTextContent(at.toString());
        Element digest = child(
                child(child(ofSignature, XADES, "xades:SigningCertificateV2"), XADES, "xades:Cert"),
                XADES,
                "xades:CertDigest");
        child(digest, XMLSignature.XMLNS, "ds:DigestMethod").setAttribute("Algorithm", DigestMethod.SHA256);
        child(digest, XMLSignature.XMLNS, "ds:DigestValue").setTextContent(digestOf(signer));
        Element format =
                child(child(signed, XADES, "xades:SignedDataObjectProperties"), XADES, "xades:DataObjectFormat");
        format.setAttribute("ObjectReference", "#" + LIST_REFERENCE_ID);
        child(format, XADES, "xades:MimeType").setTextContent("application/vnd.etsi.tsl+xml");
        return qualifying;
    }

    private static Element child(Element parent, String namespace, String name) {
        Element child = parent.getOwnerDocument().createElementNS(namespace, name);
        parent.appendChild(child);
        return child;
    }

    private static String digestOf(CertifiedKey signer) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(signer.certificate().getEncoded());
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Document read(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        } catch (ParserConfigurationException | SAXException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] write(Document document) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
