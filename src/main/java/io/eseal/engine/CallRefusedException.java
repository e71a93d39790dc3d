package io.eseal.engine;

import org.camunda.bpm.engine.BadUserRequestException;

/** Refuses a call from outside that the engine itself would take; answered with 400 and the message. */
class CallRefusedException extends BadUserRequestException {

    CallRefusedException(String message) {
        super(message);
    }
}
