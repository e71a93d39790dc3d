package io.eseal.desk;

import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** When tasks are due, with times that a test can tell apart. */
public final class WorkplaceBeans {

    private WorkplaceBeans() {}

    public static void in(AnnotationConfigApplicationContext beans) {
        beans.registerBean(
                TaskSettings.class,
                () -> new TaskSettings(
                        Duration.ofDays(2),
                        Map.of("user_resolve_order_in_doubt", "PT4H"),
                        Map.of("user_submit_csr", "P1D")));
        beans.register(TaskSchedule.class);
    }
}
