package io.eseal.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EphemeralHttpClientTest {

    private final List<HttpClient> made = new ArrayList<>();
    private final EphemeralHttpClient passing = new EphemeralHttpClient(() -> {
        made.add(mock(HttpClient.class));
        return made.get(made.size() - 1);
    });

    @Test
    void calls_under_way_together_share_one_client() throws IOException {
        assertThat(passing.<Boolean>make(first -> passing.make(second -> first == second)))
                .isTrue();
        assertThat(made).hasSize(1);
    }

    @Test
    void the_next_call_has_another_client_also_after_a_failure() throws IOException {
        assertThatThrownBy(() -> passing.make(client -> {
                    throw new IOException("reset");
                }))
                .hasMessage("reset");
        HttpClient next = passing.make(client -> client);
        assertThat(made).hasSize(2).last().isSameAs(next);
    }
}
