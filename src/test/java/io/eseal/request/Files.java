package io.eseal.request;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Files beside the tests of this package. */
final class Files {

    private Files() {}

    /**
     * Reads a file in UTF-8, keeps a byte order mark, and returns it with line feeds alone and without blank lines at
     * the end.
     */
    static String text(String name) {
        try (InputStream file = Files.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\r\n", "\n")
                    .stripTrailing();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
