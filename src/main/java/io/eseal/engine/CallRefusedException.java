package io.eseal.engine;

import org.camunda.bpm.engine.BadUserRequestException;

/**
 * Signals a call from outside that this service refuses although the engine would take it; answered with 400 and the
 * message.
 */
class CallRefusedException extends BadUserRequestException {

    CallRefusedException(String message) {
        super(message);
    }
}
