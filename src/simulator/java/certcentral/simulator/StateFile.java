package certcentral.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Stores the snapshot of the account in a file. */
final class StateFile {

    private final ObjectMapper mapper = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(
                    SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
    private final Path file;

    StateFile(Path directory) {
        this.file = directory.resolve("simulator-state.json");
    }

    /** Returns the stored state; empty if there is no file. */
    Optional<State> load() {
        try {
            return Files.exists(file) ? Optional.of(mapper.readValue(file.toFile(), State.class)) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("The simulator's state in " + file + " cannot be read", failure);
        }
    }

    void save(State state) {
        try {
            AtomicFile.replace(file, mapper.writeValueAsBytes(state));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
