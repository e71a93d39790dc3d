package io.eseal.timeline;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;

/** Events about the order at CertCentral; order numbers are CertCentral's. */
public final class OrderEvents {

    private OrderEvents() {}

    /**
     * The request has an order.
     *
     * @param orderId number of the order
     * @param adopted whether a look-up or a person found the order
     */
    public record Ordered(OrderId orderId, boolean adopted) implements TimelineEvent {

        @Override
        public String sentence() {
            return "CertCentral order " + orderId + (adopted ? ", adopted" : "");
        }
    }

    /**
     * CertCentral refused the order.
     *
     * @param words CertCentral's own words
     */
    public record Refused(String words) implements TimelineEvent {

        @Override
        public String sentence() {
            return words;
        }
    }

    /** The order was sent, and its outcome is unknown. */
    public record OutcomeUnknown() implements TimelineEvent {

        @Override
        public String sentence() {
            return "the order is looked up at CertCentral before anything else";
        }
    }

    /** The order was not sent, because its sender was delayed. */
    public record NotSent() implements TimelineEvent {

        @Override
        public String sentence() {
            return "Whoever was about to send the order was held up and sent nothing: it is sent now";
        }
    }

    /**
     * The order is certainly absent and is sent again.
     *
     * @param lookUps how many look-ups found nothing
     */
    public record Absent(int lookUps) implements TimelineEvent {

        @Override
        public String sentence() {
            return "CertCentral shows no order after " + lookUps
                    + " look-ups, which find other orders of this service: it is ordered again, once";
        }
    }

    /**
     * The order is left to a person.
     *
     * @param why the reason, as a sentence for people
     */
    public record InDoubt(String why) implements TimelineEvent {

        @Override
        public String sentence() {
            return why;
        }
    }

    /** A person decided that the order does not exist. */
    public record Abandoned() implements TimelineEvent {

        @Override
        public String sentence() {
            return "to be ordered again";
        }
    }

    /**
     * CertCentral answered with the order of another request.
     *
     * @param esealId the request whose order it was taken for
     * @param orderId number of the order
     * @param reference the order's reference
     */
    public record OfAnother(EsealId esealId, OrderId orderId, String reference) implements TimelineEvent {

        @Override
        public String sentence() {
            return "CertCentral order " + orderId + ", which CertCentral gave as the order of " + esealId
                    + ", is for the reference " + reference + ": the own order of " + esealId + " is looked up";
        }
    }

    /**
     * An order was not taken for the request.
     *
     * @param why the reason, which names both requests, as a sentence for people
     */
    public record NotTaken(String why) implements TimelineEvent {

        @Override
        public String sentence() {
            return why;
        }
    }

    /**
     * An order was answered after its attempt had been given up.
     *
     * @param orderId number of the order
     * @param attempt number of the attempt, from 1
     */
    public record Unclaimed(OrderId orderId, int attempt) implements TimelineEvent {

        @Override
        public String sentence() {
            return "CertCentral order " + orderId + " came after attempt " + attempt
                    + " had been given up: cancel it in CertCentral unless it is to be adopted";
        }
    }

    /**
     * A surplus order is left to a person.
     *
     * @param orderId number of the order
     * @param what what was found, as a sentence for people
     */
    public record Surplus(OrderId orderId, String what) implements TimelineEvent {

        @Override
        public String sentence() {
            return what;
        }
    }

    /**
     * A surplus order is canceled.
     *
     * @param orderId number of the order
     * @param what what was done, as a sentence for people
     */
    public record SurplusCanceled(OrderId orderId, String what) implements TimelineEvent {

        @Override
        public String sentence() {
            return what;
        }
    }

    /**
     * The order's status was read.
     *
     * @param status CertCentral's word
     */
    public record StatusRead(String status) implements TimelineEvent {

        @Override
        public String sentence() {
            return status;
        }
    }

    /**
     * Ledger and CertCentral differ.
     *
     * @param what the difference, as a sentence for people
     */
    public record Differs(String what) implements TimelineEvent {

        @Override
        public String sentence() {
            return what;
        }
    }

    /**
     * A person asked to cancel the request.
     *
     * @param reason the person's reason
     */
    public record CancellationRequested(String reason) implements TimelineEvent {

        @Override
        public String sentence() {
            return reason;
        }
    }

    /**
     * The cancellation of the order ended.
     *
     * @param orderId number of the order
     * @param result {@code canceled}, {@code issued}, {@code revoked} or {@code refused}
     */
    public record CancellationAnswered(OrderId orderId, String result) implements TimelineEvent {

        /** Returns whether CertCentral had revoked the order. */
        public boolean foundRevoked() {
            return result.equals("revoked");
        }

        @Override
        public String sentence() {
            return "CertCentral order " + orderId + ": " + result
                    + (result.equals("issued") ? "; it cannot be canceled any more, only revoked" : "");
        }
    }

    /**
     * CertCentral's validation takes longer than the service level.
     *
     * @param summary the open validations, as a sentence for people
     */
    public record ServiceLevelMissed(String summary) implements TimelineEvent {

        @Override
        public String sentence() {
            return summary;
        }
    }
}
