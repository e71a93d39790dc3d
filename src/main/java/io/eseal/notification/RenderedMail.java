package io.eseal.notification;

/** A mail as it is read. */
record RenderedMail(String subject, String text, String html) {}
