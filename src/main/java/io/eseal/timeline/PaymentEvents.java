package io.eseal.timeline;

/** Events about card payments. */
public final class PaymentEvents {

    private PaymentEvents() {}

    /**
     * A person presented a card, and the order is about to be sent with it.
     *
     * @param card brand and last four digits of the card, such as {@code Visa ending in 1111}
     */
    public record CardPresented(String card) implements TimelineEvent {

        @Override
        public String sentence() {
            return card;
        }
    }

    /** The card was declined; the payment task stays open. */
    public record CardDeclined() implements TimelineEvent {

        @Override
        public String sentence() {
            return "the task stays open";
        }
    }
}
