package io.eseal.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 415 to a Content-Type that names no media type, such as {@code *}{@code /*}. Spring fails with 500 on
 * wildcards, whatever the endpoint would take.
 */
class NamedMediaTypes extends OncePerRequestFilter {

    private final ProblemResponses problems;

    NamedMediaTypes(ProblemResponses problems) {
        this.problems = problems;
    }

    /** Lets calls pass that have no body: what it would be is read by nobody. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (StringUtils.hasText(type) && !isNamed(type)) {
            problems.write(
                    request,
                    response,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "The header Content-Type does not name the media type of the body, such as application/json.");
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isNamed(String type) {
        try {
            return MediaType.parseMediaType(type).isConcrete();
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
