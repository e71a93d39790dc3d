package io.eseal.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.orderbody.OrderBody;
import io.eseal.timeline.LockedRequests;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.RequestEvents;
import io.eseal.timeline.Timeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads and writes the record of each request. Writes join the transaction of the process, so that record and process
 * always agree.
 */
@Component("esealRegister")
public class EsealRegister {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EsealRegister(
            JdbcClient jdbc, ObjectMapper json, Timeline timeline, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    /** Opens the record of a new request in state {@code REQUESTED}, with an event on the timeline. */
    public void open(EsealId id, UserId requester, OrderBody request) {
        jdbc.sql("""
                insert into eseal (id, state, requester, requester_person, request, organization_id, created_at, updated_at)
                values (:id, 'REQUESTED', :requester, :person, :request, :organization, :now, :now)""")
                .param("id", id.value())
                .param("requester", requester.value())
                .param("person", requester.normal())
                .param("request", request.isMissing() ? "{}" : request.json().toString())
                .param(
                        "organization",
                        request.isMissing() ? null : request.organizationId().orElse(null))
                .param("now", now())
                .update();
        LockedRequests.locked(id);
        timeline.add(id, new RequestEvents.StateReached(EsealState.REQUESTED.name()));
        events.publishEvent(new StateEntered(id, EsealState.REQUESTED));
    }

    /**
     * Moves the request to a state and stores its order body; called by the model at the beginning of a phase.
     *
     * @param state name of an {@link EsealState}
     * @throws CompletionRefused when the request would end in a state that nothing supports
     */
    public void enter(DelegateExecution execution, String state) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        EsealState entered = EsealState.valueOf(state);
        if (entered.ended()) {
            EndedState.check(entered, execution, find(id), timeline.of(id), clock.instant());
        }
        enter(id, entered, ProcessVariables.request(execution), Optional.empty());
    }

    /** Returns whether somebody called the key compromised that the request is to be ordered with. */
    public boolean hasCompromisedKey(EsealId id) {
        long others = jdbc.sql("""
                select count(*) from eseal own join eseal other on other.key_compromised
                where own.id = :id and other.id <> own.id and (other.key_print = own.key_print
                      or other.id in (select eseal_id from certificate where key_print = own.key_print))
                """).param("id", id.value()).query(Long.class).single();
        return others > 0;
    }

    /**
     * Moves the request to a state, with an event on the timeline; does nothing when the request is in that state
     * already.
     */
    public void enter(EsealId id, EsealState state) {
        enter(id, state, OrderBody.of(MissingNode.getInstance()), Optional.empty());
    }

    /** Stores in one statement what differs from the stored row. */
    private void enter(EsealId id, EsealState state, OrderBody request, Optional<OrderId> order) {
        lock(id);
        Optional<Stored> stored = stored(id);
        if (stored.isEmpty()) {
            return;
        }
        Eseal before = stored.get().eseal();
        boolean moves = before.state() != state;
        boolean rewritten = !request.isMissing() && !isSame(request, before.request());
        boolean isOrdered = order.isPresent() && !order.equals(before.orderId());
        if (!moves && !rewritten && !isOrdered) {
            return;
        }
        jdbc.sql("update eseal set state = :state"
                        + (rewritten ? ", request = :request, organization_id = :organization" : "")
                        + (isOrdered ? ", order_id = :order" : "")
                        + ", updated_at = :now where id = :id")
                .param("state", state.name())
                .param("request", request.isMissing() ? null : request.json().toString())
                .param("organization", request.organizationId().orElse(null))
                .param("order", order.map(OrderId::value).orElse(null))
                .param("now", now())
                .param("id", id.value())
                .update();
        LockedRequests.remember(
                id, stored.get().after(state, rewritten ? request : before.request(), order.or(before::orderId)));
        if (moves) {
            timeline.add(id, new RequestEvents.StateReached(state.name()));
            events.publishEvent(new StateEntered(id, state));
        }
    }

    /**
     * Stores the order body and its organisation's id where they differ from the stored ones; a missing body leaves the
     * stored one unchanged.
     */
    public void remember(EsealId id, OrderBody request) {
        if (request.isMissing()) {
            return;
        }
        int rows = jdbc.sql("update eseal set request = :request, organization_id = :organization, updated_at = :now"
                        + " where id = :id and request <> :request")
                .param("request", request.json().toString())
                .param("organization", request.organizationId().orElse(null))
                .param("now", now())
                .param("id", id.value())
                .update();
        changed(id, rows);
    }

