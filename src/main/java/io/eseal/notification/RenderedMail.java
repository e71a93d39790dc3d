package io.eseal.notification;

/** A rendered mail. */
record RenderedMail(String subject, String text, String html) {}
