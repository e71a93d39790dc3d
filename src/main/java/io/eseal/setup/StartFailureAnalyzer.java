package io.eseal.setup;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.annotation.Order;

/**
 * Explains in plain sentences a start that failed for a reason that the settings alone did not show: searches the
 * causes for that reason.
 */
@Order
class StartFailureAnalyzer implements FailureAnalyzer {

    // A limit on the causes: each bean that needs the failed one wraps the exception again.
    private static final int DEEPEST = 100;
    // SQL:2016, classes of SQLSTATE: connection, authorization, no such database; then PostgreSQL that accepts no
    // connections at present, and H2 that another process uses.
    private static final List<String> NOT_CONNECTED = List.of("08", "28", "3D", "57P", "53300", "90020", "90146");

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        return first(failure, StartRefusedException.class)
                .map(refused -> new FailureAnalysis(
                        refused.getMessage(), "Correct the settings named above and start again.", failure))
                .or(() -> causes(failure)
                        .filter(SQLException.class::isInstance)
                        .map(SQLException.class::cast)
                        .filter(StartFailureAnalyzer::isNotConnected)
                        .findFirst()
                        .map(unreachable -> database(unreachable, failure)))
                .or(() -> causes(failure)
                        .filter(StartFailureAnalyzer::isAboutProfiles)
                        .reduce((outer, inner) -> inner)
                        .map(profile -> profiles(profile, failure)))
                .orElse(null);
    }

    private static FailureAnalysis database(SQLException unreachable, Throwable failure) {
        return new FailureAnalysis(
                "The database that SPRING_DATASOURCE_URL names cannot be used: " + unreachable.getMessage(),
                "Check SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and whether "
                        + "the database takes connections.",
                failure);
    }

    private static FailureAnalysis profiles(Throwable profile, Throwable failure) {
        return new FailureAnalysis(
                "SPRING_PROFILES_ACTIVE names no profile: " + profile.getMessage(),
                "Set it to demo for the demo. Leave it out for production: nothing else is needed to leave the demo out.",
                failure);
    }

    private static boolean isNotConnected(SQLException e) {
        return e.getSQLState() != null && NOT_CONNECTED.stream().anyMatch(e.getSQLState()::startsWith);
    }

    // Spring Boot has neither a type nor a report for an invalid profile.
    private static boolean isAboutProfiles(Throwable cause) {
        String message = cause.getMessage();
        return cause instanceof IllegalStateException
                && message != null
                && (message.startsWith("Invalid profile property value") || message.startsWith("Profile '"));
    }

    private static <T extends Throwable> Optional<T> first(Throwable failure, Class<T> type) {
        return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST);
    }
}
