package io.eseal.lifecycle;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.security.Caller;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the requests of this service for which a key was ordered, or to which a certificate with it came. */
@Component
public class KnownKeys {

    private final JdbcClient jdbc;
    private final EsealRegister register;
    private final KeySettings settings;

    KnownKeys(JdbcClient jdbc, EsealRegister register, KeySettings settings) {
        this.jdbc = jdbc;
        this.register = register;
        this.settings = settings;
    }

    /** A request that has the key. */
    public record Use(EsealId id, EsealState state, UserId requester) {

        /** Returns the request's id and state; hides both from callers who may not see the request. */
        public String shownTo(Caller caller) {
            return caller.seesAll() || requester.equals(caller.id())
                    ? id + " (" + state + ")"
                    : "a request of somebody else";
        }
    }

    /**
     * Returns the other requests for which the key was ordered before, in the order of their ids; not the predecessor
     * whose key the request may keep.
     *
     * @param keyPrint what the key is recognised by
     */
    public List<Use> others(EsealId esealId, String keyPrint) {
        Optional<EsealId> kept = keptFrom(esealId);
        return jdbc
                .sql("""
                select id, state, requester from eseal
                where id <> :id and (key_print = :key and order_id is not null
                       or id in (select eseal_id from certificate where key_print = :key))
                order by id""")
                .param("id", esealId.value())
                .param("key", keyPrint)
                .query((row, n) -> new Use(
                        EsealId.of(row.getString("id")),
                        EsealState.valueOf(row.getString("state")),
                        UserId.of(row.getString("requester"))))
                .list()
                .stream()
                .filter(use -> !Optional.of(use.id()).equals(kept))
                .toList();
    }

    /** Returns the other requests for which the key of this request was ordered before; none without a CSR. */
    public List<Use> others(EsealId esealId) {
        return jdbc.sql("select key_print from eseal where id = :id and key_print is not null")
                .param("id", esealId.value())
                .query(String.class)
                .optional()
                .map(key -> others(esealId, key))
                .orElse(List.of());
    }

    /**
     * Returns the print of the key that the request has, of its certificate or else of its CSR; empty without either.
     */
    public Optional<String> of(EsealId esealId) {
        return jdbc.sql("select coalesce(certificate.key_print, eseal.key_print) from eseal"
                        + " left join certificate on certificate.eseal_id = eseal.id where eseal.id = :id")
                .param("id", esealId.value())
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(key -> key);
    }

    /** Returns whether the request is the reissue of a seal, whose key has to be one that was never ordered. */
    public boolean hasToBeNew(EsealId esealId) {
        return jdbc.sql("select count(*) from eseal where id = :id and succession = 'REISSUE'")
                        .param("id", esealId.value())
                        .query(Long.class)
                        .single()
                == 1;
    }

    /**
     * Stores that somebody called the key of this request compromised.
     *
     * @return false when that is stored already
     */
    public boolean compromised(EsealId esealId) {
        return jdbc.sql("update eseal set key_compromised = true where id = :id and not key_compromised")
                        .param("id", esealId.value())
                        .update()
                == 1;
    }

    /** Stores that a second person did not follow who said that this request's key was compromised. */
    public void notCompromised(EsealId esealId) {
        jdbc.sql("update eseal set key_compromised = false where id = :id")
                .param("id", esealId.value())
                .update();
    }

    /**
     * Returns whether somebody asked for the revocation of a seal because this key, its own, was compromised. It counts
     * from then on, not from the revocation: that may take days to be seen.
     */
    public boolean isCompromised(String keyPrint) {
        return jdbc.sql("select count(*) from eseal where key_compromised and (key_print = :key"
                                + " or id in (select eseal_id from certificate where key_print = :key))")
                        .param("key", keyPrint)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * Returns whether somebody asked for the revocation of another request's seal because the key of both was
     * compromised. A request whose own revocation is asked for so is left out: people know of it.
     */
    public boolean isCompromisedElsewhere(EsealId esealId) {
        boolean own = jdbc.sql("select count(*) from eseal where id = :id and key_compromised")
                        .param("id", esealId.value())
                        .query(Long.class)
                        .single()
                > 0;
        return !own && of(esealId).filter(this::isCompromised).isPresent();
    }

    /** Returns the predecessor whose key the request may keep; empty when it renews none or the settings say no. */
    public Optional<EsealId> keptFrom(EsealId esealId) {
        return settings.keptOnRenewal()
                ? register.find(esealId)
                        .flatMap(eseal -> eseal.request().renewalOf())
                        .flatMap(OrderId::read)
                        .flatMap(register::findByOrder)
                        .map(Eseal::id)
                : Optional.empty();
    }

    /**
     * Returns whether the key is that of the seal that the order led to, of its CSR or its certificate, although the
     * settings do not let a renewal keep it.
     *
     * @param renewed CertCentral's number of the order that is renewed
     */
    public boolean isKeptAgainstSettings(OrderId renewed, String keyPrint) {
        return !settings.keptOnRenewal()
                && jdbc.sql("select count(*) from eseal where order_id = :order and (key_print = :key"
                                        + " or id in (select eseal_id from certificate where key_print = :key))")
                                .param("order", renewed.value())
                                .param("key", keyPrint)
                                .query(Long.class)
                                .single()
                        > 0;
    }

    /** Returns whether a renewal may keep its predecessor's key. */
    public boolean keptOnRenewal() {
        return settings.keptOnRenewal();
    }
}
