package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds requests whose certificate can be downloaded: it was accepted, and it is not on a token, which alone holds it.
 */
@Component
public class CertificateDownloads {

    /** States in which a certificate may be registered; before, it is in quarantine. */
    static final Set<EsealState> OFFERED =
            EnumSet.of(EsealState.DELIVERY, EsealState.IN_SERVICE, EsealState.REVOKED, EsealState.EXPIRED);

    private final JdbcClient jdbc;

    CertificateDownloads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Returns those of the given requests whose certificate can be downloaded.
     *
     * @param esealIds one page of requests at most
     */
    public Set<EsealId> among(Collection<EsealId> esealIds) {
        return esealIds.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("""
                select e.id from eseal e join certificate c on c.eseal_id = e.id
                where e.id in (:ids) and e.state in (:states) and c.pem is not null and c.registered_at is not null""")
                        .param("ids", esealIds.stream().map(EsealId::value).toList())
                        .param("states", OFFERED.stream().map(EsealState::name).toList())
                        .query((row, n) -> EsealId.of(row.getString("id")))
                        .list());
    }
}
