package io.eseal.task;

import java.time.Duration;
import java.util.Optional;

/**
 * Appearance of a task to the people who do it.
 *
 * @param form id of its form, or the key of a page of this service
 * @param list the list in which it appears
 * @param paymentInTitle whether its title names the payment method
 * @param price whether it shows the highest price of the order
 * @param due time from its creation to its due date; empty for the general one
 * @param followUp time from its creation to its follow-up date; empty when the task depends on nobody outside
 */
public record TaskDisplay(
        String form,
        TaskList list,
        boolean paymentInTitle,
        boolean price,
        Optional<Duration> due,
        Optional<Duration> followUp) {}
