package io.eseal.timeline;

/** What became of a card. */
public final class PaymentEvents {

    private PaymentEvents() {}

    /** @param card its brand and the last four digits of its number, such as {@code Visa ending in 1111} */
    public record CardPresented(String card) implements TimelineEvent {

        @Override
        public String sentence() {
            return card;
        }
    }

    public record CardDeclined() implements TimelineEvent {

        @Override
        public String sentence() {
            return "the task stays open";
        }
    }
}
