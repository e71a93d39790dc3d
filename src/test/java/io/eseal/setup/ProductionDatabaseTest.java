package io.eseal.setup;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;

/** Tests that the database's own connection is asked, whatever setting named it. */
class ProductionDatabaseTest {

    @TempDir
    private Path folder;

    private final MockEnvironment settings = new MockEnvironment();

    @Test
    void an_h2_is_refused_unless_it_is_allowed() {
        assertThatThrownBy(() -> start("file:" + folder.resolve("a") + ";WRITE_DELAY=0"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("ESEAL_ALLOW_H2=true");
        settings.setProperty("eseal.allow-h2", "true");
        assertThatNoException().isThrownBy(() -> start("file:" + folder.resolve("a") + ";WRITE_DELAY=0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mem:a",
                "mem:a;WRITE_DELAY=0",
                "memFS:e;WRITE_DELAY=0",
                "nioMemFS:f;WRITE_DELAY=0",
                "memLZF:g;WRITE_DELAY=0",
                "nioMemLZF:h;WRITE_DELAY=0",
                "nioMemLZF:12:i;WRITE_DELAY=0",
                "split:memLZF:/j;WRITE_DELAY=0",
                "file:%s/b",
                "%s/c",
                "file:%s/d;WRITE_DELAY=500"
            })
    void an_h2_that_is_allowed_writes_at_commit(String address) {
        settings.setProperty("eseal.allow-h2", "true");
        assertThatThrownBy(() -> start(address.formatted(folder)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("WRITE_DELAY=0");
    }

    @Test
    void the_demo_takes_what_it_is_given() {
        settings.setActiveProfiles("demo");
        assertThatNoException().isThrownBy(() -> start("mem:demo"));
    }

    private void start(String address) {
        var check = new ProductionDatabase();
        check.setEnvironment(settings);
        check.postProcessAfterInitialization(new DriverManagerDataSource("jdbc:h2:" + address, "sa", ""), "dataSource");
    }
}
