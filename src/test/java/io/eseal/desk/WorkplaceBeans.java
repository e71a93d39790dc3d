package io.eseal.desk;

import io.eseal.lifecycle.EsealLifecycle.Elements;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Schedules tasks with times that a test can tell apart. */
public final class WorkplaceBeans {

    private WorkplaceBeans() {}

    public static void in(AnnotationConfigApplicationContext beans) {
        beans.registerBean(
                TaskSettings.class,
                () -> new TaskSettings(
                        Duration.ofDays(2),
                        Map.of(Elements.USER_RESOLVE_ORDER_IN_DOUBT, "PT4H"),
                        Map.of(Elements.USER_SUBMIT_CSR, "P1D")));
        beans.register(TaskSchedule.class);
    }
}
