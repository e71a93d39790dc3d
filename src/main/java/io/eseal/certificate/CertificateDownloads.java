package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which requests have a certificate to download: accepted, and not on a token, which alone holds it. */
@Component
public class CertificateDownloads {

    /** What is not accepted yet is in quarantine. */
    static final Set<EsealState> OFFERED = EnumSet.of(EsealState.IN_SERVICE, EsealState.REVOKED, EsealState.EXPIRED);

    private final JdbcClient jdbc;

    CertificateDownloads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the given requests, a page of them at most, whose certificate the API hands out. */
    public Set<EsealId> among(Collection<EsealId> esealIds) {
        return esealIds.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("""
                select e.id from eseal e join certificate c on c.eseal_id = e.id
                where e.id in (:ids) and e.state in (:states) and c.pem is not null""")
                        .param("ids", esealIds.stream().map(EsealId::value).toList())
                        .param("states", OFFERED.stream().map(EsealState::name).toList())
                        .query((row, n) -> EsealId.of(row.getString("id")))
                        .list());
    }
}
