package io.eseal.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TrustSettingsTest {

    private static final String FILE = "src/test/resources/trust/anchor.pem";

    /** The settings given as name, value, name, value. */
    private static TrustSettings settings(String... namesAndValues) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put("eseal.trust." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("eseal.trust", TrustSettings.class);
    }

    private static List<String> findings(String... namesAndValues) {
        return settings(namesAndValues).findings();
    }

    @Test
    void the_eus_lists_are_the_default_and_need_their_signers() {
        assertThat(settings().listsAddress()).contains(URI.create("https://ec.europa.eu/tools/lotl/eu-lotl.xml"));
        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("ESEAL_TRUST_LIST_SIGNERS is not set: give a PEM or PKCS#12 file")
                .contains("Official Journal", "ESEAL_TRUST_LISTS=off");
        assertThat(findings("list-signers", FILE)).isEmpty();
        assertThat(findings("list-signers", "nowhere.p12"))
                .containsExactly("ESEAL_TRUST_LIST_SIGNERS is 'nowhere.p12': there is no such file.");
    }

    /** Anchors beside the lists do not silently replace them. */
    @Test
    void anchors_alone_are_a_decision_that_is_told() {
        assertThat(findings("anchors", FILE)).hasSize(1);
        assertThat(findings("anchors", FILE, "lists", "off")).isEmpty();
        assertThat(findings("anchors", FILE, "lists", "OFF ")).isEmpty();
        assertThat(settings("lists", "off").listsAddress()).isEmpty();
        assertThat(findings("anchors", FILE, "list-signers", FILE)).isEmpty();
    }

    @Test
    void somebody_must_be_trusted() {
        assertThat(findings("lists", "off")).singleElement().asString().startsWith("Nothing says which certificates");
        assertThat(findings("lists", "")).singleElement().asString().startsWith("Nothing says which certificates");
    }

    @Test
    void lists_come_over_https() {
        for (String address : List.of("http://lists.example/lotl.xml", "ftp://x/", "lotl.xml", "https://u:p@x/")) {
            assertThat(findings("list-signers", FILE, "lists", address))
                    .singleElement()
                    .asString()
                    .startsWith("ESEAL_TRUST_LISTS is '" + address + "'");
        }
        assertThat(findings("list-signers", FILE, "lists", "http://127.0.0.1/lotl.xml"))
                .isEmpty();
    }

    /** The demo's stand-in has them; nobody fetches the root of all trust over a network. */
    @Test
    void signers_come_from_an_address_where_private_addresses_are_allowed_alone() {
        String address = "http://localhost:8090/simulator/services/v2/../../pki/list-signer.pem";
        assertThat(settings("list-signers", address).signersAddress()).isEmpty();
        assertThat(findings("list-signers", address)).hasSize(1);
        assertThat(settings("list-signers", "http://pki.example/signer.pem", "private-addresses", "true")
                        .signersAddress())
                .isEmpty();
        assertThat(settings("list-signers", address, "private-addresses", "true")
                        .signersAddress())
                .contains(URI.create("http://localhost:8090/simulator/pki/list-signer.pem"));
    }
}
