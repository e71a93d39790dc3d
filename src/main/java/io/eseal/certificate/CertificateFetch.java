package io.eseal.certificate;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderInfo;
import io.eseal.lifecycle.EsealRegister;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Gets what CertCentral issued. */
@Component
class CertificateFetch {

    private final CertCentral certCentral;
    private final IssuedSeals seals;
    private final EsealRegister register;

    CertificateFetch(CertCentral certCentral, IssuedSeals seals, EsealRegister register) {
        this.certCentral = certCentral;
        this.seals = seals;
        this.register = register;
    }

    /**
     * @param onToken whether the key is on a token: then CertCentral may have no PEM to hand out, which is no fault
     * @throws NotIssuedYetException when CertCentral says that the order has no certificate yet
     */
    IssuedSeal fetch(String esealId, long orderId, boolean onToken) {
        OrderInfo order = certCentral.order(orderId);
        register.orderStatus(esealId, order.status());
        OrderInfo.Certificate certificate = order.certificate().orElseThrow(() -> notYet(orderId, "has no certificate yet"));
        long id = certificate.id().orElseThrow(() -> notYet(orderId, "has no certificate id yet"));
        LocalDate from = certificate.validFrom().orElseThrow(() -> notYet(orderId, "is not issued yet"));
        LocalDate till = certificate.validTill().orElseThrow(() -> notYet(orderId, "is not issued yet"));
        Optional<String> pem = certCentral.certificatePem(id);
        if (pem.isEmpty() && !onToken) {
            throw notYet(orderId, "has no PEM to download yet");
        }
        IssuedSeal seal = new IssuedSeal(esealId, orderId, id, certificate.serialNumber(), startOf(from), endOf(till), pem);
        seals.save(seal);
        register.certificate(esealId, id);
        return seal;
    }

    private static NotIssuedYetException notYet(long orderId, String what) {
        return new NotIssuedYetException("CertCentral order " + orderId + " " + what);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    // CertCentral names days only; a certificate of that last day is good until it ends.
    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
    }
}
