package io.eseal.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CertCentral's number of an order.
 *
 * @param value from 1 to 2^53 - 1, the largest number that all readers of JSON agree on (RFC 8259, clause 6)
 */
public record OrderId(@JsonValue long value) implements Comparable<OrderId> {

    private static final long LARGEST = (1L << 53) - 1;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException when the number cannot be that of an order
     */
    public OrderId {
        if (value < 1 || value > LARGEST) {
            throw new IllegalArgumentException("Not the number of an order: " + value);
        }
    }

    /**
     * Returns the order's number as a value.
     *
     * @throws IllegalArgumentException when it is not from 1 to 2^53 - 1
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OrderId of(long value) {
        return new OrderId(value);
    }

    /** Reads a number from untrusted input; empty when it cannot be that of an order. */
    public static Optional<OrderId> read(long value) {
        return value < 1 || value > LARGEST ? Optional.empty() : Optional.of(new OrderId(value));
    }

    /** Returns the order's number as a value; empty when a column or field holds none. */
    public static Optional<OrderId> ofNullable(@Nullable Long value) {
        return Optional.ofNullable(value).map(OrderId::of);
    }

    @Override
    public int compareTo(OrderId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
