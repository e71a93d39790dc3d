package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.inspection.CertificateChain;
import io.eseal.inspection.Ordered;
import io.eseal.ledger.LedgerReader;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.KnownKeys;
import io.eseal.lifecycle.SealLinks;
import io.eseal.orderbody.OrderBody;
import io.eseal.request.Csr;
import io.eseal.request.CsrRejected;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Says what a certificate is held against: the approved request as the register has it, CertCentral's word on the
 * order, and what this service knows of other requests.
 */
@Component
class SealOrders {

    private final EsealRegister register;
    private final IssuedSeals seals;
    private final KnownKeys keys;
    private final SealLinks links;
    private final LedgerReader ledger;

    SealOrders(EsealRegister register, IssuedSeals seals, KnownKeys keys, SealLinks links, LedgerReader ledger) {
        this.register = register;
        this.seals = seals;
        this.links = links;
        this.keys = keys;
        this.ledger = ledger;
    }

    Ordered of(IssuedSeal seal) {
        // The register's request: a variable could have been changed since the order.
        Eseal eseal = register.find(seal.esealId()).orElseThrow();
        OrderBody request = eseal.request();
        return new Ordered(
                eseal.organizationName().orElse(""),
                eseal.organizationCountry(),
                request.isOnToken(),
                csrKey(request),
                new Ordered.Validity(
                        request.validity().length(),
                        request.validity().lastDay(),
                        ledger.orderedAt(seal.esealId(), seal.orderId()).map(SealOrders::day)),
                request.isRenewal(),
                request.isPss(),
                false,
                links.predecessor(seal.esealId())
                        .flatMap(before -> seals.find(before.id()))
                        .flatMap(IssuedSeal::leaf),
                new Ordered.Told(
                        eseal.orderStatus(),
                        seal.serialNumber(),
                        Optional.of(day(seal.validFrom())),
                        Optional.of(day(seal.validTill())),
                        seal.orderDiffers()),
                seal.leaf().map(leaf -> elsewhere(seal, leaf)).orElseGet(Ordered.Elsewhere::nowhere));
    }

    private Ordered.Elsewhere elsewhere(IssuedSeal seal, X509Certificate leaf) {
        Optional<String> kept = keys.keptFrom(seal.esealId()).map(EsealId::value);
        return new Ordered.Elsewhere(
                seals.othersWithCertificate(seal.esealId(), leaf),
                seals.othersWithKey(seal.esealId(), leaf).stream()
                        .filter(other -> !Optional.of(other).equals(kept))
                        .toList(),
                keys.isCompromised(CertificateChain.keyPrint(leaf)));
    }

    /** Returns the key of the request's CSR; empty for a token. */
    static Optional<PublicKey> csrKey(OrderBody request) {
        return request.csr().filter(csr -> !request.isOnToken()).flatMap(SealOrders::key);
    }

    private static Optional<PublicKey> key(String csr) {
        try {
            return Optional.of(Csr.parse(csr).publicKey());
        } catch (CsrRejected e) {
            return Optional.empty();
        }
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
