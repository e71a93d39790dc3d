package io.eseal.inspection;

import io.eseal.keys.KeyStrength;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the inspection from its settings. */
@Configuration(proxyBeanMethods = false)
class InspectionConfiguration {

    @Bean
    CertificateInspection certificateInspection(InspectionSettings settings, KeyStrength strength, Clock clock) {
        return new CertificateInspection(settings, strength, clock);
    }
}
