package io.eseal.certcentral;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Selects the orders to list. CertCentral counts days in Mountain Time: widen a range by a day at either end.
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

    /** Returns a filter that selects all orders. */
    public static OrderFilter any() {
        return new OrderFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the same filter, limited to orders with this status. */
    public OrderFilter withStatus(String word) {
        return new OrderFilter(Optional.of(word), productNameId, organizationId, createdFrom, createdTill);
    }

    /** Returns the same filter, limited to orders of this product. */
    public OrderFilter withProduct(String nameId) {
        return new OrderFilter(status, Optional.of(nameId), organizationId, createdFrom, createdTill);
    }

    /** Returns the same filter, limited to orders of this organisation. */
    public OrderFilter withOrganization(long id) {
        return new OrderFilter(status, productNameId, Optional.of(id), createdFrom, createdTill);
    }

    /** Returns the same filter, limited to orders created from the first to the last day, both included. */
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

    /**
     * Returns whether the order matches; checked here because CertCentral has been seen to ignore filters
     * (github.com/riboseinc/digicert/issues/117).
     */
    boolean matches(OrderInfo order) {
        return agrees(productNameId, order.product().flatMap(OrderInfo.Product::nameId))
                && agrees(organizationId, order.organization().flatMap(OrderInfo.Organization::id))
                // The filter "issued" also finds orders that were issued and have another status now.
                && (status.filter(OrderStatus.ISSUED::is).isPresent() || agrees(status, Optional.of(order.status())));
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
