package io.eseal.request;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealFilter;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.RequestLists;
import io.eseal.lifecycle.SealLinks;
import io.eseal.security.Caller;
import io.eseal.text.VisibleText;
import io.eseal.timeline.Timeline;
import io.eseal.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Lists requests for seals, and shows one of them in detail. */
@RestController
@RequestMapping("/api/eseals")
@Tag(name = "eSeals")
class EsealQueryResource {

    private static final int LARGEST_PAGE = 200;
    private static final int LONGEST_TEXT = 300;

    private final RequestLists lists;
    private final EsealAccess access;
    private final OpenTasks tasks;
    private final CertificateView certificates;
    private final Timeline timeline;
    private final SealLinks links;

    EsealQueryResource(
            RequestLists lists,
            EsealAccess access,
            OpenTasks tasks,
            CertificateView certificates,
            Timeline timeline,
            SealLinks links) {
        this.lists = lists;
        this.access = access;
        this.tasks = tasks;
        this.certificates = certificates;
        this.timeline = timeline;
        this.links = links;
    }

    @Operation(
            summary = "List requests",
            description =
                    "The newest first. Requesters see their own ones. What comes after a page is asked for by `after`,"
                            + " the `next` of its answer, or by the address in its header `Link`: no request is shown twice or left"
                            + " out because others are made meanwhile, and the last page costs what the first one does.")
    @GetMapping
    ResponseEntity<EsealPage> list(
            @RequestParam(required = false) EsealState state,
            @RequestParam(required = false) Long organization,
            @Parameter(description = "Part of an id, an organisation's name, a requester, an order or serial number")
                    @RequestParam(required = false)
                    String q,
            @Parameter(description = "Number of the page, from 0, which is also the default; not beside `after`")
                    @RequestParam(required = false)
                    Integer page,
            @RequestParam(defaultValue = "20") int size,
            @Parameter(description = "`next` of an earlier answer; not beside `page`") @RequestParam(required = false)
                    String after,
            Caller caller) {
        if (page != null && page < 0 || size < 1 || size > LARGEST_PAGE) {
            throw Problems.of(
                    HttpStatus.BAD_REQUEST, "page must be 0 or more, and size 1 to " + LARGEST_PAGE + ".", Map.of());
        }
        boolean byKey = after != null && !after.isEmpty();
        if (byKey && page != null) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "Send page or after, not both.", Map.of());
        }
        if (q != null && q.length() > LONGEST_TEXT) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "q must have at most " + LONGEST_TEXT + " characters.", Map.of());
        }
        if (q != null && q.indexOf('\0') >= 0) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "q must not hold the character U+0000.", Map.of());
        }
        EsealFilter filter = new EsealFilter(
                Optional.ofNullable(state),
                Optional.ofNullable(organization),
                caller.seesAll() ? Optional.empty() : Optional.of(caller.id()),
                Optional.ofNullable(q).map(VisibleText::trim).filter(text -> !text.isEmpty()));
        int number = page == null ? 0 : page;
        RequestLists.Page found = byKey
                ? EsealId.read(after)
                        .flatMap(last -> lists.after(filter, last, size))
                        .orElseThrow(() -> Problems.of(
                                HttpStatus.BAD_REQUEST, "after must be the next of an earlier answer.", Map.of()))
                : lists.page(filter, number, size);
        List<EsealSummary> items = found.items().stream().map(EsealSummary::of).toList();
        String next = found.more() ? items.get(items.size() - 1).id() : null;
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (next != null) {
            answer.header(HttpHeaders.LINK, "<" + address(filter, size, next) + ">; rel=\"next\"");
        }
        return answer.body(new EsealPage(items, byKey ? null : number, size, found.total(), next));
    }

    /** Returns an address of a query alone, which is good whatever a proxy puts before the path. */
    private static String address(EsealFilter filter, int size, String next) {
        Map<String, Object> values = new LinkedHashMap<>();
        filter.state().ifPresent(state -> values.put("state", state));
        filter.organizationId().ifPresent(id -> values.put("organization", id));
        filter.text().ifPresent(text -> values.put("q", text));
        values.put("size", size);
        values.put("after", next);
        UriComponentsBuilder address = UriComponentsBuilder.newInstance();
        values.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(values).toUriString();
    }

    /**
     * A page of the list.
     *
     * @param page its number; null where it was asked for by {@code after}
     * @param next what the following page is asked for by; null on the last one
     */
    record EsealPage(
            List<EsealSummary> items,
            @Nullable Integer page,
            int size,
            long total,
            @Nullable String next) {}

    @Operation(
            summary = "Show a request",
            description =
                    "Its state, order, certificate, the report on the certificate, how its seal was proven, the requests before and"
                            + " after it, open tasks and timeline.")
    @GetMapping("/{id}")
    EsealDetail show(@PathVariable String id, Caller caller) {
        Eseal eseal = access.visible(id, caller);
        return EsealDetail.of(
                eseal,
                certificates.report(eseal.id()),
                certificates.proof(eseal.id()),
                ShownLinks.of(eseal.id(), links, caller),
                certificates.remarks(eseal.id(), caller),
                tasks.of(eseal.id()),
                timeline.of(eseal.id()));
    }
}
