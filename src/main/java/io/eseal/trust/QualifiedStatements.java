package io.eseal.trust;

import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.util.Collection;
import java.util.Set;

/** Lets the JDK know the extension qcStatements, which some CAs mark as critical; its content is judged elsewhere. */
final class QualifiedStatements extends PKIXCertPathChecker {

    private static final String QC_STATEMENTS = "1.3.6.1.5.5.7.1.3";

    @Override
    public void init(boolean forward) {
        // Has no state.
    }

    @Override
    public boolean isForwardCheckingSupported() {
        return true;
    }

    @Override
    public Set<String> getSupportedExtensions() {
        return Set.of(QC_STATEMENTS);
    }

    @Override
    public void check(Certificate certificate, Collection<String> unresolved) {
        unresolved.remove(QC_STATEMENTS);
    }
}
