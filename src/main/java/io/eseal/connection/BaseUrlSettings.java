package io.eseal.connection;

import jakarta.validation.constraints.AssertTrue;
import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The address of this service.
 *
 * @param baseUrl the address under which people reach this service, such as {@code https://seals.example.org}; empty if
 *     it is not known
 */
@Validated
@ConfigurationProperties("eseal")
record BaseUrlSettings(@DefaultValue("") String baseUrl) {

    @AssertTrue(
            message =
                    "ESEAL_BASE_URL must be an address such as https://seals.example.org, without what follows its host and port")
    boolean isAddress() {
        return baseUrl.isBlank() || baseUrl.strip().matches("https?://[^\\s/?#@]+/?");
    }

    /** Returns the address; empty if it is not set. */
    Optional<URI> address() {
        return Optional.of(baseUrl.strip()).filter(text -> !text.isEmpty()).map(URI::create);
    }
}
