package certcentral.simulator;

import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.springframework.stereotype.Component;

/** Builds the extensions of certificates that say where the stand-in publishes. */
@Component
class SealUrls {

    private final PublicAddress address;

    SealUrls(PublicAddress address) {
        this.address = address;
    }

    AuthorityInformationAccess accessToIssuing() {
        return new AuthorityInformationAccess(new AccessDescription[] {caIssuers("issuing.crt"), ocsp()});
    }

    /** Returns the access without the one or the other of its entries. */
    AuthorityInformationAccess onlyOcsp() {
        return new AuthorityInformationAccess(ocsp());
    }

    AuthorityInformationAccess onlyCaIssuers() {
        return new AuthorityInformationAccess(caIssuers("issuing.crt"));
    }

    AuthorityInformationAccess accessToRoot() {
        return new AuthorityInformationAccess(caIssuers("root.crt"));
    }

    CRLDistPoint crlOfIssuing() {
        return crl("issuing.crl");
    }

    CRLDistPoint crlOfRoot() {
        return crl("root.crl");
    }

    private AccessDescription caIssuers(String file) {
        return new AccessDescription(AccessDescription.id_ad_caIssuers, uri(file));
    }

    private AccessDescription ocsp() {
        return new AccessDescription(AccessDescription.id_ad_ocsp, uri("ocsp"));
    }

    private CRLDistPoint crl(String file) {
        return new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(new DistributionPointName(new GeneralNames(uri(file))), null, null)
        });
    }

    private GeneralName uri(String file) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, address.ofPki(file));
    }
}
