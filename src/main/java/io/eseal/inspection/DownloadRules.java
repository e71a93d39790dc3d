package io.eseal.inspection;

import java.security.cert.X509Certificate;
import java.util.List;

/** Rules of the form in which the certificate comes. */
final class DownloadRules {

    private static final String NOTHING = "There is no download: the token alone holds the certificate.";

    private DownloadRules() {}

    static List<Rule> rules() {
        return List.of(
                Rule.ofDelivery(
                        "download_readable",
                        "RFC 7468, 5; RFC 5280, 4.1",
                        "The download holds certificates in PEM that can be read.",
                        DownloadRules::readable),
                Rule.ofDelivery(
                        "download_leaf",
                        "RFC 5280, 4.2.1.9",
                        "The download holds exactly one certificate that is not a CA's.",
                        DownloadRules::leaf),
                new Rule(
                        "download_other",
                        Weight.FINDING,
                        "RFC 7468, 5",
                        "Nothing but certificates in blocks CERTIFICATE came, and words around them.",
                        false,
                        inspected -> Judgement.of(inspected
                                .delivered()
                                .beside()
                                .map(beside -> "The download also holds " + beside
                                        + ", which no rule has looked at; it should hold certificates in blocks"
                                        + " CERTIFICATE alone."))),
                Rule.ofDelivery(
                        "download_private_key",
                        "this service's rule",
                        "The download holds no private key, in whatever form.",
                        inspected -> Judgement.fulfilledIf(
                                !inspected.delivered().privateKey(),
                                () ->
                                        "A private key came with the certificate; it should be known to its owner alone, and a key that"
                                                + " others have seen must not be used.")),
                new Rule(
                        "certificate_seen",
                        Weight.WARNING,
                        "this service's rule",
                        "The certificate itself has been seen.",
                        false,
                        inspected -> Judgement.fulfilledIf(
                                !inspected.delivered().isNothing(),
                                () ->
                                        "Nobody has seen the certificate: CertCentral does not hand it out, and the token alone holds it."
                                                + " What is known of it is what CertCentral tells.")));
    }

    private static Judgement readable(Inspected inspected) {
        return inspected.delivered().isNothing()
                ? Judgement.notJudged(NOTHING)
                : Judgement.of(inspected
                        .delivered()
                        .problem()
                        .map(problem -> "The download cannot be read: " + problem
                                + ". It should hold whole certificates in PEM."));
    }

    private static Judgement leaf(Inspected inspected) {
        if (inspected.delivered().chain().isEmpty()) {
            return Judgement.notJudged(inspected.delivered().isNothing() ? NOTHING : "The download cannot be read.");
        }
        List<X509Certificate> leaves = inspected.delivered().chain().get().leaves();
        return Judgement.fulfilledIf(
                leaves.size() == 1 && inspected.hasCertificate(),
                () -> "The download holds " + leaves.size()
                        + " different certificates that are not a CA's; it should hold exactly one.");
    }
}
