package io.eseal.connection;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on time and memory of connections.
 *
 * @param requestWithin how long the service waits for one whole request, headers and body together; not for each read
 * @param answerWithin how long the service waits in all for a caller who reads an answer slowly
 * @param largestBody the largest body of a request, 64 KB at most; a sealed document may have 1 MB
 * @param bodiesInMemory how much memory all bodies together may use; while it is used up, a body beyond its first bytes
 *     is refused
 */
@Validated
@ConfigurationProperties("eseal.connection")
record ConnectionSettings(
        @NotNull @DurationMin(millis = 1) @DefaultValue("PT20S")
        Duration requestWithin,

        @NotNull @DurationMin(millis = 1) @DefaultValue("PT60S")
        Duration answerWithin,

        @NotNull @DefaultValue("64KB") DataSize largestBody,
        @NotNull @DefaultValue("32MB") DataSize bodiesInMemory) {

    private static final DataSize LARGEST = DataSize.ofKilobytes(64);

    @AssertTrue(
            message = "ESEAL_CONNECTION_LARGEST_BODY must be more than nothing and 64KB at most, "
                    + "and ESEAL_CONNECTION_BODIES_IN_MEMORY no less than it")
    boolean isRoomForABody() {
        return largestBody == null
                || bodiesInMemory == null
                || largestBody.toBytes() > 0
                        && largestBody.compareTo(LARGEST) <= 0
                        && bodiesInMemory.compareTo(largestBody) >= 0;
    }
}
