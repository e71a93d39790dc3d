package io.eseal.taskquery;

import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/**
 * Asks the engine several things as one of its commands: they share one transaction, and a row that one of them has
 * read is not read again by the next. Permissions are checked as ever.
 */
@Component
public final class OneCommand {

    private final ProcessEngine engine;

    OneCommand(ProcessEngine engine) {
        this.engine = engine;
    }

    /** Returns what the questions answer. */
    public <T> T of(Supplier<T> questions) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> questions.get());
    }
}
