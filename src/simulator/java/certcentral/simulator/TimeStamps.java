package certcentral.simulator;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.springframework.stereotype.Component;

/** Answers requests for time-stamps (RFC 3161). */
@Component
class TimeStamps {

    /** Policy BTSP, best practices for time-stamps, EN 319 421. */
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("0.4.0.2023.1.1");

    private final SimulatorAuthority authority;
    private final Clock clock;

    TimeStamps(SimulatorAuthority authority, Clock clock) {
        this.authority = authority;
        this.clock = clock;
    }

    /** Returns the encoded answer, which says itself when the request is refused. */
    byte[] answer(byte[] request) {
        try {
            return new TimeStampResponseGenerator(generator(), TSPAlgorithms.ALLOWED)
                    .generateGrantedResponse(
                            new TimeStampRequest(request),
                            new BigInteger(63, new SecureRandom()),
                            Date.from(clock.instant()))
                    .getEncoded();
        } catch (TSPException | IOException | GeneralSecurityException | OperatorCreationException failure) {
            throw new IllegalArgumentException("No time-stamp", failure);
        }
    }

    private TimeStampTokenGenerator generator()
            throws OperatorCreationException, GeneralSecurityException, TSPException {
        CertifiedKey unit = authority.ca().timeStamper();
        TimeStampTokenGenerator generator = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder()
                        .setProvider(Keys.PROVIDER)
                        .build("SHA256withECDSA", unit.key(), unit.certificate()),
                new JcaDigestCalculatorProviderBuilder()
                        .setProvider(Keys.PROVIDER)
                        .build()
                        .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                POLICY);
        generator.addCertificates(new JcaCertStore(
                List.of(unit.certificate(), authority.ca().issuing().certificate())));
        return generator;
    }
}
