package io.eseal.notification;

import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.OrganizationName;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the facts about a request that mails may show; never the body of its order. */
final class MailModel {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    private MailModel() {}

    static Map<String, Object> of(Eseal eseal) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("esealId", eseal.id().value());
        facts.put("requester", eseal.requester().value());
        facts.put("organization", OrganizationName.of(eseal).orElse(eseal.id().value()));
        eseal.orderId().ifPresent(order -> facts.put("orderId", String.valueOf(order)));
        eseal.validTill().ifPresent(till -> facts.put("validTill", day(till)));
        eseal.serialNumber().ifPresent(serial -> facts.put("serialNumber", serial));
        return facts;
    }

    /** Returns the day of the instant in UTC, such as {@code 2027-06-09}. */
    static String day(Instant at) {
        return DAY.format(at);
    }
}
