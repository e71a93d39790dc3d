package io.eseal.notification;

import java.time.Instant;
import java.util.Map;

/**
 * A mail that is still to be sent.
 *
 * @param facts what its template shows: texts, lists and maps of them, as they were when it was written
 * @param tries how often sending it failed
 */
record OutgoingMail(
        long id, MailKind kind, String recipient, Map<String, Object> facts, int tries, Instant createdAt) {}
