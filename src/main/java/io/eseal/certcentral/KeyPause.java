package io.eseal.certcentral;

import io.eseal.certcentral.HeldBackException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pauses the API key on all nodes after CertCentral answered 429. Each node reads the shared pause from the database at
 * most once a second, so a pause of another node takes effect within a second; its own takes effect at once.
 */
final class KeyPause {

    private static final Logger log = LoggerFactory.getLogger(KeyPause.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int LONGEST_TRANSACTION_SECONDS = 5;

    private final String keyId;
    private final LimitSettings settings;
    private final JdbcClient jdbc;
    // Survives a rollback of the engine's transaction, and releases the row before the engine commits.
    private final TransactionTemplate ownTransaction;
    private final Clock clock;
    private final AtomicReference<Pause> known = new AtomicReference<>(Pause.NONE);
    private final AtomicReference<Instant> looked = new AtomicReference<>(Instant.EPOCH);

    KeyPause(
            String keyId,
            LimitSettings settings,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.keyId = keyId;
        this.settings = settings;
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.ownTransaction.setTimeout(LONGEST_TRANSACTION_SECONDS);
        this.clock = clock;
    }

    /**
     * Lets the call pass unless the API key is paused.
     *
     * @throws HeldBackException while the key is paused, or if the database cannot be read
     */
    void check(String call) {
        try {
            look();
        } catch (DataAccessException e) {
            throw new HeldBackException(call, e);
        }
        left().ifPresent(left -> {
            throw new HeldBackException(call, Reason.PAUSE, left);
        });
    }

    /** Returns the rest of the pause, as far as this node has read it; empty if there is none. */
    Optional<Duration> left() {
        return Optional.of(Duration.between(clock.instant(), known().until())).filter(CertCentralSettings::isPositive);
    }

    /**
     * Begins or extends the pause after CertCentral answered 429.
     *
     * @param sent when the call was sent
     * @param asked how long CertCentral asks to wait, if it says so
     */
    void begin(Instant sent, Optional<Duration> asked) {
        Pause pause;
        try {
            pause = write(sent, asked);
        } catch (DataAccessException | TransactionException e) {
            log.warn("The pause of the API key could not be told to the other nodes: {}", e.getMessage());
            pause = known().after(sent, clock.instant(), asked, settings);
        }
        Pause before = known.getAndAccumulate(pause, Pause::with);
        if (!before.until().isAfter(clock.instant())) {
            log.warn("CertCentral has had too many requests of this API key; nothing is sent until {}.", pause.until());
        }
    }

    /**
     * Records that CertCentral answered a call without 429; if the call was sent after the pause, the next pause has
     * its first length again.
     *
     * @param sent when the call was sent
     */
    void answered(Instant sent) {
        Pause pause = known();
        if (pause.length().isZero() || sent.isBefore(pause.until()) || !known.compareAndSet(pause, pause.wentWell())) {
            return;
        }
        try {
            ownTransaction.executeWithoutResult(status -> jdbc.sql(
                            "update call_pause set pause_millis = 0 where id = :id and paused_until <= :sent")
                    .param("id", keyId)
                    .param("sent", at(sent))
                    .update());
        } catch (DataAccessException | TransactionException e) {
            // The answer must not get lost, it may be that of an order; the next pause is only longer than needed.
            log.warn("The end of the API key's pause could not be written: {}", e.getMessage());
        }
    }

    private Pause known() {
        // Never null: the reference starts with a pause and is only set to pauses.
        return Objects.requireNonNull(known.get());
    }

    private void look() {
        Instant now = clock.instant();
        Instant last = looked.get();
        if (Duration.between(last, now).abs().compareTo(LOOK_EVERY) >= 0 && looked.compareAndSet(last, now)) {
            stored("").ifPresent(pause -> known.accumulateAndGet(pause, Pause::with));
        }
    }

    private Pause write(Instant sent, Optional<Duration> asked) {
        try {
            return ownTransaction.execute(status -> writeOver(stored("for update"), sent, asked));
        } catch (DuplicateKeyException e) {
            // Another node wrote the first pause of the key at the same moment.
            return ownTransaction.execute(status -> writeOver(stored("for update"), sent, asked));
        }
    }

    private Pause writeOver(Optional<Pause> stored, Instant sent, Optional<Duration> asked) {
        Pause pause = stored.orElse(Pause.NONE).after(sent, clock.instant(), asked, settings);
        jdbc.sql(
                        stored.isPresent()
                                ? "update call_pause set paused_until = :until, pause_millis = :length where id = :id"
                                : "insert into call_pause (id, paused_until, pause_millis) values (:id, :until, :length)")
                .param("id", keyId)
                .param("until", at(pause.until()))
                .param("length", pause.length().toMillis())
                .update();
        return pause;
    }

    private Optional<Pause> stored(String locking) {
        return jdbc.sql("select paused_until, pause_millis from call_pause where id = :id " + locking)
                .param("id", keyId)
                .query((row, number) -> new Pause(
                        row.getObject("paused_until", OffsetDateTime.class).toInstant(),
                        Duration.ofMillis(row.getLong("pause_millis"))))
                .optional();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
