package io.eseal.certcentral;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Which orders to list. Days are Mountain Time at CertCentral: widen a range by a day at either end.
 *
 * @param productNameId such as {@code eu_eseal}
 * @param createdFrom first day
 * @param createdTill last day
 */
public record OrderFilter(
        Optional<String> status,
        Optional<String> productNameId,
        Optional<Long> organizationId,
        Optional<LocalDate> createdFrom,
        Optional<LocalDate> createdTill) {

    public static OrderFilter any() {
        return new OrderFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public OrderFilter withStatus(String word) {
        return new OrderFilter(Optional.of(word), productNameId, organizationId, createdFrom, createdTill);
    }

    public OrderFilter withProduct(String nameId) {
        return new OrderFilter(status, Optional.of(nameId), organizationId, createdFrom, createdTill);
    }

    public OrderFilter withOrganization(long id) {
        return new OrderFilter(status, productNameId, Optional.of(id), createdFrom, createdTill);
    }

    public OrderFilter createdBetween(LocalDate from, LocalDate till) {
        return new OrderFilter(status, productNameId, organizationId, Optional.of(from), Optional.of(till));
    }

    MultiValueMap<String, String> query(int offset, int limit) {
        MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
        status.ifPresent(word -> query.add("filters[status]", word));
        productNameId.ifPresent(nameId -> query.add("filters[product_name_id]", nameId));
        organizationId.ifPresent(id -> query.add("filters[organization_id]", id.toString()));
        created().ifPresent(range -> query.add("filters[date_created]", range));
        query.add("sort", "-date_created");
        query.add("offset", String.valueOf(offset));
        query.add("limit", String.valueOf(limit));
        return query;
    }

    /** CertCentral has been seen to ignore filters (github.com/riboseinc/digicert/issues/117). */
    boolean matches(OrderInfo order) {
        return agrees(productNameId, order.product().flatMap(OrderInfo.Product::nameId))
                && agrees(organizationId, order.organization().flatMap(OrderInfo.Organization::id))
                // "issued" also finds orders that were issued and have another status by now.
                && (status.equals(Optional.of("issued")) || agrees(status, Optional.of(order.status())));
    }

    private Optional<String> created() {
        if (createdFrom.isPresent() && createdTill.isPresent()) {
            return Optional.of(createdFrom.get() + "..." + createdTill.get());
        }
        return createdFrom
                .map(from -> ">" + from.minusDays(1))
                .or(() -> createdTill.map(till -> "<" + till.plusDays(1)));
    }

    private static <T> boolean agrees(Optional<T> wanted, Optional<T> found) {
        return wanted.isEmpty() || found.isEmpty() || wanted.equals(found);
    }
}
