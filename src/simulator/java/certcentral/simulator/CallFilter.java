package certcentral.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Handles every call before its controller: counts it, checks the API key, and applies the {@link Outcome} that was set
 * for it.
 */
final class CallFilter extends OncePerRequestFilter {

    static final String WRONG_KEY = "certcentral.simulator.wrong-key";
    private static final String HTML = "<html><head><title>Request unsuccessful</title></head>"
            + "<body>Request unsuccessful. Incident ID: 0</body></html>";

    private final SimulatorCalls calls;
    private final byte[] apiKey;
    private final ObjectMapper mapper = new ObjectMapper();

    CallFilter(SimulatorCalls calls, SimulatorSettings settings) {
        this.calls = calls;
        this.apiKey = settings.apiKey().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Operation operation = Operation.of(request.getMethod(), path);
        calls.count(operation);
        String key = Optional.ofNullable(request.getHeader("X-DC-DEVKEY")).orElse("");
        if (!MessageDigest.isEqual(apiKey, key.getBytes(StandardCharsets.UTF_8))) {
            write(response, 403, new ErrorBody(List.of(ErrorCodes.INVALID_KEY)));
            return;
        }
        Optional<Outcome> outcome = calls.next(operation);
        if (outcome.isPresent()) {
            meet(outcome.get(), operation, request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void meet(
            Outcome outcome,
            Operation operation,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        switch (outcome.outcome()) {
            case WRONG_KEY -> {
                request.setAttribute(WRONG_KEY, true);
                chain.doFilter(request, response);
            }
            case DELAY -> {
                pause(outcome);
                chain.doFilter(request, response);
            }
            case LOST_ANSWER -> cut(response, execute(request, response, chain), outcome);
            case NO_PEM -> {
                pause(outcome);
                response.setContentType(
                        operation == Operation.CHAIN ? MediaType.APPLICATION_JSON_VALUE : "application/x-pem-file");
                response.getOutputStream()
                        .write((operation == Operation.CHAIN ? "{\"intermediates\":[]}" : "")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            default -> {
                if (outcome.executed()) {
                    execute(request, response, chain);
                    response.reset();
                }
                pause(outcome);
                refuse(response, outcome);
            }
        }
    }

    private void refuse(HttpServletResponse response, Outcome outcome) throws IOException {
        if (outcome.retryAfter() != null) {
            response.setHeader("Retry-After", outcome.retryAfter());
        }
        if (outcome.outcome() == Outcome.Kind.HTML) {
            response.setStatus(outcome.httpStatus());
            response.setContentType(MediaType.TEXT_HTML_VALUE);
            response.getOutputStream().write(HTML.getBytes(StandardCharsets.US_ASCII));
        } else {
            write(response, outcome.httpStatus(), outcome.body());
        }
    }

    private static byte[] execute(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        return answer.getContentAsByteArray();
    }

    /** Announces the whole answer, sends half of it and closes the connection. */
    private static void cut(HttpServletResponse response, byte[] answer, Outcome outcome) throws IOException {
        pause(outcome);
        // A 204 has no body to cut, so it is sent as 200.
        response.setStatus(
                response.getStatus() == HttpServletResponse.SC_NO_CONTENT
                        ? HttpServletResponse.SC_OK
                        : response.getStatus());
        response.setHeader("Connection", "close");
        response.setContentLength(answer.length + 1);
        response.getOutputStream().write(Arrays.copyOf(answer, answer.length / 2));
        response.flushBuffer();
    }

    private void write(HttpServletResponse response, int status, ErrorBody body) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        mapper.writeValue(response.getOutputStream(), body);
    }

    private static void pause(Outcome outcome) {
        try {
            Thread.sleep(Optional.ofNullable(outcome.delayMs()).orElse(0L));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
