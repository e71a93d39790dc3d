package io.eseal.lifecycle;

import org.camunda.bpm.engine.BadUserRequestException;

/** Refusal to complete a task in this way; the message gives the reason to the person, and the task stays unchanged. */
public class CompletionRefused extends BadUserRequestException {

    public CompletionRefused(String message) {
        super(message);
    }
}
