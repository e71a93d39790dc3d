package io.eseal.inspection;

import io.eseal.trust.TrustVerdict;
import io.eseal.trust.TrustVerdict.ListedService;
import io.eseal.trust.TrustVerdict.Revocation;
import java.util.List;
import java.util.Optional;

/** Rules of the verdict on trust: the path, the trusted list, and the revocation. */
final class TrustRules {

    private TrustRules() {}

    static List<Rule> rules() {
        return List.of(
                Rule.hard(
                        "trust_path",
                        "RFC 5280, 6.1; eIDAS, article 22",
                        "The certificate leads to a trusted CA.",
                        TrustRules::path),
                Rule.hard(
                        "trust_service",
                        "TS 119 615; eIDAS, article 22",
                        "The trusted list had the issuer as a CA that is granted qualified certificates for seals when the"
                                + " certificate began, and has it so now.",
                        TrustRules::service),
                Rule.finding(
                        "trust_qualification",
                        "TS 119 615",
                        "The European validator's rules lead to the same qualification as was ordered.",
                        TrustRules::qualification),
                Rule.warning(
                        "trust_qualification_judged",
                        "TS 119 615; this service's rule",
                        "Where trusted lists are read, one of them judges the issuer, not the file of trusted CAs alone.",
                        inspected -> Judgement.fulfilledIf(
                                inspected.trust().lists().isEmpty()
                                        || inspected
                                                .trust()
                                                .anchor()
                                                .filter(TrustVerdict.Anchor.FILE::equals)
                                                .isEmpty(),
                                () ->
                                        "No trusted list knows the issuer, and the file of trusted CAs does: whether the seal is a"
                                                + " qualified one was not judged.")),
                Rule.hard(
                        "revocation",
                        "RFC 6960; RFC 5280, 6.3; eIDAS, article 24(4)",
                        "The certificate is not revoked: neither its OCSP responders nor its CRLs say so, of which three each are"
                                + " asked.",
                        TrustRules::revocation),
                Rule.finding(
                        "revocation_responder",
                        "RFC 6960, 2.2",
                        "The issuer's OCSP responder knows the certificate.",
                        TrustRules::responder),
                Rule.warning(
                        "revocation_known",
                        "RFC 6960; RFC 5280, 6.3",
                        "The issuer says whether the certificate is revoked.",
                        TrustRules::revocationKnown),
                Rule.finding(
                        "revocation_askable",
                        "EN 319 412-2, GEN-4.4.1-8; eIDAS, annex III (i)",
                        "At least one address of the certificate's status is one that can be called.",
                        inspected -> Judgement.fulfilledIf(
                                !inspected.trust().revocation().nobodyToAsk(),
                                () -> "Nobody can ever ask whether the certificate is revoked"
                                        + inspected
                                                .trust()
                                                .revocation()
                                                .reason()
                                                .map(why -> ": " + within(why))
                                                .orElse("")
                                        + "; it should name an address of OCSP or of a CRL that everybody can call.")));
    }

    private static Judgement path(Inspected inspected) {
        TrustVerdict trust = inspected.trust();
        if (trust.path().isEmpty()) {
            return Judgement.broken("The certificate leads to no trusted CA: "
                    + within(trust.whyNoPath().orElse("no path was found"))
                    + ". It came from "
                    + CertificateFields.shown(
                            inspected.certificate().structure().getIssuer())
                    + "; it should come from a CA on a trusted list or in the file of trusted CAs.");
        }
        return Judgement.fulfilledIf(
                !inspected.path().isEmpty(),
                () -> "The path that was found is not one from this certificate to another one that issued it.");
    }

    private static Judgement service(Inspected inspected) {
        TrustVerdict trust = inspected.trust();
        if (trust.path().isEmpty()) {
            return Judgement.notJudged("The certificate leads to no trusted CA.");
        }
        if (trust.anchor().filter(TrustVerdict.Anchor.FILE::equals).isPresent()) {
            return Judgement.notJudged(
                    "The CA is trusted by the file of trusted CAs, which says nothing about its qualification.");
        }
        if (trust.listed().isEmpty()) {
            return Judgement.broken(
                    "The trusted list does not say what kind of service the issuer is; it should be a granted CA for"
                            + " qualified certificates for seals.");
        }
        ListedService listed = trust.listed().get();
        return Judgement.fulfilledIf(
                listed.grantedThenAndNow(),
                () -> "The trusted list of " + Quoted.plain(listed.territory()) + " has the issuer as "
                        + Quoted.text(listed.service()) + " of " + Quoted.text(listed.provider()) + ", which "
                        + (listed.grantedForSeals() ? "was not granted" : "is not granted")
                        + " for seals"
                        + (listed.grantedForSeals() ? " when the certificate began" : "")
                        + "; it should have been a granted CA for qualified certificates for seals then, and be one now.");
    }

    private static Judgement qualification(Inspected inspected) {
        Optional<ListedService> listed = inspected.trust().listed();
        if (listed.isEmpty()) {
            return Judgement.notJudged("Without a trusted list the qualification is not judged.");
        }
        String expected = inspected.ordered().onToken() ? "QCERT_FOR_ESEAL_QSCD" : "QCERT_FOR_ESEAL";
        String came = listed.get().qualification();
        String now = inspected.trust().qualificationNow().orElse(came);
        return Judgement.fulfilledIf(
                came.equals(expected) && now.equals(expected),
                () -> "The European validator's rules lead to " + Quoted.plain(came)
                        + " when the certificate began and to " + Quoted.plain(now) + " now; they should lead to "
                        + expected + ".");
    }

    private static Judgement revocation(Inspected inspected) {
        Revocation revocation = inspected.trust().revocation();
        return switch (revocation.status()) {
            case GOOD -> Judgement.fulfilled();
            case UNKNOWN ->
                Judgement.notJudged("Nobody says whether the certificate is revoked"
                        + revocation.reason().map(why -> ": " + within(why)).orElse("") + ".");
            case REVOKED ->
                Judgement.broken("The certificate was revoked"
                        + revocation.revokedAt().map(at -> " at " + at).orElse("")
                        + revocation.reason().map(why -> ", " + within(why)).orElse("")
                        + revocation.source().map(source -> " (" + source + ")").orElse("")
                        + "; it should be valid when it comes.");
        };
    }

    /** A responder that was reached and does not know the certificate: just issued, or never issued by this CA. */
    private static Judgement responder(Inspected inspected) {
        Revocation revocation = inspected.trust().revocation();
        return Judgement.fulfilledIf(
                revocation.status() != Revocation.Status.UNKNOWN
                        || revocation.source().isEmpty(),
                () -> Quoted.plain(revocation.reason().orElse("The responder does not know the certificate."))
                        + " Just after issuance it may need a while; then the certificate can be fetched again.");
    }

    private static Judgement revocationKnown(Inspected inspected) {
        Revocation revocation = inspected.trust().revocation();
        return Judgement.fulfilledIf(
                revocation.status() != Revocation.Status.UNKNOWN,
                () -> "Neither OCSP nor CRL say whether the certificate is revoked"
                        + revocation.reason().map(why -> ": " + within(why)).orElse("")
                        + "; one of the two should.");
    }

    /** Returns a reason to be followed by more of the sentence. */
    private static String within(String reason) {
        String shown = Quoted.plain(reason);
        return shown.endsWith(".") ? shown.substring(0, shown.length() - 1) : shown;
    }
}
