package io.eseal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Beats each five seconds; whoever has reached the database for fifteen judges. */
class UnbrokenBeatsTest {

    private long seconds = -7;
    private final UnbrokenBeats beats = new UnbrokenBeats(
            new ClusterSettings(Duration.ofSeconds(40), Duration.ZERO), () -> seconds * 1_000_000_000);

    @Test
    void a_node_that_started_just_now_judges_nobody() {
        beat(0);
        beat(5);
        beat(5);
        assertThat(beats.tellOfOthers()).isFalse();
        beat(5);
        assertThat(beats.tellOfOthers()).isTrue();
    }

    @Test
    void a_node_that_could_not_reach_the_database_begins_anew() {
        beatsForAMinute();
        beats.failed();
        assertThat(beats.tellOfOthers()).isFalse();
        beat(5);
        assertThat(beats.tellOfOthers()).isFalse();
        beat(5);
        beat(5);
        beat(5);
        assertThat(beats.tellOfOthers()).isTrue();
    }

    @Test
    void so_does_one_that_stood_still_itself() {
        beatsForAMinute();
        beat(11);
        assertThat(beats.tellOfOthers()).isFalse();
    }

    private void beatsForAMinute() {
        for (int i = 0; i < 12; i++) {
            beat(5);
        }
        assertThat(beats.tellOfOthers()).isTrue();
    }

    private void beat(int after) {
        seconds += after;
        beats.done();
    }
}
