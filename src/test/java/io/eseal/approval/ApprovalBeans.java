package io.eseal.approval;

import io.eseal.security.SystemAccess;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Approvals as they are: who may approve what is the point of the process. */
public final class ApprovalBeans {

    private ApprovalBeans() {
    }

    public static void in(AnnotationConfigApplicationContext beans) {
        beans.registerBean(ApprovalSettings.class, () -> Binder.get(beans.getEnvironment()).bindOrCreate("eseal.approval", ApprovalSettings.class));
        beans.register(SystemAccess.class, ApprovalPolicy.class, Approvals.class, SeparationOfDuties.class, EligiblePeople.class, WaitingApprovals.class, RecordApproval.class, RemindApprovers.class,
                EscalateApproval.class, CheckProvisioning.class);
    }
}
