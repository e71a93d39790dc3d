package io.eseal.lifecycle;

import org.camunda.bpm.engine.BadUserRequestException;

/** A person may not complete the task like this; the message says why, and the task stays as it was. */
public class CompletionRefused extends BadUserRequestException {

    public CompletionRefused(String message) {
        super(message);
    }
}
