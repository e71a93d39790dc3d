package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.inspection.InspectionReports;
import io.eseal.inspection.StoredReport;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.security.Actors;
import io.eseal.security.Groups;
import io.eseal.task.TaskBar;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Guards the decision on a certificate that breaks rules: hard rules are accepted by nobody, findings by any operator
 * but the requester, and not by an administrator for being one. An acceptance is stored with the report that it is
 * about.
 */
@Component("assessCertificate")
class AssessCertificate implements TaskListener, TaskBar {

    private static final String WHY = "You requested this seal; somebody else must decide on its certificate.";
    /** The way back to the step that fetches the certificate; models of earlier versions have none. */
    private static final String WAY_BACK = "flow_certificate_assessed_fetch_certificate";

    private final EsealRegister register;
    private final InspectionReports reports;
    private final Actors actors;

    AssessCertificate(EsealRegister register, InspectionReports reports, Actors actors) {
        this.register = register;
        this.reports = reports;
        this.actors = actors;
    }

    @Override
    public void notify(DelegateTask task) {
        EsealId id = EsealId.of(task.getExecution().getProcessBusinessKey());
        UserId person = actors.signedIn()
                .orElseThrow(() -> new CompletionRefused("Only a signed-in person can decide on a certificate."));
        against(task, person).ifPresent(why -> {
            throw new CompletionRefused(why);
        });
        Optional<Outcome> decision =
                ProcessVariables.text(task, Variables.DECISION).flatMap(Outcome::of);
        if (decision.equals(Optional.of(Outcome.ACCEPT))) {
            accept(id, person);
        } else if (decision.equals(Optional.of(Outcome.REFETCH))
                && task.getExecution().getBpmnModelInstance().getModelElementById(WAY_BACK) == null) {
            throw new CompletionRefused(
                    "This request runs by an earlier version of the process, which does not fetch a certificate again: an"
                            + " administrator starts it again at the step service_fetch_certificate.");
        }
    }

    private void accept(EsealId id, UserId person) {
        if (!actors.groups().contains(Groups.OPERATORS)) {
            throw new CompletionRefused("Operators alone accept the findings about a certificate.");
        }
        StoredReport report = reports.newest(id)
                .orElseThrow(
                        () -> new CompletionRefused(
                                "An earlier version held this certificate back and wrote no report to accept: fetch it again."));
        report.refusal().ifPresent(why -> {
            throw new CompletionRefused(why + " Fetch it again, or revoke it.");
        });
        reports.accept(id, report, person);
    }

    @Override
    public Optional<String> against(DelegateTask task, UserId person) {
        return EsealId.read(task.getExecution().getProcessBusinessKey())
                .filter(id -> barred(id).contains(person))
                .map(id -> WHY);
    }

    @Override
    public Set<UserId> barred(EsealId esealId) {
        return register.find(esealId).map(eseal -> Set.of(eseal.requester())).orElse(Set.of());
    }
}
