package io.eseal.architecture;

import io.eseal.EsealOrchestratorApplication;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    @Test
    void no_package_reaches_into_another_ones_inside_and_none_depends_on_itself_in_a_circle() {
        ApplicationModules.of(EsealOrchestratorApplication.class).verify();
    }
}
