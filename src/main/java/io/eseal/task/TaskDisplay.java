package io.eseal.task;

import java.time.Duration;
import java.util.Optional;

/**
 * How a task shows itself to those who have to do it.
 *
 * @param form the id of its form, or the key of a page of the service's own
 * @param list the list of its kind
 * @param paymentInTitle whether its title says how the order is paid
 * @param price whether it shows what the order may cost
 * @param due until it is due, from its creation on; empty: as long as tasks have in general
 * @param followUp until somebody should look after it; empty where it depends on nobody outside
 */
public record TaskDisplay(
        String form,
        TaskList list,
        boolean paymentInTitle,
        boolean price,
        Optional<Duration> due,
        Optional<Duration> followUp) {}
