package io.eseal.trust;

import io.eseal.text.CertificateNames;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for a path from a certificate to an anchor (RFC 5280, section 6) and says why there is none. Beyond the JDK's
 * validation the anchor, too, must be a CA that had not ended, and SHA-1 and MD5 sign nothing.
 */
final class PathFinder {

    private static final int LONGEST = 6;
    private static final int MOST_PATHS = 20;
    private static final int MOST_STEPS = 100;
    private static final int KEY_CERT_SIGN = 5;

    private static final Map<Reason, String> REASONS = Map.ofEntries(
            Map.entry(BasicReason.EXPIRED, "had ended"),
            Map.entry(BasicReason.NOT_YET_VALID, "was not valid yet"),
            Map.entry(BasicReason.INVALID_SIGNATURE, "has a signature that is not good"),
            Map.entry(BasicReason.ALGORITHM_CONSTRAINED, "is signed by an algorithm or key that is too weak"),
            Map.entry(PKIXReason.NOT_CA_CERT, "is no CA's"),
            Map.entry(PKIXReason.INVALID_KEY_USAGE, "must not sign certificates (key usage)"),
            Map.entry(PKIXReason.PATH_TOO_LONG, "is below more CAs than one of them permits"),
            Map.entry(PKIXReason.INVALID_NAME, "has a name that its CA must not give (name constraints)"),
            Map.entry(PKIXReason.INVALID_POLICY, "has a policy that its CA must not give"),
            Map.entry(PKIXReason.UNRECOGNIZED_CRIT_EXT, "has a critical extension that is not known"));

    private final Collection<X509Certificate> anchors;
    private final Collection<X509Certificate> others;
    private final Instant at;
    private final List<List<X509Certificate>> paths = new ArrayList<>();
    private int steps;

    private PathFinder(Collection<X509Certificate> anchors, Collection<X509Certificate> others, Instant at) {
        this.anchors = anchors;
        this.others = others;
        this.at = at;
    }

    /**
     * The result of a search.
     *
     * @param path the certificate, its issuers and the anchor; empty when there is none
     * @param whyNot why there is none
     */
    record Found(List<X509Certificate> path, Optional<String> whyNot) {}

    /** Looks for a path to one of the anchors by way of the other certificates. */
    static Found find(
            X509Certificate leaf, Collection<X509Certificate> others, Collection<X509Certificate> anchors, Instant at) {
        PathFinder finder = new PathFinder(anchors, others, at);
        finder.extend(List.of(leaf));
        Optional<String> whyNot = Optional.empty();
        for (List<X509Certificate> path : finder.paths) {
            Optional<String> objection = finder.objection(path);
            if (objection.isEmpty()) {
                return new Found(path, Optional.empty());
            }
            whyNot = whyNot.or(() -> objection);
        }
        return new Found(List.of(), Optional.of(whyNot.orElseGet(() -> finder.noneLeads(leaf))));
    }

    private void extend(List<X509Certificate> path) {
        X509Certificate last = path.get(path.size() - 1);
        for (X509Certificate anchor : anchors) {
            if (paths.size() < MOST_PATHS && issued(anchor, last)) {
                paths.add(with(path, anchor));
            }
        }
        for (X509Certificate other : others) {
            if (path.size() < LONGEST && mayGoOn() && !path.contains(other) && issued(other, last)) {
                steps++;
                extend(with(path, other));
            }
        }
    }

    /** Bounds the search: whoever sends certificates can make many that issued one another. */
    private boolean mayGoOn() {
        return paths.size() < MOST_PATHS && steps < MOST_STEPS;
    }

    private static List<X509Certificate> with(List<X509Certificate> path, X509Certificate next) {
        List<X509Certificate> longer = new ArrayList<>(path);
        longer.add(next);
        return longer;
    }

    private static boolean isNamed(X509Certificate issuer, X509Certificate certificate) {
        return issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
        if (!isNamed(issuer, certificate)) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private String noneLeads(X509Certificate leaf) {
        String issuer = CertificateNames.shown(leaf.getIssuerX500Principal());
        return anchors.stream().anyMatch(anchor -> isNamed(anchor, leaf))
                ? "A trusted CA has the name of the issuer, " + issuer
                        + ", but another key: it did not sign the certificate."
                : "No trusted CA signed the certificate; its issuer is " + issuer + ".";
    }

    private Optional<String> objection(List<X509Certificate> path) {
        X509Certificate anchor = path.get(path.size() - 1);
        List<X509Certificate> below = path.subList(0, path.size() - 1);
        return below.stream()
                .filter(PathFinder::isSignedWeakly)
                .map(certificate ->
                        sentence(certificate, "is signed by " + certificate.getSigAlgName() + ", which is too weak"))
                .findFirst()
                .or(() -> objection(anchor))
                .or(() -> AnchorConstraints.of(anchor).objection(below))
                .or(() -> validated(below, anchor));
    }

    private static boolean isSignedWeakly(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT).replace("-", "");
        return algorithm.startsWith("SHA1") || algorithm.startsWith("MD");
    }

    /** Looks at what the JDK takes for granted in an anchor. */
    private Optional<String> objection(X509Certificate anchor) {
        boolean[] usage = anchor.getKeyUsage();
        if (usage != null && !usage[KEY_CERT_SIGN]) {
            return Optional.of(sentence(anchor, "must not sign certificates (key usage)"));
        }
        // A root of X.509 v1 cannot say that it is a CA.
        if (anchor.getVersion() == 3 && anchor.getBasicConstraints() < 0) {
            return Optional.of(sentence(anchor, "is no CA's"));
        }
        if (anchor.getNotAfter().toInstant().isBefore(at)) {
            return Optional.of(sentence(anchor, "had ended"));
        }
        return anchor.getNotBefore().toInstant().isAfter(at)
                ? Optional.of(sentence(anchor, "was not valid yet"))
                : Optional.empty();
    }

    private Optional<String> validated(List<X509Certificate> below, X509Certificate anchor) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            parameters.addCertPathChecker(new QualifiedStatements());
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            X509Certificate culprit = below.get(Math.max(0, e.getIndex()));
            return Optional.of(
                    sentence(culprit, REASONS.getOrDefault(e.getReason(), "is not in order (" + e.getMessage() + ")")));
        } catch (CertificateException | NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            return Optional.of(sentence(below.get(0), "cannot be validated (" + e.getMessage() + ")"));
        }
    }

    private static String sentence(X509Certificate certificate, String what) {
        return "The certificate of " + CertificateNames.shown(certificate.getSubjectX500Principal()) + " " + what + ".";
    }
}
