package io.eseal.bench.stock;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Takes out of the service what a process without it would not have: the statements of our own for lists of tasks, the
 * indexes on the engine's tables, and the sweep over status changes, in whose place each order is read by its own timer
 * after {@code bench.poll}. Acts in the profile {@code bench-stock} alone.
 */
@Component
@Profile("bench-stock")
public class StockProcess implements BeanDefinitionRegistryPostProcessor, EnvironmentAware {

    private String poll = "PT15M";

    @Override
    public void setEnvironment(Environment environment) {
        poll = environment.getProperty("bench.poll", poll);
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        registry.removeBeanDefinition("taskQueryPlugin");
        registry.removeBeanDefinition("indexPlugin");
        registry.removeBeanDefinition("sweepSchedule");
        registry.removeBeanDefinition("trackingSchedule");
        RootBeanDefinition schedule = new RootBeanDefinition(StockSchedule.class);
        schedule.getConstructorArgumentValues().addGenericArgumentValue(poll);
        registry.registerBeanDefinition("trackingSchedule", schedule);
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        // The definitions are all.
    }
}