    /**
     * Stores the checked order body with its organisation's id and the key in its CSR.
     *
     * @param keyPrint what the key is recognised by; empty while there is none
     */
    public void remember(EsealId id, OrderBody request, Optional<String> keyPrint) {
        if (request.isMissing()) {
            return;
        }
        if (LockedRequests.known(id, Stored.class)
                .filter(stored -> stored.keyPrint().equals(keyPrint)
                        && isSame(request, stored.eseal().request()))
                .isPresent()) {
            return;
        }
        int rows = jdbc.sql("update eseal set request = :request, organization_id = :organization, key_print = :key,"
                        + " updated_at = :now where id = :id")
                .param("request", request.json().toString())
                .param("organization", request.organizationId().orElse(null))
                .param("key", keyPrint.orElse(null))
                .param("now", now())
                .param("id", id.value())
                .update();
        changed(id, rows);
    }

    /**
     * Stores the organisation's name and country. What is not known removes what was known of an organisation that was
     * asked for before.
     *
     * @param country two letters of ISO 3166-1; anything else is left out
     */
    public void organization(EsealId id, Optional<String> name, Optional<String> country) {
        int rows = jdbc.sql("update eseal set organization_name = :name, organization_country = :country, "
                        + OrganizationSearchColumn.NAME + " = :sought, updated_at = :now where id = :id")
                .param("name", name.orElse(null))
                .param("sought", name.map(OrganizationSearchColumn::of).orElse(null))
                .param(
                        "country",
                        country.filter(code -> code.matches("[A-Za-z]{2}"))
                                .map(code -> code.toUpperCase(Locale.ROOT))
                                .orElse(null))
                .param("now", now())
                .param("id", id.value())
                .update();
        changed(id, rows);
    }

    /**
     * Stores CertCentral's order of the request and moves the request to {@code ORDERED}. The order is removed from any
     * other request that holds it: the ledger has already decided to which request it belongs.
     */
    public void ordered(EsealId id, OrderId orderId) {
        jdbc.sql("update eseal set order_id = null, order_status = null where order_id = :order and id <> :id")
                .param("order", orderId.value())
                .param("id", id.value())
                .update();
        enter(id, EsealState.ORDERED, OrderBody.of(MissingNode.getInstance()), Optional.of(orderId));
    }

    /**
     * Removes an order from the request because it belongs to another request; does nothing when the request does not
     * hold it.
     */
    public void disown(EsealId id, OrderId orderId) {
        int rows = jdbc.sql(
                        "update eseal set order_id = null, order_status = null, updated_at = :now where id = :id and order_id = :order")
                .param("now", now())
                .param("id", id.value())
                .param("order", orderId.value())
                .update();
        changed(id, rows);
    }

    /** Stores CertCentral's status of the order, cut to 32 characters; a change is an event on the timeline. */
    public void orderStatus(EsealId id, String status) {
        // CertCentral may answer any word; the longest known one has 15 characters.
        String word = status.length() > 32 ? status.substring(0, 32) : status;
        lock(id);
        Optional<String> before = find(id).flatMap(Eseal::orderStatus);
        if (!before.equals(Optional.of(word))) {
            update(id, "order_status", word);
            timeline.add(id, new OrderEvents.StatusRead(word));
        }
    }

    /** Stores CertCentral's certificate id. */
    public void certificate(EsealId id, long certificateId) {
        update(id, "certificate_id", certificateId);
    }

    /** Stores serial number and validity of the certificate with which the seal is in service. */
    public void certificateInService(EsealId id, Optional<String> serialNumber, Instant validFrom, Instant validTill) {
        int rows = jdbc.sql(
                        "update eseal set serial_number = :serial, valid_from = :from, valid_till = :till, updated_at = :now "
                                + "where id = :id")
                .param("serial", serialNumber.orElse(null))
                .param("from", validFrom.atOffset(ZoneOffset.UTC))
                .param("till", validTill.atOffset(ZoneOffset.UTC))
                .param("now", now())
                .param("id", id.value())
                .update();
        changed(id, rows);
    }

    /**
     * Begins a new round of approvals; an approval of an earlier round counts no more.
     *
     * @param fingerprint fingerprint of the content that is put to the approvers; the caller stores the content
     * @param groups the groups that have to approve
     */
    public void openApprovals(EsealId id, String fingerprint, List<String> groups) {
        int rows = jdbc.sql("""
                update eseal set approval_round = approval_round + 1, approval_groups = :groups, approval_print = :fingerprint,
                approved_print = null,
                       updated_at = :now where id = :id""")
                .param("groups", String.join(",", groups))
                .param("fingerprint", fingerprint)
                .param("now", now())
                .param("id", id.value())
                .update();
        changed(id, rows);
    }

    /** Stores the fingerprint of the content that all groups approved. */
    public void approved(EsealId id, String fingerprint) {
        update(id, "approved_print", fingerprint);
    }

    /** Finds a request; empty when there is none with this id. */
    public Optional<Eseal> find(EsealId id) {
        return stored(id).map(Stored::eseal);
    }

    private Optional<Stored> stored(EsealId id) {
        return LockedRequests.known(id, Stored.class).or(() -> read(id, ""));
    }

