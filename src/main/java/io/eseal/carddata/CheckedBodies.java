package io.eseal.carddata;

import io.eseal.connection.SealedDocuments;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of each call, at every address of the service, before any other code does. Refuses bodies of more than
 * 64 KiB (413), compressed ones (415), ones that are not UTF-8 (a CSR may be UTF-16), and JSON that is not exactly one
 * document, has the same name twice in an object, or more than 64 levels (400). A sealed document may have 1 MiB, and
 * is no text. At most 16 bodies of more than 8 KiB are processed at the same time; others wait up to five seconds and
 * are then refused (503). The bytes are overwritten when the call is answered.
 */
class CheckedBodies extends OncePerRequestFilter {

    static final int LARGEST = 64 * 1024;

    /** Most calls are smaller: a whole request with its CSR has about 4 KiB. */
    private static final int LARGE = 8 * 1024;

    private static final int LARGE_ONES_AT_ONCE = 16;
    private static final int LONGEST_WAIT_SECONDS = 5;

    private final CardRefusal refusal;
    private final Semaphore largeOnes;

    CheckedBodies(CardRefusal refusal) {
        this(refusal, LARGE_ONES_AT_ONCE);
    }

    CheckedBodies(CardRefusal refusal, int largeOnesAtOnce) {
        this.refusal = refusal;
        this.largeOnes = new Semaphore(largeOnesAtOnce);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() == 0) {
            chain.doFilter(request, response);
        } else if (isCompressed(request)) {
            refusal.answer(
                    response,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body as it is, without Content-Encoding: a compressed body cannot be searched for card data.");
        } else if (request.getContentLengthLong() > largest(request)) {
            tooLarge(request, response);
        } else {
            read(request, response, chain);
        }
    }

    private void read(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readNBytes(largest(request) + 1);
        try {
            if (body.length > largest(request)) {
                tooLarge(request, response);
            } else if (body.length == 0) {
                chain.doFilter(request, response);
            } else if (body.length <= LARGE) {
                checked(request, body, response, chain);
            } else {
                oneOfTheLarge(request, body, response, chain);
            }
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    /**
     * Processes a large body when one of the places for them is free. The body is read completely before, so that a
     * slow sender does not hold a place.
     */
    private void oneOfTheLarge(HttpServletRequest request, byte[] body, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!entered()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(LONGEST_WAIT_SECONDS));
            refusal.answer(
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Too many large requests are being worked on; send this one again in some seconds.");
            return;
        }
        try {
            checked(request, body, response, chain);
        } finally {
            largeOnes.release();
        }
    }

    private boolean entered() {
        try {
            return largeOnes.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void checked(HttpServletRequest request, byte[] body, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> problem = isProof(request)
                ? Optional.empty()
                : BodyEncoding.problem(body, request.getContentType(), isCsr(request))
                        .or(() -> isJson(request) ? StrictJson.problem(body) : Optional.empty());
        if (problem.isPresent()) {
            refusal.unreadable(response, problem.get());
        } else {
            chain.doFilter(new ReadBody(request, body), response);
        }
    }

    private void tooLarge(HttpServletRequest request, HttpServletResponse response) throws IOException {
        refusal.answer(
                response, HttpStatus.PAYLOAD_TOO_LARGE, "A body may have at most " + largest(request) / 1024 + " KiB.");
    }

    private static int largest(HttpServletRequest request) {
        return isProof(request) ? SealedDocuments.LARGEST : LARGEST;
    }

    /** Returns whether the call brings a sealed document, which is no text and is parsed as what it is. */
    private static boolean isProof(HttpServletRequest request) {
        return SealedDocuments.isBroughtBy(request.getMethod(), request.getServletPath());
    }

    private static boolean isCompressed(HttpServletRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }

    private static boolean isJson(HttpServletRequest request) {
        return request.getContentType() != null
                && request.getContentType().toLowerCase(Locale.ROOT).contains("json");
    }

    /**
     * Returns whether the call brings a CSR. Tools on Windows write CSRs in UTF-16, which can be recognised with
     * certainty.
     */
    private static boolean isCsr(HttpServletRequest request) {
        return request.getMethod().equals("PUT")
                && request.getServletPath().startsWith("/api/eseals/")
                && request.getServletPath().endsWith("/csr");
    }
}
