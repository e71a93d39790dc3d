package io.eseal.order;

import jakarta.validation.constraints.NotEmpty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;
import java.util.List;

/** @param lookUps the waits before each look-up of an order with an unknown outcome; after the last one a person decides */
@Validated
@ConfigurationProperties("eseal.order")
record OrderSettings(@NotEmpty @DefaultValue({"PT30S", "PT2M", "PT10M", "PT30M", "PT2H"}) List<Duration> lookUps) {
}
