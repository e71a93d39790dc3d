package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.inspection.Comparison;
import io.eseal.inspection.InspectionReports;
import io.eseal.inspection.RuleResult;
import io.eseal.inspection.StoredReport;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.ProcessVariables;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Adds to each task in which a certificate is assessed which rules it breaks, and what came beside what was ordered.
 */
@Component
class AssessmentView {

    private final InspectionReports reports;

    AssessmentView(InspectionReports reports) {
        this.reports = reports;
    }

    @EventListener
    void on(DelegateTask task) {
        if (TaskListener.EVENTNAME_CREATE.equals(task.getEventName())
                && Elements.USER_ASSESS_CERTIFICATE.equals(task.getTaskDefinitionKey())) {
            reports.newest(EsealId.of(task.getExecution().getProcessBusinessKey()))
                    .ifPresent(report ->
                            task.setVariableLocal(Variables.ASSESSMENT, ProcessVariables.jsonValue(shown(report))));
        }
    }

    private static Map<String, Object> shown(StoredReport report) {
        return Map.of(
                "acceptable",
                report.refusal().isEmpty(),
                "rules",
                report.broken().stream().map(AssessmentView::row).toList(),
                "comparison",
                report.report().comparisons().stream()
                        .filter(row -> !row.ordered().isEmpty() || !row.came().isEmpty())
                        .map(AssessmentView::row)
                        .toList());
    }

    private static Map<String, String> row(RuleResult result) {
        return Map.of(
                "weight",
                switch (result.weight()) {
                    case HARD -> "Cannot be accepted";
                    case FINDING -> "To be decided";
                    case WARNING -> "Told only";
                },
                "what",
                result.sentence(),
                "rule",
                result.rule() + " (" + result.source() + ")");
    }

    private static Map<String, String> row(Comparison comparison) {
        return Map.of(
                "what", comparison.what(),
                "ordered", dash(comparison.ordered()),
                "came", dash(comparison.came()));
    }

    private static String dash(String text) {
        return text.isEmpty() ? "–" : text;
    }
}
