package io.eseal.desk;

import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.OrganizationName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.HtmlUtils;

/** Renders the start page. All text from people or CertCentral passes through {@link #text}. */
final class StartPageHtml {

    private static final String TASKLIST = "/camunda/app/tasklist/default/#/";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    private static final Map<String, String> APPLICATIONS = Map.of(
            "tasklist",
            "Tasklist: work on tasks",
            "cockpit",
            "Cockpit: watch the process",
            "admin",
            "Admin: users and groups");

    private static final Map<EsealState, String> STATES = Map.ofEntries(
            Map.entry(EsealState.REQUESTED, "is being checked"),
            Map.entry(EsealState.CORRECTION, "waits to be corrected"),
            Map.entry(EsealState.APPROVAL, "waits for approval"),
            Map.entry(EsealState.PROVISIONING, "waits for address or CSR"),
            Map.entry(EsealState.PAYMENT, "waits for payment"),
            Map.entry(EsealState.ORDERING, "is being ordered"),
            Map.entry(EsealState.ORDERED, "ordered, in validation at DigiCert"),
            Map.entry(EsealState.DELIVERY, "issued, being delivered"),
            Map.entry(EsealState.IN_SERVICE, "in service"),
            Map.entry(EsealState.REJECTED, "rejected"),
            Map.entry(EsealState.CANCELED, "canceled"),
            Map.entry(EsealState.REVOKED, "revoked"),
            Map.entry(EsealState.EXPIRED, "expired"));

    private final StartPageModel model;
    private final CsrfToken token;
    private final OptionalInt pulled;

    /**
     * Makes the page of one person.
     *
     * @param pulled number of steps that the person has just asked to try again; empty on any other visit
     */
    StartPageHtml(StartPageModel model, CsrfToken token, OptionalInt pulled) {
        this.model = model;
        this.token = token;
        this.pulled = pulled;
    }

