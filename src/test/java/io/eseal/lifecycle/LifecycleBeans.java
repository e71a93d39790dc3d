package io.eseal.lifecycle;

import io.eseal.security.Actors;
import io.eseal.timeline.Timeline;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The register and the timeline as they are, on the engine's own database. */
public final class LifecycleBeans {

    private LifecycleBeans() {}

    public static void in(AnnotationConfigApplicationContext beans) {
        beans.register(
                Actors.class,
                Timeline.class,
                EsealRegister.class,
                KnownKeys.class,
                SealLinks.class,
                SuccessorRequests.class,
                WaitingInstances.class);
        beans.registerBean(KeySettings.class, () -> new KeySettings(false));
    }

    /** Returns what is known of keys, with or without renewals that keep theirs. */
    public static KnownKeys knownKeys(JdbcClient jdbc, EsealRegister register, boolean keptOnRenewal) {
        return new KnownKeys(jdbc, register, new KeySettings(keptOnRenewal));
    }

    /** Returns the links between requests. */
    public static SealLinks links(JdbcClient jdbc) {
        return new SealLinks(jdbc);
    }
}
