package io.eseal.notification;

import java.util.Locale;

/**
 * What a mail is about, and where its one link leads. Each has a text and an HTML template of its name under
 * {@code mail/}.
 */
enum MailKind {
    APPROVAL_WANTED("Open the task", Target.TASK),
    TASK_WAITING("Open the task", Target.TASK),
    CORRECTION_WANTED("Correct the request", Target.TASK),
    DELIVERY("Confirm the receipt", Target.TASK),
    RENEWAL_WANTED("Decide on the renewal", Target.TASK),
    REVOCATION_WANTED("Decide on the revocation", Target.TASK),
    REMINDER("Open the task", Target.TASK),
    ESCALATION("Open the task", Target.TASK),

    REJECTED("Open your requests", Target.START_PAGE),
    CANCELED("Open your requests", Target.START_PAGE),
    ISSUED("Open your requests", Target.START_PAGE),
    IN_SERVICE("Download the certificate", Target.CERTIFICATE),
    EXPIRED("Open your requests", Target.START_PAGE),
    REVOCATION_REQUESTED("Open your requests", Target.START_PAGE),
    REVOCATION_DECLINED("Open your requests", Target.START_PAGE),
    REVOKED("Open your requests", Target.START_PAGE),

    NOBODY_LEFT("Open the start page", Target.START_PAGE),
    SURPLUS_ORDER("Open the start page", Target.START_PAGE),
    INCIDENTS("Open Cockpit", Target.COCKPIT),
    DIFFERENCES("Open the report", Target.LEDGER_CHECK);

    private final String action;
    private final Target target;

    MailKind(String action, Target target) {
        this.action = action;
        this.target = target;
    }

    enum Target {
        TASK,
        START_PAGE,
        CERTIFICATE,
        COCKPIT,
        LEDGER_CHECK
    }

    String action() {
        return action;
    }

    Target target() {
        return target;
    }

    String template() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
