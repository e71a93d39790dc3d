package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The page that a card is typed into reaches signed-in people only, and reaches out to nothing but the service. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.datasource.url=jdbc:h2:mem:card-form", "certcentral.base-url=http://localhost:9/"})
@ActiveProfiles("demo")
@DirtiesContext
class CardFormTest {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({
        "page.html, text/html",
        "page.js, text/javascript",
        "card.js, text/javascript",
        "facts.js, text/javascript",
        "page.css, text/css"
    })
    void each_file_has_a_strict_policy_and_is_for_signed_in_people(String file, String type) {
        assertThat(Visitor.anonymous(port).get("/forms/card/" + file).statusCode())
                .isEqualTo(401);

        var answer = Visitor.signedIn(port, "finance").get("/forms/card/" + file);
        assertThat(answer.statusCode()).isEqualTo(200);
        var headers = answer.headers();
        assertThat(headers.firstValue("Content-Type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith(type));
        assertThat(headers.allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "connect-src 'self'",
                        "form-action 'none'",
                        "base-uri 'none'",
                        "frame-ancestors 'self'")
                .doesNotContain("unsafe")
                .doesNotContain("data:")
                .doesNotContain("http");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("SAMEORIGIN");
    }

    @Test
    void the_inputs_have_no_name_and_are_known_to_neither_the_engine_nor_the_browsers_session_file() {
        var page =
                Visitor.signedIn(port, "finance").get("/forms/card/page.html").body();

        assertThat(page)
                .doesNotContain("cam-variable")
                .doesNotContain(" name=\"c")
                .doesNotContain("action=")
                .containsSubsequence("shadowrootmode=\"open\"", "<input id=\"card-number\"", "</template>");
        for (var input : Map.of("card-number", "cc-number", "card-expiry", "cc-exp", "card-cvv", "cc-csc")
                .entrySet()) {
            assertThat(page)
                    .containsPattern("<input id=\"" + input.getKey() + "\"[^>]*inputmode=\"numeric\" autocomplete=\""
                            + input.getValue() + "\"");
        }
    }

    @Test
    void the_form_in_Tasklist_leads_to_that_page_and_holds_no_input() {
        assertThat(Visitor.anonymous(port).get("/forms/pay-by-card.html").statusCode())
                .isEqualTo(401);
        assertThat(Visitor.signedIn(port, "finance")
                        .get("/forms/pay-by-card.html")
                        .body())
                .contains("<iframe")
                .doesNotContain("<input");
    }

    @Test
    void whoever_opens_the_page_without_a_session_signs_in_first() {
        assertThat(Visitor.anonymous(port)
                        .page("/forms/card/page.html")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(it -> assertThat(it).endsWith("/login"));
    }

    @Test
    void no_answer_about_a_payment_is_kept_by_anybody() {
        var finance = Visitor.basic(port, "finance");

        assertThat(finance.get("/api/eseals/ES-00000000/card-payment")
                        .headers()
                        .firstValue("Cache-Control")
                        .orElseThrow())
                .contains("no-store");
        assertThat(finance.json("POST", "/api/eseals/ES-00000000/card-payment", "{}")
                        .headers()
                        .firstValue("Cache-Control")
                        .orElseThrow())
                .contains("no-store");
        assertThat(Visitor.signedIn(port, "finance")
                        .json("POST", "/api/eseals/ES-00000000/card-payment", "{}")
                        .statusCode())
                .as("over a session the page's token is needed")
                .isEqualTo(403);
    }
}
