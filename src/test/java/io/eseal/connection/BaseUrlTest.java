package io.eseal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.net.URI;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://seals.example.org,https,seals.example.org,443",
        "https://seals.example.org:8443/,https,seals.example.org,8443",
        "http://localhost:8080,http,localhost,8080"
    })
    void the_configured_address_takes_the_place_of_what_the_call_names(
            String address, String scheme, String host, int port) throws Exception {
        Request request = passed(new BaseUrl(URI.create(address)), "evil.example");

        assertThat(request.getScheme()).isEqualTo(scheme);
        assertThat(request.getServerName()).isEqualTo(host);
        assertThat(request.getServerPort()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.1",
                "10.0.0.1",
                "[::2]",
                "0x7f.0.0.1",
                "localhost.",
                ""
            })
    void a_demo_whose_address_is_not_known_believes_no_other_host(String host) throws Exception {
        Request request = passed(new LoopbackHosts(), host);

        assertThat(request.getServerName()).isEqualTo("localhost");
        assertThat(request.getServerPort()).isEqualTo(8080);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.8.9.10", "[::1]"})
    void the_demo_is_found_by_every_name_of_its_machine(String host) throws Exception {
        Request request = passed(new LoopbackHosts(), host);

        assertThat(request.getServerName()).isEqualTo(host);
        assertThat(request.getServerPort())
                .as("a port that leads here, as a container's does")
                .isEqualTo(666);
    }

    private static Request passed(ValveBase valve, String host) throws Exception {
        Request request = new Request(new Connector());
        request.setCoyoteRequest(new org.apache.coyote.Request());
        request.getCoyoteRequest().serverName().setString(host);
        request.getCoyoteRequest().setServerPort(666);
        request.getCoyoteRequest().setLocalPort(8080);
        Valve next = mock(Valve.class);
        valve.setNext(next);

        valve.invoke(request, new Response());

        verify(next).invoke(any(), any());
        return request;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seals.example.org",
                "ftp://seals.example.org",
                "https://me@seals.example.org",
                "https://seals.example.org/path",
                "https://"
            })
    void what_is_no_address_of_a_host_is_refused(String address) {
        assertThat(new BaseUrlSettings(address).isAddress()).isFalse();
    }

    @Test
    void none_is_fine() {
        assertThat(new BaseUrlSettings("").isAddress()).isTrue();
        assertThat(new BaseUrlSettings("").address()).isEmpty();
    }
}
