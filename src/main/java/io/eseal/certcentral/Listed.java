package io.eseal.certcentral;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads lists of CertCentral's answers. */
final class Listed {

    private Listed() {}

    /**
     * Returns the list without what says nothing: an element that is {@code null}, or an empty list in an object's
     * place. A missing list is empty.
     */
    static <T> List<T> of(@Nullable List<T> read) {
        return read == null ? List.of() : read.stream().filter(Objects::nonNull).toList();
    }
}