    private Optional<Stored> read(EsealId id, String locking) {
        Optional<Stored> read = jdbc.sql("select * from eseal where id = :id" + locking)
                .param("id", id.value())
                .query((row, number) -> new Stored(row(row, number), Optional.ofNullable(row.getString("key_print"))))
                .optional();
        if (!locking.isEmpty() && read.isPresent()) {
            LockedRequests.locked(id);
        }
        read.ifPresent(stored -> LockedRequests.remember(id, stored));
        return read;
    }

    private static boolean isSame(OrderBody one, OrderBody other) {
        return one.json().toString().equals(other.json().toString());
    }

    /**
     * A request's row, as a transaction that holds its lock knows it.
     *
     * @param keyPrint what the key in the CSR is recognised by; empty while there is none
     */
    private record Stored(Eseal eseal, Optional<String> keyPrint) {

        Stored after(EsealState state, OrderBody request, Optional<OrderId> order) {
            return new Stored(eseal.after(state, request, order), keyPrint);
        }
    }

    /**
     * Returns the number of CertCentral's order of a request. The register holds it rather than a process variable,
     * because people who complete a task may set variables.
     *
     * @throws IllegalStateException when the request has no order
     */
    public OrderId orderOf(EsealId id) {
        return find(id).flatMap(Eseal::orderId)
                .orElseThrow(() -> new IllegalStateException("The request " + id + " has no order"));
    }

    /** Finds the request that holds CertCentral's order; empty when none does. */
    public Optional<Eseal> findByOrder(OrderId orderId) {
        return jdbc.sql("select * from eseal where order_id = :order")
                .param("order", orderId.value())
                .query(this::row)
                .optional();
    }

    /**
     * Stores the idempotency key with which a request was made.
     *
     * @param fingerprint fingerprint of the body that the key was sent with
     * @throws org.springframework.dao.DuplicateKeyException when the requester used the key before
     */
    public void idempotency(EsealId id, String key, String fingerprint) {
        jdbc.sql("update eseal set idempotency_key = :key, idempotency_print = :fingerprint where id = :id")
                .param("key", key)
                .param("fingerprint", fingerprint)
                .param("id", id.value())
                .update();
    }

    /** Finds the request that the requester made with this idempotency key; empty when there is none. */
    public Optional<Repeatable> findByIdempotencyKey(UserId requester, String key) {
        return jdbc.sql("select * from eseal where requester_person = :person and idempotency_key = :key")
                .param("person", requester.normal())
                .param("key", key)
                .query((row, n) -> new Repeatable(row(row, n), row.getString("idempotency_print")))
                .optional();
    }

    /**
     * A request that was made with an idempotency key.
     *
     * @param fingerprint fingerprint of the body that the key was sent with
     */
    public record Repeatable(Eseal eseal, String fingerprint) {}

    /**
     * Locks the request's record until the transaction ends, so that only one transaction at a time changes the
     * request.
     */
    public void lock(EsealId id) {
        if (!LockedRequests.isLocked(id)) {
            read(id, " for update");
        }
    }

    /** Notes that the transaction wrote the request's row, which locks it. */
    private static void changed(EsealId id, int rows) {
        if (rows == 1) {
            LockedRequests.locked(id);
            LockedRequests.forget(id, Stored.class);
        }
    }

    private void update(EsealId id, String column, @Nullable Object value) {
        int rows = jdbc.sql("update eseal set " + column + " = :value, updated_at = :now where id = :id")
                .param("value", value)
                .param("now", now())
                .param("id", id.value())
                .update();
        changed(id, rows);
    }

    Eseal row(ResultSet row, int number) throws SQLException {
        return new Eseal(
                EsealId.of(row.getString("id")),
                EsealState.valueOf(row.getString("state")),
                UserId.of(row.getString("requester")),
                read(row.getString("request")),
                number(row, "organization_id"),
                Optional.ofNullable(row.getString("organization_name")),
                Optional.ofNullable(row.getString("organization_country")),
                number(row, "order_id").map(OrderId::of),
                Optional.ofNullable(row.getString("order_status")),
                number(row, "certificate_id"),
                Optional.ofNullable(row.getString("serial_number")),
                instant(row, "valid_from"),
                instant(row, "valid_till"),
                row.getInt("approval_round"),
                Optional.ofNullable(row.getString("approval_groups"))
                        .map(groups -> List.of(groups.split(",")))
                        .orElse(List.of()),
                Optional.ofNullable(row.getString("approval_print")),
                Optional.ofNullable(row.getString("approved_print")),
                instant(row, "created_at").orElseThrow(),
                instant(row, "updated_at").orElseThrow());
    }

    private OrderBody read(String text) {
        try {
            return OrderBody.of(json.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("eseal.request holds no JSON", e);
        }
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
