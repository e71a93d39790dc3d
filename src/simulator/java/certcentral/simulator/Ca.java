package certcentral.simulator;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/**
 * The stand-in's CA with all that publishes for it.
 *
 * @param root root CA, which signs the issuing CA and a CRL
 * @param issuing issuing CA, which signs seals and a CRL
 * @param responder signer of OCSP answers, delegated by the issuing CA
 * @param timeStamper signer of time-stamps, certified by the issuing CA
 * @param lotlSigner signer of the list of lists, certified by itself
 * @param listSigner signer of the national list, certified by itself
 */
record Ca(
        CertifiedKey root,
        CertifiedKey issuing,
        CertifiedKey responder,
        CertifiedKey timeStamper,
        CertifiedKey lotlSigner,
        CertifiedKey listSigner) {

    /** Returns the issuing CA, then the root. */
    List<X509Certificate> chain() {
        return List.of(issuing.certificate(), root.certificate());
    }

    /** Returns whether the issuing CA certified one of the stand-in's own units under this serial number. */
    boolean hasUnit(BigInteger serial) {
        return Stream.of(responder, timeStamper)
                .anyMatch(unit -> unit.certificate().getSerialNumber().equals(serial));
    }
}
