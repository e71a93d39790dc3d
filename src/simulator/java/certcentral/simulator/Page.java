package certcentral.simulator;

import java.util.List;
import java.util.Optional;

/** Position of a page in a list, in the vendor's form; at most 1000 entries a page. */
record Page(int total, int limit, int offset) {

    static final int MAXIMUM = 1000;

    /**
     * Reads limit and offset of a call; without them the largest page from the start.
     *
     * @throws ApiException if one of them is no number
     */
    static Page of(int total, String limit, String offset) {
        return new Page(total, number(limit, MAXIMUM, "limit"), number(offset, 0, "offset"));
    }

    /** Returns the entries of this page. */
    <T> List<T> cut(List<T> all) {
        return all.stream().skip(offset).limit(limit).toList();
    }

    private static int number(String text, int fallback, String name) {
        if (text == null) {
            return fallback;
        }
        Optional<Long> value = Values.id(text);
        return (int) Math.min(
                name.equals("limit") ? MAXIMUM : Integer.MAX_VALUE,
                value.orElseThrow(() -> ErrorCodes.badRequest(ErrorCodes.invalid(name))));
    }
}
