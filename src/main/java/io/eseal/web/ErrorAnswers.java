package io.eseal.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers errors outside of any controller as problem details, such as an address that the firewall or the server
 * refuses.
 */
@Configuration(proxyBeanMethods = false)
class ErrorAnswers {

    private static final String DETAIL = "The service cannot answer this call.";

    @Bean
    BasicErrorController errorController(
            ErrorAttributes attributes, ServerProperties server, List<ErrorViewResolver> views, ObjectMapper json) {
        return new ProblemErrors(attributes, server, views, json);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> errorReports(ObjectMapper json) {
        // In the host's pipeline behind Boot's own valve, which skips errors that are already reported.
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemReports(json)));
    }

    private static final class ProblemErrors extends BasicErrorController {

        private final ObjectMapper json;

        ProblemErrors(
                ErrorAttributes attributes, ServerProperties server, List<ErrorViewResolver> views, ObjectMapper json) {
            super(attributes, server.getError(), views);
            this.json = json;
        }

        /** Answers addresses of the API with problem details even if a browser asks for a page. */
        @Override
        public @Nullable ModelAndView errorHtml(HttpServletRequest request, HttpServletResponse response) {
            if (databaseIsAway(request)) {
                response.setHeader(HttpHeaders.RETRY_AFTER, DatabaseAway.RETRY_AFTER);
            }
            if (!path(request).startsWith("/api/")) {
                return super.errorHtml(request, response);
            }
            ResponseEntity<Map<String, Object>> problem = error(request);
            response.setStatus(problem.getStatusCode().value());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            try {
                json.writeValue(response.getOutputStream(), problem.getBody());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return null;
        }

        @Override
        public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
            HttpStatus status = getStatus(request);
            boolean away = databaseIsAway(request);
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .headers(headers -> {
                        if (away) {
                            headers.set(HttpHeaders.RETRY_AFTER, DatabaseAway.RETRY_AFTER);
                        }
                    })
                    .body(Map.of(
                            "type",
                            "about:blank",
                            "title",
                            status.getReasonPhrase(),
                            "status",
                            status.value(),
                            "detail",
                            away ? DatabaseAway.SENTENCE : DETAIL,
                            "instance",
                            path(request)));
        }

        @Override
        protected HttpStatus getStatus(HttpServletRequest request) {
            return databaseIsAway(request) ? HttpStatus.SERVICE_UNAVAILABLE : super.getStatus(request);
        }

        /**
         * Tells whether the error comes from an unusable database: the sign-in reads the database before any controller
         * runs.
         */
        private static boolean databaseIsAway(HttpServletRequest request) {
            return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
                    && DatabaseAway.caused(thrown);
        }

        private static String path(HttpServletRequest request) {
            return String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        }
    }

    /** Reports what the server refuses before the application is called. */
    private static final class ProblemReports extends ErrorReportValve {

        private final ObjectMapper json;

        ProblemReports(ObjectMapper json) {
            this.json = json;
        }

        @Override
        protected void report(Request request, Response response, Throwable thrown) {
            HttpStatus status = HttpStatus.resolve(response.getStatus());
            if (status == null
                    || !status.isError()
                    || response.getContentWritten() > 0
                    || !response.setErrorReported()) {
                return;
            }
            try {
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.getReporter().write(json.writeValueAsString(ProblemDetail.forStatusAndDetail(status, DETAIL)));
                response.finishResponse();
            } catch (IOException | IllegalStateException e) {
                // The caller has closed the connection.
                container.getLogger().debug("no answer possible", e);
            }
        }
    }
}
