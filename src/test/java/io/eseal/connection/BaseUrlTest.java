package io.eseal.connection;

import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

class BaseUrlTest {

    @ParameterizedTest
    @CsvSource({"https://seals.example.org,https,seals.example.org,443", "https://seals.example.org:8443/,https,seals.example.org,8443",
            "http://localhost:8080,http,localhost,8080"})
    void the_configured_address_takes_the_place_of_what_the_call_names(String address, String scheme, String host, int port)
            throws Exception {
        Request request = new Request(new Connector());
        request.setCoyoteRequest(new org.apache.coyote.Request());
        request.getCoyoteRequest().serverName().setString("evil.example");
        request.getCoyoteRequest().setServerPort(666);
        Valve next = mock(Valve.class);
        BaseUrl valve = new BaseUrl(URI.create(address));
        valve.setNext(next);

        valve.invoke(request, new Response());

        assertThat(request.getScheme()).isEqualTo(scheme);
        assertThat(request.getServerName()).isEqualTo(host);
        assertThat(request.getServerPort()).isEqualTo(port);
        verify(next).invoke(any(), any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"seals.example.org", "ftp://seals.example.org",
            "https://me@seals.example.org", "https://seals.example.org/path", "https://"})
    void what_is_no_address_of_a_host_is_refused(String address) {
        assertThat(new BaseUrlSettings(address).isAddress()).isFalse();
    }

    @Test
    void none_is_fine() {
        assertThat(new BaseUrlSettings("").isAddress()).isTrue();
        assertThat(new BaseUrlSettings("").address()).isEmpty();
    }
}
