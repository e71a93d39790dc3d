package io.eseal.approval;

import io.eseal.engine.EngineInterceptors;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.security.RunAsSystem;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Approvals as they are: who may approve what is the point of the process. */
public final class ApprovalBeans {

    private ApprovalBeans() {}

    /** Has an engine tell the beans of each call what people write. */
    public static ProcessEnginePlugin watch(Map<String, Object> beans) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.getCustomHistoryEventHandlers().add(watch());
                EngineInterceptors.add(engine, () -> List.of(watch()));
            }

            private RequestWatch watch() {
                return new RequestWatch(() -> (EsealRegister) beans.get("esealRegister"), () ->
                        (RequestChanges) beans.get("requestChanges"));
            }
        };
    }

    public static void in(AnnotationConfigApplicationContext beans) {
        beans.registerBean(
                ApprovalSettings.class,
                () -> Binder.get(beans.getEnvironment()).bindOrCreate("eseal.approval", ApprovalSettings.class));
        beans.register(
                RunAsSystem.class,
                ApprovalPolicy.class,
                Approvals.class,
                ApprovalRounds.class,
                Editors.class,
                RenewalDeciders.class,
                RequestChanges.class,
                SeparationOfDuties.class,
                GroupMembers.class,
                NoEligibleApproverNotices.class,
                ApproverAvailability.class,
                WaitingApprovals.class,
                EligibleApprover.class,
                RecordApproval.class,
                RemindApprovers.class,
                EscalateApproval.class,
                CheckProvisioning.class);
    }
}