    /** Returns the whole page as HTML. */
    String html() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <title>eSeal Orchestrator</title>
                  <link rel="icon" href="/favicon.ico">
                  <link rel="stylesheet" href="/camunda/assets/eseal/start.css">
                </head>
                <body>
                <header>
                  <a class="brand" href="/"><img src="/camunda/assets/eseal/seal.svg" alt="" width="32" height="32">eSeal Orchestrator</a>
                  <form method="post" action="/logout">
                    <span>Signed in as <b>%s</b></span>
                    <input type="hidden" name="%s" value="%s">
                    <button>Sign out</button>
                  </form>
                </header>
                <nav aria-label="Applications">%s</nav>
                <main>
                %s%s%s%s%s</main>
                </body>
                </html>
                """.formatted(
                        text(model.person().value()),
                        text(token.getParameterName()),
                        text(token.getToken()),
                        applications(),
                        waiting(),
                        incidents(),
                        retries(),
                        model.mayRequest() ? own() : "",
                        model.everybodys().isEmpty()
                                ? ""
                                : requests("Newest requests of all", model.everybodys(), model.mayAudit()));
    }

    private String applications() {
        return model.applications().stream()
                        .map(application -> "<a href=\"/camunda/app/%s/default/\">%s</a>"
                                .formatted(application, APPLICATIONS.get(application)))
                        .collect(Collectors.joining())
                + "<a href=\"/api/docs\">API: what machines can call</a>";
    }

    private String waiting() {
        if (model.waiting().isEmpty()) {
            return "";
        }
        return """
                <section>
                  <h1>What waits</h1>
                  <ul class="lists">
                %s  </ul>
                </section>
                """.formatted(model.waiting().stream().map(StartPageHtml::list).collect(Collectors.joining()));
    }

    private static String list(StartPageModel.Waiting list) {
        return """
                    <li%s><a href="%s?filter=%s" style="color: %s"><strong>%d</strong> <span>%s</span></a><p>%s</p></li>
                """.formatted(
                        list.count() == 0 ? " class=\"empty\"" : "",
                        TASKLIST,
                        text(list.filterId()),
                        color(list.color()),
                        list.count(),
                        text(list.name()),
                        text(list.description()));
    }

    /**
     * Returns the colour of a list for the style attribute. An administrator may enter any text as colour: anything but
     * {@code #rrggbb} becomes {@code inherit}.
     */
    private static String color(String color) {
        return color.matches("#[0-9a-fA-F]{6}") ? color : "inherit";
    }

    private String incidents() {
        return model.incidents()
                .map(count -> count == 0
                        ? "<p class=\"fine\">No step of the process stands still.</p>\n"
                        : """
                <p class="trouble"><a href="/camunda/app/cockpit/default/#/processes">%s</a> until somebody mends what is wrong.</p>
                """.formatted(
                                        count == 1
                                                ? "1 step of the process stands still"
                                                : count + " steps of the process stand still"))
                .orElse("");
    }

    private String retries() {
        return model.retrying()
                .map(overview -> new RetrySection(overview, model.mayRetry(), token, pulled).html())
                .orElse("");
    }

    private String own() {
        String request =
                "<a class=\"button\" href=\"" + TASKLIST + "?processStart=eseal-lifecycle\">Request an eSeal</a>";
        return model.own().isEmpty()
                ? """
                <section>
                  <h2>Your requests</h2>
                  <p>You have not requested a seal yet.</p>
                  <p>%s</p>
                </section>
                """.formatted(request)
                : requests("Your newest requests", model.own(), true) + "<p>" + request + "</p>\n";
    }

    private String requests(String title, List<Eseal> eseals, boolean withEvidence) {
        return """
                <section>
                  <h2>%s</h2>
                  <table>
                    <thead><tr><th scope="col">Request</th><th scope="col">Organisation</th><th scope="col">State</th>
                    <th scope="col">Changed</th><th scope="col">Files</th></tr></thead>
                    <tbody>
                %s    </tbody>
                  </table>
                </section>
                """.formatted(
                title, eseals.stream().map(eseal -> row(eseal, withEvidence)).collect(Collectors.joining()));
    }

    private String row(Eseal eseal, boolean withEvidence) {
        return """
                    <tr><td><a href="/api/eseals/%1$s">%1$s</a></td><td>%2$s</td><td>%3$s</td><td>%4$s</td><td>%5$s</td></tr>
                """.formatted(
                        text(eseal.id().value()),
                        text(OrganizationName.of(eseal).orElse("")),
                        state(eseal),
                        time(eseal.updatedAt()),
                        files(eseal, withEvidence));
    }

    private String files(Eseal eseal, boolean withEvidence) {
        String address = "/api/eseals/" + text(eseal.id().value());
        boolean downloadable = model.downloadable().contains(eseal.id());
        return Stream.of(
                        Optional.of("<a href=\"" + address + "/certificate\">certificate</a>")
                                .filter(link -> downloadable),
                        Optional.of("<a href=\"" + address + "/evidence\">evidence</a>")
                                .filter(link -> withEvidence))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private String state(Eseal eseal) {
        String state = STATES.get(eseal.state())
                + (eseal.state() == EsealState.IN_SERVICE
                        ? eseal.validTill()
                                .map(till -> " until " + DAY.format(till))
                                .orElse("")
                        : "");
        StartPageModel.NextStep step = model.nextSteps().get(eseal.id());
        return step == null
                ? state
                : state + "<br><a href=\"" + TASKLIST + "?task=" + text(step.taskId()) + "\">" + text(heading(step))
                        + "</a>";
    }

    /** Returns the task's title without the organisation; "Next step" if the task was renamed to nothing. */
    private static String heading(StartPageModel.NextStep step) {
        String name =
                Optional.ofNullable(step.name()).orElse("").split(": ", 2)[0].strip();
        return name.isEmpty() ? "Next step" : name;
    }

    /** Returns the instant as an HTML {@code time} element, in UTC to the minute. */
    static String time(Instant at) {
        return "<time datetime=\"" + at + "\">" + MINUTE.format(at) + "</time>";
    }

    /** Returns the words escaped for HTML. */
    static String text(String words) {
        return HtmlUtils.htmlEscape(words, StandardCharsets.UTF_8.name());
    }
}
