package io.eseal.timeline;

import io.eseal.id.EsealId;

/** What became of the order at CertCentral. Numbers of orders are CertCentral's. */
public final class OrderEvents {

    private OrderEvents() {}

    /** @param adopted whether a look-up or a person found it */
    public record Ordered(long orderId, boolean adopted) implements TimelineEvent {

        @Override
        public String sentence() {
            return "CertCentral order " + orderId + (adopted ? ", adopted" : "");
        }
    }

    /** @param words CertCentral's own */
    public record Refused(String words) implements TimelineEvent {

        @Override
        public String sentence() {
            return words;
        }
    }

    public record OutcomeUnknown() implements TimelineEvent {

        @Override
        public String sentence() {
            return "the order is looked up at CertCentral before anything else";
        }
    }

    public record NotSent() implements TimelineEvent {

        @Override
        public String sentence() {
            return "Whoever was about to send the order was held up and sent nothing: it is sent now";
        }
    }

    public record Absent(int lookUps) implements TimelineEvent {

        @Override
        public String sentence() {
            return "CertCentral shows no order after " + lookUps
                    + " look-ups, which find other orders of this service: it is ordered again, once";
        }
    }

    /** @param why for people */
    public record InDoubt(String why) implements TimelineEvent {

        @Override
        public String sentence() {
            return why;
        }
    }

    public record Abandoned() implements TimelineEvent {

        @Override
        public String sentence() {
            return "to be ordered again";
        }
    }

    /**
     * CertCentral gave another request's order as this one's.
     *
     * @param reference the request that the order names
     */
    public record OfAnother(EsealId esealId, long orderId, String reference) implements TimelineEvent {

        @Override
        public String sentence() {
            return "CertCentral order " + orderId + ", which CertCentral gave as the order of " + esealId
                    + ", is for the reference " + reference + ": the own order of " + esealId + " is looked up";
        }
    }

    /** @param why names both requests, for people */
    public record NotTaken(String why) implements TimelineEvent {

        @Override
        public String sentence() {
            return why;
        }
    }

    /** @param attempt its number, from 1 */
    public record Unclaimed(long orderId, int attempt) implements TimelineEvent {

        @Override
        public String sentence() {
            return "CertCentral order " + orderId + " came after attempt " + attempt
                    + " had been given up: cancel it in CertCentral unless it is to be adopted";
        }
    }

    /**
     * A second order that stays until somebody cancels it.
     *
     * @param what for people
     */
    public record Surplus(long orderId, String what) implements TimelineEvent {

        @Override
        public String sentence() {
            return what;
        }
    }

    /** @param what for people */
    public record SurplusCanceled(long orderId, String what) implements TimelineEvent {

        @Override
        public String sentence() {
            return what;
        }
    }

    /** @param status CertCentral's word */
    public record StatusRead(String status) implements TimelineEvent {

        @Override
        public String sentence() {
            return status;
        }
    }

    /**
     * Ledger and CertCentral differ.
     *
     * @param what for people
     */
    public record Differs(String what) implements TimelineEvent {

        @Override
        public String sentence() {
            return what;
        }
    }

    /** @param reason the person's */
    public record CancellationRequested(String reason) implements TimelineEvent {

        @Override
        public String sentence() {
            return reason;
        }
    }

    /** @param result {@code canceled}, {@code issued} or {@code refused} */
    public record CancellationAnswered(long orderId, String result) implements TimelineEvent {

        @Override
        public String sentence() {
            return "CertCentral order " + orderId + ": " + result;
        }
    }

    /**
     * CertCentral validates for longer than the service level.
     *
     * @param summary for people
     */
    public record ServiceLevelMissed(String summary) implements TimelineEvent {

        @Override
        public String sentence() {
            return summary;
        }
    }
}
