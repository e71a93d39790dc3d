package io.eseal.notification;

import java.time.Instant;
import java.util.Map;

/**
 * A mail to be sent.
 *
 * @param facts data for the templates, as of the time of writing: texts, lists and maps
 * @param tries number of failed tries
 */
record OutgoingMail(
        long id, MailKind kind, String recipient, Map<String, Object> facts, int tries, Instant createdAt) {}
