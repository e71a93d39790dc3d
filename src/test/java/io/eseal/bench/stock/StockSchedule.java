package io.eseal.bench.stock;

/** Provides the durations of the model's tracking timers: the same interval for each order, however many wait. */
public final class StockSchedule {

    private final String poll;

    public StockSchedule(String poll) {
        this.poll = poll;
    }

    public String getFallbackPoll() {
        return poll;
    }

    public String getServiceLevel() {
        return "P10D";
    }
}
