package io.eseal.setup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.util.StringUtils;

/**
 * Logs the reason of a failed start with one log entry for each line, in place of Spring Boot's own reporter: the log's
 * pattern permits no message of several lines, since a text from outside could forge log entries with them.
 */
class StartFailureReport implements FailureAnalysisReporter {

    private static final Logger log = LoggerFactory.getLogger("io.eseal.start");

    @Override
    public void report(FailureAnalysis analysis) {
        log.error("The service did not start:");
        lines(analysis.getDescription());
        if (StringUtils.hasText(analysis.getAction())) {
            lines(analysis.getAction());
        }
        log.debug("Its cause:", analysis.getCause());
    }

    private static void lines(String text) {
        text.lines().filter(StringUtils::hasText).forEach(line -> log.error("  {}", line.strip()));
    }
}
