package io.eseal.inspection;

import io.eseal.certcentral.OrderStatus;
import io.eseal.inspection.Ordered.Told;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Rules of what CertCentral tells of the order, compared with the certificate. */
final class OrderRules {

    private static final String SOURCE = "CertCentral, order info";

    private OrderRules() {}

    static List<Rule> rules() {
        return List.of(
                Rule.ofDelivery(
                        "order_status",
                        SOURCE,
                        "The order still leads to a valid certificate.",
                        inspected -> Judgement.of(told(inspected)
                                .status()
                                .filter(OrderStatus::isOver)
                                .map(status ->
                                        "CertCentral says that the order is " + status + "; it should be issued."))),
                new Rule(
                        "order_issued",
                        Weight.FINDING,
                        SOURCE,
                        "CertCentral calls the order issued, or the order is over.",
                        false,
                        inspected -> told(inspected)
                                .status()
                                .map(status -> Judgement.fulfilledIf(
                                        isIssued(inspected, status) || OrderStatus.isOver(status),
                                        () -> "CertCentral calls the order " + Quoted.text(status)
                                                + "; it should be issued."))
                                .orElseGet(() -> Judgement.notJudged("The order's status was not read."))),
                new Rule(
                        "order_otherwise",
                        Weight.FINDING,
                        SOURCE,
                        "The order that CertCentral shows is the one that was placed: its organisation, product, reference"
                                + " and certificate.",
                        false,
                        inspected -> Judgement.of(told(inspected).otherwise().map(Quoted::plain))),
                Rule.hard(
                        "order_serial_number",
                        SOURCE,
                        "The serial number is the one that CertCentral tells.",
                        OrderRules::serialNumber),
                Rule.finding(
                        "order_first_day",
                        SOURCE,
                        "The first day is the one that CertCentral tells.",
                        inspected -> day(
                                "first day",
                                told(inspected).firstDay(),
                                inspected.certificate().from())),
                Rule.finding(
                        "order_last_day",
                        SOURCE,
                        "The last day is the one that CertCentral tells.",
                        inspected -> day(
                                "last day",
                                told(inspected).lastDay(),
                                inspected.certificate().till())),
                Rule.ofDelivery(
                        "order_not_over",
                        SOURCE,
                        "The last day that CertCentral tells is not over, where only CertCentral tells it.",
                        OrderRules::notOver));
    }

    private static Judgement notOver(Inspected inspected) {
        if (inspected.hasCertificate()) {
            return Judgement.notJudged("The certificate's own end counts.");
        }
        LocalDate today = LocalDate.ofInstant(inspected.now(), ZoneOffset.UTC);
        return Judgement.of(told(inspected)
                .lastDay()
                .filter(day -> day.isBefore(today))
                .map(day -> "CertCentral tells that the certificate's last day was " + day + "; it should be valid."));
    }

    // An order for a token whose certificate is made when the token is installed waits for that.
    private static boolean isIssued(Inspected inspected, String status) {
        return OrderStatus.ISSUED.is(status)
                || OrderStatus.WAITING_PICKUP.is(status) && inspected.ordered().onToken();
    }

    private static Told told(Inspected inspected) {
        return inspected.ordered().told();
    }

    private static Judgement serialNumber(Inspected inspected) {
        Optional<String> told = told(inspected).serialNumber();
        if (told.isEmpty()) {
            return Judgement.notJudged("CertCentral tells no serial number.");
        }
        String digits = told.get().replaceAll("[:\\s]", "");
        BigInteger came = new BigInteger(1, inspected.certificate().serial().toByteArray());
        return Judgement.fulfilledIf(
                digits.matches("[0-9A-Fa-f]{1,64}") && new BigInteger(digits, 16).equals(came),
                () -> "The certificate's serial number is "
                        + inspected.certificate().serialInHex() + "; CertCentral tells " + Quoted.plain(told.get())
                        + ".");
    }

    // CertCentral tells days without a time zone, so adjacent days can be the same one.
    private static Judgement day(String what, Optional<LocalDate> told, Instant came) {
        LocalDate day = LocalDate.ofInstant(came, ZoneOffset.UTC);
        return told.map(expected -> Judgement.fulfilledIf(
                        Math.abs(ChronoUnit.DAYS.between(expected, day)) <= 1,
                        () -> "The certificate's " + what + " is " + day + "; CertCentral tells " + expected + "."))
                .orElseGet(() -> Judgement.notJudged("CertCentral tells no " + what + "."));
    }
}
