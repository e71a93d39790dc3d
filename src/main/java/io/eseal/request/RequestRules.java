package io.eseal.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.KnownKeys;
import io.eseal.orderbody.OrderBody;
import io.eseal.task.RequestCheck;
import io.eseal.validation.Finding;
import io.eseal.validation.Findings;
import io.eseal.validation.SensitiveDataScrubber;
import io.eseal.validation.ValidationContext;
import io.eseal.validation.Validators;
import io.eseal.validation.ValueRule;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Checks order bodies against the vendor's page "Order EU Qualified eSeal" and the rules of this service. */
@Component
public class RequestRules implements RequestCheck {

    private final ValueRule body;

    @Autowired
    RequestRules(RequestSettings settings, Clock clock, KnownKeys keys) {
        this(settings, clock, keys::isCompromised, keys::isKeptAgainstSettings);
    }

    RequestRules(
            RequestSettings settings,
            Clock clock,
            Predicate<String> compromisedKey,
            BiPredicate<OrderId, String> keptKey) {
        this.body = new OrderBodyRules(settings, clock, compromisedKey, keptKey).rule();
    }

    /** Creates the rules with their default settings. */
    public RequestRules(Clock clock) {
        this(RequestSettings.defaults(), clock, key -> false, (order, key) -> false);
    }

    /**
     * Checks any JSON, reports every error at once, and never throws. Card data and private keys are removed first.
     *
     * @param body the order body; null counts as a missing one
     * @return the cleaned body and the findings
     */
    public CheckedRequest check(JsonNode body) {
        Findings findings = new Findings();
        ValidationContext root = ValidationContext.root(findings);
        JsonNode clean =
                SensitiveDataScrubber.remove(Objects.requireNonNullElse(body, MissingNode.getInstance()), root);
        OrderBodyRules.moveCsrToRoot(clean);
        JsonNode checked = Validators.required(clean, this.body, root);
        return new CheckedRequest(checked.isObject() ? OrderBody.of(checked) : OrderBody.empty(), findings.all());
    }

    @Override
    public List<Finding> findings(OrderBody request) {
        return check(request.json()).findings();
    }

    /**
     * Returns the last day of a certificate that is issued on the given day. {@code custom_expiration_date} overrides
     * {@code days}, which overrides {@code years}; empty when the request states no valid one and the vendor decides.
     */
    public static Optional<LocalDate> effectiveEnd(OrderBody request, LocalDate from) {
        return request.validity().end(from);
    }
}
