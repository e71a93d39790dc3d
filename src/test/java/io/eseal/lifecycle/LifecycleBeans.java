package io.eseal.lifecycle;

import io.eseal.security.Actors;
import io.eseal.timeline.Timeline;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The register and the timeline as they are, on the engine's own database. */
public final class LifecycleBeans {

    private LifecycleBeans() {}

    public static void in(AnnotationConfigApplicationContext beans) {
        beans.register(Actors.class, Timeline.class, EsealRegister.class);
    }
}
