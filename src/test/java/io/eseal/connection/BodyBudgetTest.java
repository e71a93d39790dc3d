package io.eseal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private static final int LARGE = 10_000;

    private long now = 1;
    private final BodyBudget budget = new BodyBudget(3 * LARGE, () -> now);

    private static final class Body implements BodyBudget.Sender {

        private int received;
        private boolean gone;

        private Body(int received) {
            this.received = received;
        }

        @Override
        public int received() {
            return received;
        }

        @Override
        public void giveWay() {
            gone = true;
        }
    }

    private Body holding(int received) {
        Body body = new Body(received);
        assertThat(budget.grow(body, LARGE)).isTrue();
        return body;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void the_slowest_sender_gives_way_to_the_next_one() {
        Body quick = holding(9_000);
        Body slow = holding(5_000);
        pass(Duration.ofSeconds(5));
        Body late = holding(4_000);
        pass(Duration.ofSeconds(2));

        Body next = holding(0);

        assertThat(slow.gone).isTrue();
        assertThat(quick.gone).isFalse();
        assertThat(late.gone).as("less in all, more each second").isFalse();
        assertThat(next.gone).isFalse();
        assertThat(budget.held()).isEqualTo(3 * LARGE);
        assertThat(budget.gaveWay()).isOne();
    }

    @Test
    void nobody_gives_way_in_the_first_seconds() {
        Body first = holding(5_000);
        Body second = holding(5_000);
        Body third = holding(5_000);
        pass(BodyBudget.GRACE.minusNanos(1));

        assertThat(budget.grow(new Body(0), LARGE)).isFalse();
        assertThat(first.gone || second.gone || third.gone).isFalse();

        pass(Duration.ofNanos(1));
        assertThat(budget.grow(new Body(0), LARGE)).isTrue();
    }

    @Test
    void the_slowest_is_refused_when_it_asks_for_more_itself() {
        Body trickles = new Body(1);
        assertThat(budget.grow(trickles, BodyBudget.ALWAYS)).isTrue();
        pass(Duration.ofSeconds(5));
        Body quick = holding(9_000);
        Body second = holding(9_000);
        pass(Duration.ofSeconds(2));
        assertThat(budget.grow(new Body(5_000), LARGE / 2)).isTrue();

        assertThat(budget.grow(trickles, LARGE)).isFalse();
        assertThat(quick.gone || second.gone).isFalse();
    }

    @Test
    void a_body_that_is_worked_on_gives_way_to_nobody() {
        Body worked = holding(LARGE);
        assertThat(budget.complete(worked)).isTrue();
        Body slow = holding(LARGE / 2);
        holding(LARGE);
        pass(Duration.ofMinutes(1));
        worked.received = 0;

        holding(0);

        assertThat(worked.gone).isFalse();
        assertThat(slow.gone).isTrue();
        assertThat(budget.complete(slow))
                .as("it was given up just before its end came")
                .isFalse();
    }

    @Test
    void small_bodies_always_have_room_and_keep_it() {
        Body small = new Body(0);
        assertThat(budget.grow(small, BodyBudget.ALWAYS)).isTrue();
        holding(1);
        holding(1);
        pass(Duration.ofSeconds(3));
        holding(1);
        assertThat(budget.grow(new Body(0), BodyBudget.ALWAYS)).isTrue();

        assertThat(small.gone).isFalse();
    }

    @Test
    void what_is_given_back_is_free_once() {
        Body body = holding(1);
        budget.giveBack(body);
        budget.giveBack(body);

        assertThat(budget.held()).isZero();
    }
}
