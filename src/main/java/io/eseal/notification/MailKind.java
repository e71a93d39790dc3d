package io.eseal.notification;

import java.util.Locale;

/**
 * Kinds of mail, each with the label and the target of its one link. Each has a text template and an HTML template of
 * its name under {@code mail/}.
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
    EXPIRY_REMINDER("Open your requests", Target.START_PAGE),
    EXPIRED("Open your requests", Target.START_PAGE),
    REVOCATION_REQUESTED("Open your requests", Target.START_PAGE),
    REVOCATION_DECLINED("Open your requests", Target.START_PAGE),
    REVOCATION_LAPSED("Open your requests", Target.START_PAGE),
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

    /** Page to which the link of a mail leads. */
    enum Target {
        TASK,
        START_PAGE,
        CERTIFICATE,
        COCKPIT,
        LEDGER_CHECK
    }

    /** Returns the label of the mail's link. */
    String action() {
        return action;
    }

    Target target() {
        return target;
    }

    /** Returns the name of the templates without its extension. */
    String template() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
