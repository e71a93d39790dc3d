package io.eseal.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.slf4j.LoggerFactory;

/** Does with a card what a careless change could do. Only {@link LeakingApplication} puts it into the service. */
public final class CardLeak {

    private static final List<Object> KEPT = new CopyOnWriteArrayList<>();

    private CardLeak() {}

    public static void of(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        KEPT.add(text);
        KEPT.add(text.toCharArray());
        LoggerFactory.getLogger(CardLeak.class).info("{}", Base64.getEncoder().encodeToString(body));
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(directory.resolve("packed")))) {
            packed.write(body);
            Files.writeString(directory.resolve("wide"), text, StandardCharsets.UTF_16LE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
