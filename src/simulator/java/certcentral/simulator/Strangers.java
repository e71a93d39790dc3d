package certcentral.simulator;

import java.security.cert.X509Certificate;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Keys that nobody trusts, for answers and lists that must not be believed; made when they are first needed. */
@Component
class Strangers {

    private final SealUrls urls;
    private final Clock clock;
    private CertifiedKey signer;
    private X509Certificate namesake;

    Strangers(SealUrls urls, Clock clock) {
        this.urls = urls;
        this.clock = clock;
    }

    /** Returns a signer that certifies itself. */
    synchronized CertifiedKey signer() {
        if (signer == null) {
            signer = factory().listSigner("Simulator Stranger");
        }
        return signer;
    }

    /** Returns a CA with the issuing CA's name and another key. */
    synchronized X509Certificate namesake() {
        if (namesake == null) {
            namesake = factory().root(CaFactory.ISSUING, Keys.elliptic()).certificate();
        }
        return namesake;
    }

    private CaFactory factory() {
        return CaFactory.at(urls, clock.instant());
    }
}
