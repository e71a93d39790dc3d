package io.eseal.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ProgramsIT {

    private static final String OPERATOR =
            Base64.getEncoder().encodeToString("operator:operator".getBytes(StandardCharsets.US_ASCII));
    private static final String DEMO = "--spring.profiles.active=demo";

    @TempDir
    private Path folder;

    @Test
    void the_stand_in_runs_from_its_jar_with_its_own_settings_alone() throws Exception {
        Map<String, String> settings = Map.of("SIMULATOR_PORT", "0", "SIMULATOR_DATA_DIR", "", "SERVER_PORT", "none");
        try (RunningProgram simulator = RunningProgram.start(Jars.alone(Jars.run(Jars.SIMULATOR), folder, settings))) {
            int port = Integer.parseInt(simulator.prints("http://localhost:(\\d+)/simulator/services/v2"));

            assertThat(get(port, "/simulator/services/v2/finance/balance")).contains("10000.00");
            assertThatThrownBy(() -> new Socket("127.0.0.2", port).close())
                    .as("this machine's own loopback address alone leads to it")
                    .isInstanceOf(ConnectException.class);
            simulator.ends();
        }
    }

    @Test
    void the_demo_from_the_jar_alone_says_what_it_needs() throws Exception {
        try (RunningProgram service =
                RunningProgram.start(Jars.alone(Jars.run(Jars.SERVICE, DEMO), folder, Map.of()))) {
            assertThat(service.ended())
                    .contains("CERTCENTRAL_BASE_URL is not set")
                    .doesNotContain("\tat ");
            assertThat(service.exitValue()).isNotZero();
        }
    }

    @Test
    void one_command_starts_both_and_ends_both() throws Exception {
        Map<String, String> settings = Map.of("SERVER_PORT", "0", "SIMULATOR_PORT", "0");
        try (RunningProgram demo =
                RunningProgram.start(Jars.alone(Jars.demo(folder.resolve("service"), DEMO), folder, settings))) {
            int service = Integer.parseInt(demo.prints("Start page http://localhost:(\\d+)/"));
            int simulator =
                    Integer.parseInt(demo.prints("CertCentral at http://localhost:(\\d+)/simulator/services/v2"));

            assertThat(get(service, "/actuator/health")).contains("UP");
            assertThat(get(service, "/actuator/info"))
                    .as("which version, and from which commit where there is a history")
                    .containsPattern("\"version\":\"\\d+\\.\\d+\\.\\d+")
                    .contains(Files.exists(Path.of(".git")) ? "\"commit\"" : "");
            assertThat(get(simulator, "/simulator/control/orders")).isEqualTo("[]");
            assertThat(folder.resolve("data/simulator/simulator-ca.p12")).exists();
            demo.ends();
            for (int port : new int[] {service, simulator}) {
                assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                        .isInstanceOf(ConnectException.class);
            }
        }
    }

    @Test
    void the_demo_starts_no_stand_in_beside_another_certcentral() throws Exception {
        Map<String, String> settings = Map.of(
                "SERVER_PORT", "0", "SIMULATOR_PORT", "none", "CERTCENTRAL_BASE_URL", "http://localhost:9/other");
        try (RunningProgram demo =
                RunningProgram.start(Jars.alone(Jars.demo(folder.resolve("service"), DEMO), folder, settings))) {
            assertThat(demo.prints("CertCentral at (\\S+)")).isEqualTo("http://localhost:9/other");
            assertThat(folder.resolve("data/simulator")).doesNotExist();
            assertThat(demo.ends()).doesNotContain("stand-in for CertCentral");
        }
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("X-DC-DEVKEY", "simulator-key")
                .header("Authorization", "Basic " + OPERATOR)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
