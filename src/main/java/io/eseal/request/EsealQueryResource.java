package io.eseal.request;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists requests for seals, and shows one of them in detail. */
@RestController
@RequestMapping("/api/eseals")
@Tag(name = "eSeals")
class EsealQueryResource {

    private static final int LARGEST_PAGE = 200;

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

    @Operation(summary = "List requests", description = "The newest first. Requesters see their own ones.")
    @GetMapping
    EsealPage list(
            @RequestParam(required = false) EsealState state,
            @RequestParam(required = false) Long organization,
            @Parameter(description = "Part of an id, an organisation's name, a requester, an order or serial number")
                    @RequestParam(required = false)
                    String q,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size,
            Caller caller) {
        if (page < 0 || size < 1 || size > LARGEST_PAGE) {
            throw Problems.of(
                    HttpStatus.BAD_REQUEST, "page must be 0 or more, and size 1 to " + LARGEST_PAGE + ".", Map.of());
        }
        if (q != null && q.indexOf('\0') >= 0) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "q must not hold the character U+0000.", Map.of());
        }
        RequestLists.Page found = lists.page(
                new EsealFilter(
                        Optional.ofNullable(state),
                        Optional.ofNullable(organization),
                        caller.seesAll() ? Optional.empty() : Optional.of(caller.id()),
                        Optional.ofNullable(q).map(VisibleText::trim).filter(text -> !text.isEmpty())),
                page,
                size);
        return new EsealPage(found.items().stream().map(EsealSummary::of).toList(), page, size, found.total());
    }

    record EsealPage(List<EsealSummary> items, int page, int size, long total) {}

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
