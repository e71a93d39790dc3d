package io.eseal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/** Adds command interceptors to the engine without replacing those that other plugins have added. */
public final class EngineInterceptors {

    private EngineInterceptors() {}

    /**
     * Adds interceptors that run in the command's transaction and can read who calls.
     *
     * @param interceptors makes new interceptors for each of the engine's two chains, because each chain links its own
     */
    public static void add(ProcessEngineConfigurationImpl engine, Supplier<List<CommandInterceptor>> interceptors) {
        engine.setCustomPostCommandInterceptorsTxRequired(
                both(engine.getCustomPostCommandInterceptorsTxRequired(), interceptors.get()));
        engine.setCustomPostCommandInterceptorsTxRequiresNew(
                both(engine.getCustomPostCommandInterceptorsTxRequiresNew(), interceptors.get()));
    }

    private static List<CommandInterceptor> both(List<CommandInterceptor> there, List<CommandInterceptor> more) {
        List<CommandInterceptor> all = new ArrayList<>(there == null ? List.of() : there);
        all.addAll(more);
        return all;
    }
}
