package certcentral.simulator;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.qualified.ETSIQCObjectIdentifiers;
import org.bouncycastle.asn1.x509.qualified.QCStatement;
import org.bouncycastle.asn1.x509.qualified.RFC3739QCObjectIdentifiers;
import org.bouncycastle.asn1.x509.qualified.SemanticsInformation;

/**
 * Builds the parts that make a certificate an EU qualified eSeal: EN 319 412-3 (legal persons), EN 319 412-5 (QC
 * statements).
 */
final class SealProfile {

    /** Policy identifiers QCP-l and QCP-l-qscd, EN 319 411-2. */
    private static final ASN1ObjectIdentifier QCP_L = new ASN1ObjectIdentifier("0.4.0.194112.1.1");

    private static final ASN1ObjectIdentifier QCP_L_QSCD = new ASN1ObjectIdentifier("0.4.0.194112.1.3");
    /** Identifier of SemanticsId-Legal, EN 319 412-1, clause 5.1.4. */
    private static final ASN1ObjectIdentifier SEMANTICS_LEGAL = new ASN1ObjectIdentifier("0.4.0.194121.1.2");

    private static final String HOST = "simulator.example";

    private SealProfile() {}

    static X500Name subject(Organization organization) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, organization.country())
                .addRDN(BCStyle.O, organization.name())
                .addRDN(BCStyle.ORGANIZATION_IDENTIFIER, organization.identifier())
                .addRDN(BCStyle.CN, organization.name())
                .build();
    }

    static DERSequence qcStatements(boolean onToken) {
        ASN1EncodableVector statements = new ASN1EncodableVector();
        statements.add(new QCStatement(ETSIQCObjectIdentifiers.id_etsi_qcs_QcCompliance));
        if (onToken) {
            statements.add(new QCStatement(ETSIQCObjectIdentifiers.id_etsi_qcs_QcSSCD));
        }
        statements.add(new QCStatement(
                ETSIQCObjectIdentifiers.id_etsi_qcs_QcType,
                new DERSequence(ETSIQCObjectIdentifiers.id_etsi_qct_eseal)));
        DERSequence location = new DERSequence(
                new ASN1Encodable[] {new DERIA5String("https://" + HOST + "/pds_en.pdf"), new DERPrintableString("en")
                });
        statements.add(new QCStatement(ETSIQCObjectIdentifiers.id_etsi_qcs_QcPds, new DERSequence(location)));
        statements.add(new QCStatement(
                RFC3739QCObjectIdentifiers.id_qcs_pkixQCSyntax_v2, new SemanticsInformation(SEMANTICS_LEGAL)));
        return new DERSequence(statements);
    }

    static CertificatePolicies policies(boolean onToken) {
        return new CertificatePolicies(new PolicyInformation(onToken ? QCP_L_QSCD : QCP_L));
    }

    static AuthorityInformationAccess authorityAccess() {
        return new AuthorityInformationAccess(new AccessDescription[] {
            new AccessDescription(AccessDescription.id_ad_caIssuers, uri("http://" + HOST + "/issuing.crt")),
            new AccessDescription(AccessDescription.id_ad_ocsp, uri("http://ocsp." + HOST))
        });
    }

    static CRLDistPoint crlDistribution() {
        GeneralNames location = new GeneralNames(uri("http://crl." + HOST + "/issuing.crl"));
        return new CRLDistPoint(
                new DistributionPoint[] {new DistributionPoint(new DistributionPointName(location), null, null)});
    }

    private static GeneralName uri(String value) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, value);
    }
}
