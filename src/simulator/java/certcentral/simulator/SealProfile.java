package certcentral.simulator;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.qualified.ETSIQCObjectIdentifiers;
import org.bouncycastle.asn1.x509.qualified.RFC3739QCObjectIdentifiers;
import org.bouncycastle.asn1.x509.qualified.SemanticsInformation;

/**
 * Makes a certificate an EU qualified eSeal: EN 319 412-3 (legal persons), EN 319 412-5 (QC statements), EN 319 411-2
 * (policies).
 */
final class SealProfile {

    /** Policy identifiers QCP-l and QCP-l-qscd, EN 319 411-2. */
    static final ASN1ObjectIdentifier QCP_L = new ASN1ObjectIdentifier("0.4.0.194112.1.1");

    static final ASN1ObjectIdentifier QCP_L_QSCD = new ASN1ObjectIdentifier("0.4.0.194112.1.3");
    /** Identifiers of SemanticsId-Natural and SemanticsId-Legal, EN 319 412-1, clause 5.1. */
    static final ASN1ObjectIdentifier SEMANTICS_NATURAL = new ASN1ObjectIdentifier("0.4.0.194121.1.1");

    static final ASN1ObjectIdentifier SEMANTICS_LEGAL = new ASN1ObjectIdentifier("0.4.0.194121.1.2");

    private SealProfile() {}

    /** Fills in all that such a seal has, for this organisation. */
    static SealDraft apply(SealDraft seal, Organization organization) {
        seal.certificate()
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation))
                .with(Extension.certificatePolicies, false, policies(seal.onToken() ? QCP_L_QSCD : QCP_L))
                .with(Extension.authorityInfoAccess, false, seal.urls().accessToIssuing())
                .with(Extension.cRLDistributionPoints, false, seal.urls().crlOfIssuing());
        seal.naming(BCStyle.C, organization.country())
                .naming(BCStyle.O, organization.name())
                .naming(BCStyle.ORGANIZATION_IDENTIFIER, organization.identifier())
                .naming(BCStyle.CN, organization.name())
                .stating(ETSIQCObjectIdentifiers.id_etsi_qcs_QcCompliance)
                .stating(
                        ETSIQCObjectIdentifiers.id_etsi_qcs_QcType,
                        new DERSequence(ETSIQCObjectIdentifiers.id_etsi_qct_eseal))
                .stating(ETSIQCObjectIdentifiers.id_etsi_qcs_QcPds, disclosure("https://simulator.example/pds_en.pdf"))
                .stating(RFC3739QCObjectIdentifiers.id_qcs_pkixQCSyntax_v2, new SemanticsInformation(SEMANTICS_LEGAL));
        return seal.onToken() ? seal.stating(ETSIQCObjectIdentifiers.id_etsi_qcs_QcSSCD) : seal;
    }

    static CertificatePolicies policies(ASN1ObjectIdentifier... policies) {
        PolicyInformation[] all = new PolicyInformation[policies.length];
        for (int i = 0; i < policies.length; i++) {
            all[i] = new PolicyInformation(policies[i]);
        }
        return new CertificatePolicies(all);
    }

    /** Returns where the disclosure statement in English is, as QcPDS says it. */
    static DERSequence disclosure(String location) {
        return new DERSequence(
                new DERSequence(new ASN1Encodable[] {new DERIA5String(location), new DERPrintableString("en")}));
    }
}
