package io.eseal.desk;

import io.eseal.security.Caller;
import io.eseal.taskquery.OneCommand;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the start page at {@code /}: open tasks, requests, and links to the applications that the person may open. */
@RestController
class StartPage {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final StartPageService service;
    private final OneCommand command;

    StartPage(StartPageService service, OneCommand command) {
        this.service = service;
        this.command = command;
    }

    @GetMapping("/")
    ResponseEntity<String> show(@RequestParam(required = false) String pulled, Caller person, CsrfToken token) {
        OptionalInt steps = pulled != null && pulled.matches("\\d{1,6}")
                ? OptionalInt.of(Integer.parseInt(pulled))
                : OptionalInt.empty();
        return ResponseEntity.ok()
                .contentType(HTML)
                .body(new StartPageHtml(command.of(() -> service.of(person)), token, steps).html());
    }
}
