package io.eseal.notification;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Renders mails from the templates {@code mail/<kind>.txt}, whose first line is the subject, and
 * {@code mail/<kind>.html}. Text that people wrote is put on one line, so that it cannot form a header or a paragraph
 * of its own, and is escaped in HTML.
 */
@Component
@ConditionalOnMail
class MailRenderer {

    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_SUBJECT = 180;
    private static final int MOST_LINES = 40;
    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String COCKPIT = "/camunda/app/cockpit/default/#/";
    // Also removes line and paragraph separators and characters that change the reading direction.
    private static final String NO_TEXT =
            "[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+";

    private final String baseUrl;
    private final Map<MailKind, Template> texts = new EnumMap<>(MailKind.class);
    private final Map<MailKind, Template> pages = new EnumMap<>(MailKind.class);

    MailRenderer(NotificationSettings settings) {
        this.baseUrl = settings.baseUrl();
        Mustache.Compiler html = Mustache.compiler()
                .withLoader(MailRenderer::template)
                .defaultValue("")
                .emptyStringIsFalse(true)
                .zeroIsFalse(true);
        Mustache.Compiler text = html.escapeHTML(false);
        for (MailKind kind : MailKind.values()) {
            texts.put(kind, text.loadTemplate(kind.template() + ".txt"));
            pages.put(kind, html.loadTemplate(kind.template() + ".html"));
        }
    }

    /**
     * Returns the mail with subject, text and HTML.
     *
     * @param facts data for the templates: texts, numbers, lists and maps
     */
    RenderedMail write(MailKind kind, Map<String, Object> facts) {
        Map<String, Object> model = model(kind, facts);
        String[] parts = of(texts, kind).execute(model).split("\n", 2);
        String subject = shortened(parts[0].strip(), LONGEST_SUBJECT);
        model.put("subject", subject);
        // The request's id is shown below the title.
        model.put("title", subject.replaceFirst(" \\(ES-\\w+\\)$", ""));
        return new RenderedMail(
                subject,
                parts[1].strip().replaceAll("\n{3,}", "\n\n") + "\n",
                of(pages, kind).execute(model));
    }

    private static Template of(Map<MailKind, Template> templates, MailKind kind) {
        // Never null: the constructor loads a template for each kind.
        return Objects.requireNonNull(templates.get(kind));
    }

    private Map<String, Object> model(MailKind kind, Map<String, Object> facts) {
        Map<String, Object> model = object(facts);
        List<String> reason = lines(facts.get("reason"));
        model.put("reasonLines", reason);
        model.put("hasReason", !reason.isEmpty());
        model.putIfAbsent("more", 0);
        List<Map<String, Object>> tasks =
                withLinks(model, "tasks", task -> TASKLIST + "?task=" + task.get("id") + "#/?task=" + task.get("id"));
        List<Map<String, Object>> incidents = withLinks(
                model, "incidents", incident -> COCKPIT + "process-instance/" + incident.get("instance") + "/runtime");
        int more = ((Number) model.get("more")).intValue();
        model.putIfAbsent("count", tasks.size() + incidents.size() + more);
        boolean single = tasks.size() == 1 && more == 0;
        model.put("single", single);
        model.put("one", incidents.size() == 1 && more == 0);
        if (single) {
            Map<String, Object> task = tasks.get(0);
            model.put("taskName", task.get("name"));
            model.put("waitsFor", task.get("waitsFor"));
            model.putIfAbsent("esealId", task.get("esealId"));
        }
        List<Map<String, String>> rows = rows(model, single ? tasks.get(0) : Map.of());
        model.put("rows", rows);
        model.put("details", !rows.isEmpty());
        model.put("action", kind.action());
        model.put("link", link(kind, model, single ? Optional.of(tasks.get(0)) : Optional.empty()));
        model.put("baseUrl", baseUrl);
        return model;
    }

    private String link(MailKind kind, Map<String, Object> model, Optional<Map<String, Object>> task) {
        return switch (kind.target()) {
            case TASK -> task.map(one -> (String) one.get("link")).orElse(baseUrl + TASKLIST);
            case START_PAGE -> baseUrl + "/";
            case CERTIFICATE -> baseUrl + "/api/eseals/" + model.get("esealId") + "/certificate";
            case COCKPIT -> baseUrl + COCKPIT + "processes";
            case LEDGER_CHECK -> baseUrl + "/api/ledger-checks/" + model.get("checkId");
        };
    }

    /** Returns the rows of facts about the request, for people who have many requests. */
    private static List<Map<String, String>> rows(Map<String, Object> model, Map<String, Object> task) {
        List<Map<String, String>> rows = new ArrayList<>();
        if (model.containsKey("organization")) {
            rows.add(row("Organisation", model.get("organization")));
            rows.add(row("Request", model.get("esealId") + ", of " + model.get("requester")));
            Optional.ofNullable(model.get("orderId")).ifPresent(order -> rows.add(row("Order", order)));
            Optional.ofNullable(model.get("serialNumber")).ifPresent(serial -> rows.add(row("Serial number", serial)));
            Optional.ofNullable(model.get("validTill")).ifPresent(till -> rows.add(row("Valid until", till)));
            Optional.ofNullable(task.get("due")).ifPresent(due -> rows.add(row("Due", due)));
        }
        return rows;
    }

    private static Map<String, String> row(String label, Object value) {
        return Map.of("label", label, "value", value.toString());
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> withLinks(
            Map<String, Object> model, String name, Function<Map<String, Object>, String> address) {
        List<Map<String, Object>> entries = (List<Map<String, Object>>) model.getOrDefault(name, List.of());
        entries.forEach(entry -> entry.put("link", baseUrl + address.apply(entry)));
        return entries;
    }

    private static Map<String, Object> object(Map<String, Object> facts) {
        Map<String, Object> clean = new LinkedHashMap<>();
        facts.forEach((name, value) -> clean.put(name, clean(value)));
        return clean;
    }

    @SuppressWarnings("unchecked")
    private static Object clean(Object value) {
        if (value instanceof Map<?, ?> map) {
            return object((Map<String, Object>) map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(MailRenderer::clean).toList();
        }
        return value instanceof String text ? line(text) : value;
    }

    private static List<String> lines(@Nullable Object text) {
        return text == null
                ? List.of()
                : text.toString()
                        .strip()
                        .lines()
                        .map(MailRenderer::line)
                        .filter(line -> !line.isEmpty())
                        .limit(MOST_LINES)
                        .toList();
    }

    private static String line(String text) {
        return shortened(text.replaceAll(NO_TEXT, " ").strip(), LONGEST_LINE);
    }

    private static String shortened(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest - 1) + "…" : text;
    }

    private static Reader template(String name) throws IOException {
        return new InputStreamReader(new ClassPathResource("mail/" + name).getInputStream(), StandardCharsets.UTF_8);
    }
}
