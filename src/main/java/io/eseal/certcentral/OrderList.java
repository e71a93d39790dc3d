package io.eseal.certcentral;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * Answer of the order list call; an answer without a list reads as an empty list.
 *
 * @param listed the list as it came: an element may be null
 */
record OrderList(@JsonProperty("orders") Optional<List<OrderInfo>> listed, Optional<Page> page) {

    List<OrderInfo> orders() {
        return Listed.of(listed.orElse(List.of()));
    }

    /** Returns the length of the list as it came. */
    int length() {
        return listed.map(List::size).orElse(0);
    }
}
