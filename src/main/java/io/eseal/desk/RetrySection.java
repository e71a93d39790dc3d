package io.eseal.desk;

import static io.eseal.desk.StartPageHtml.text;
import static io.eseal.desk.StartPageHtml.time;

import io.eseal.retry.CertCentralState;
import io.eseal.retry.Retries;
import io.eseal.retry.RetryingStep;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * Renders the part of the start page about steps that are tried again. All text from CertCentral or people passes
 * through {@link StartPageHtml#text}.
 */
final class RetrySection {

    private final Retries.Overview overview;
    private final boolean mayRetry;
    private final CsrfToken token;
    private final OptionalInt pulled;

    RetrySection(Retries.Overview overview, boolean mayRetry, CsrfToken token, OptionalInt pulled) {
        this.overview = overview;
        this.mayRetry = mayRetry;
        this.token = token;
        this.pulled = pulled;
    }

    /** Returns the section as HTML. */
    String html() {
        CertCentralState certCentral = overview.certCentral();
        String calls = "<p class=\"%s\">%s%s</p>\n"
                .formatted(
                        certCentral.flows() ? "fine" : "trouble",
                        calls(certCentral),
                        certCentral
                                .lastGood()
                                .map(at -> " Last good call of any node: " + time(at) + ".")
                                .orElse(" No good call within a week."));
        return calls
                + pulled()
                + (overview.causes().isEmpty()
                        ? "<p class=\"fine\">No step waits for another try.</p>\n"
                        : """
                <section class="retries">
                  <h2>Steps that failed and are not done</h2>
                %s  <table>
                    <thead><tr><th scope="col">Step</th><th scope="col">Failed first</th><th scope="col">Tries</th>
                    <th scope="col">Next try</th>
                      <th scope="col">Why</th></tr></thead>
                    <tbody>
                %s    </tbody>
                  </table>
                %s</section>
                """.formatted(
                                overview.causes().stream().map(this::cause).collect(Collectors.joining()),
                                overview.oldest().stream().map(this::row).collect(Collectors.joining()),
                                more()));
    }

    private String calls(CertCentralState state) {
        if (state.flows()) {
            return "CertCentral: calls flow.";
        }
        String interrupted =
                state.interrupted().stream().map(RetrySection::interrupted).collect(Collectors.joining(" "));
        String paused = state.pausedUntil()
                .map(at ->
                        "CertCentral has had too many calls of the API key; no node sends any until " + time(at) + ".")
                .orElse("");
        return "CertCentral: " + (interrupted + " " + paused).strip();
    }

    private static String interrupted(CertCentralState.Node node) {
        return "%s takes CertCentral to be down; the next call is let through %s."
                .formatted(
                        text(node.name()),
                        node.calls().triedAgain().map(at -> "at " + time(at)).orElse("at once"));
    }

    private String pulled() {
        return pulled.isEmpty()
                ? ""
                : "<p class=\"fine\" role=\"status\">%s</p>\n"
                        .formatted(
                                switch (pulled.getAsInt()) {
                                    case 0 ->
                                        "Nothing to pull forward: it is being tried already, somebody else asked before, or it is done.";
                                    case 1 -> "1 step is tried again now.";
                                    default -> pulled.getAsInt() + " steps are tried again now, one after the other.";
                                });
    }

    private String cause(Retries.Waiting waiting) {
        long retried = waiting.steps() - waiting.standingStill();
        long still = waiting.standingStill();
        String steps = (retried == 0 ? "" : retried == 1 ? "1 step is tried again" : retried + " steps are tried again")
                + (retried == 0 || still == 0 ? "" : ", ")
                + (still == 0 ? "" : still == 1 ? "1 stands still" : still + " stand still");
        return """
                  <div class="cause"><p><strong>%s: %s.</strong> Since %s%s.</p>%s</div>
                """.formatted(
                        steps,
                        text(waiting.cause().words()),
                        time(waiting.since()),
                        waiting.nextTry().map(at -> "; next try " + time(at)).orElse(""),
                        button(
                                "/api/retries?cause=" + waiting.cause(),
                                "Retry all now",
                                "Retry now all steps that wait because "
                                        + waiting.cause().words()));
    }

    private String row(RetryingStep step) {
        String request = step.esealId()
                .map(id -> "<br><a href=\"/api/eseals/%1$s\">%1$s</a>".formatted(text(id.value())))
                .orElse("");
        return """
                    <tr><td>%s%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>
                """.formatted(
                        text(step.step()), request, time(step.since()), tries(step), next(step), text(step.reason()));
    }

    private static String tries(RetryingStep step) {
        int made = step.failures() - step.heldBack();
        return (made == 1 ? "1 failed" : made + " failed")
                + (step.heldBack() == 0 ? "" : ", " + step.heldBack() + " held back");
    }

    private String next(RetryingStep step) {
        if (step.suspended()) {
            return "suspended";
        }
        if (step.askedBy().isPresent()) {
            return "now, asked for by " + text(step.askedBy().get().value());
        }
        return step.nextTry().map(at -> time(at)).orElse("none: stands still")
                + button(
                        "/api/retries/" + text(step.id()),
                        "Retry now",
                        "Retry now: " + step.step()
                                + step.esealId().map(id -> " of " + id).orElse(""));
    }

    private String button(String address, String label, String name) {
        return mayRetry
                ? ("<form method=\"post\" action=\"%s\"><input type=\"hidden\" name=\"%s\" value=\"%s\">"
                                + "<button aria-label=\"%s\">%s</button></form>")
                        .formatted(address, text(token.getParameterName()), text(token.getToken()), text(name), label)
                : "";
    }

    private String more() {
        long left = overview.steps() - overview.oldest().size();
        return left <= 0 ? "" : "  <p>And %d more, which have waited less long.</p>\n".formatted(left);
    }
}
