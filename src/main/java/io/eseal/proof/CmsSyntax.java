package io.eseal.proof;

import eu.europa.esig.dss.cades.validation.CAdESSignature;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import io.eseal.validation.Finding;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;

/**
 * Refuses a CMS whose form programs read differently: OpenSSL refuses what the validator takes. RFC 5652 fixes the
 * types (3, 5.1, 5.2) and that attributes have a value (5.3), RFC 5035 that there is one attribute of a kind (5.4).
 */
final class CmsSyntax {

    private CmsSyntax() {}

    /** Returns what speaks against the seal's form; empty for a good one, and for a seal that is no CMS. */
    static Optional<Finding> objection(AdvancedSignature signature) {
        return signature instanceof CAdESSignature cms
                ? oddity(ContentInfo.getInstance(cms.getCMS().getDEREncoded()))
                        .map(oddity -> new ProofRefusedException("format", "The seal is no good CMS: " + oddity + ".")
                                .finding())
                : Optional.empty();
    }

    private static Optional<String> oddity(ContentInfo cms) {
        if (!cms.getContentType().equals(CMSObjectIdentifiers.signedData)) {
            return Optional.of("it calls itself something else than signed data (" + cms.getContentType() + ")");
        }
        SignedData data = SignedData.getInstance(cms.getContent());
        ASN1ObjectIdentifier content = data.getEncapContentInfo().getContentType();
        if (!content.equals(CMSObjectIdentifiers.data)) {
            return Optional.of("it calls the document something else than data (" + content + ")");
        }
        Set<ASN1ObjectIdentifier> kinds = new HashSet<>();
        for (ASN1Encodable signer : data.getSignerInfos()) {
            for (ASN1Encodable each : SignerInfo.getInstance(signer).getAuthenticatedAttributes()) {
                Attribute attribute = Attribute.getInstance(each);
                if (!kinds.add(attribute.getAttrType())) {
                    return Optional.of("it has the attribute " + attribute.getAttrType() + " twice");
                }
                if (attribute.getAttrValues().size() == 0) {
                    return Optional.of("its attribute " + attribute.getAttrType() + " has no value");
                }
            }
        }
        return BesideCms.oddity(data);
    }
}
