package io.eseal.request;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Files beside the tests of this package. */
final class Files {

    private Files() {}

    /** In UTF-8, a byte order mark kept, with line feeds alone, and without blank lines at the end. */
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
