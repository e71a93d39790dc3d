package io.eseal.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.id.EsealId;
import io.eseal.inspection.CertificateChain;
import io.eseal.keys.Sha256;
import io.eseal.proof.ProofVerdict.ProvenSeal;
import io.eseal.proof.StoredProof.Settlement;
import io.eseal.trust.TrustVerdict.ListSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps how it was settled that seals seal, with the seals themselves. */
@Component
public class Proofs {

    private static final TypeReference<List<ListSnapshot>> LISTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    Proofs(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Stores a seal that is a proof.
     *
     * @param broughtCertificate whether nobody had seen its certificate before
     */
    public void proven(EsealId esealId, ProofFormat format, byte[] proof, ProvenSeal seal, boolean broughtCertificate) {
        row(
                esealId,
                Settlement.PROVEN,
                Optional.of(new Row(
                        format,
                        seal.kind(),
                        new CertificateChain(Stream.concat(Stream.of(seal.signer()), seal.others().stream())
                                        .toList())
                                .pem(),
                        written(seal.lists()),
                        Sha256.hex(proof),
                        Base64.getEncoder().encodeToString(proof),
                        broughtCertificate)));
    }

    /** Stores that nobody has to prove it. */
    public void settledWithout(EsealId esealId, Settlement settlement) {
        row(esealId, settlement, Optional.empty());
    }

    /** Makes what was settled count no more, because the request gets another certificate. */
    public void supersede(EsealId esealId) {
        jdbc.sql("update seal_proof set superseded = true where eseal_id = :id and not superseded")
                .param("id", esealId.value())
                .update();
    }

    /** Returns how it is settled; empty while it is not. */
    public Optional<StoredProof> find(EsealId esealId) {
        return jdbc.sql(
                        "select settlement, settled_at, format, kind, certificates, lists, sha256, brought_certificate from seal_proof "
                                + "where eseal_id = :id and not superseded order by id desc fetch first 1 row only")
                .param("id", esealId.value())
                .query((row, number) -> stored(row))
                .optional();
    }

    private record Row(
            ProofFormat format,
            SealKind kind,
            String certificates,
            String lists,
            String sha256,
            String seal,
            boolean brought) {}

    private void row(EsealId esealId, Settlement settlement, Optional<Row> row) {
        supersede(esealId);
        jdbc.sql("""
                insert into seal_proof (eseal_id, settlement, settled_at, format, kind, certificates, lists, sha256, seal,
                                        brought_certificate)
                values (:id, :settlement, :now, :format, :kind, :certificates, :lists, :sha256, :seal, :brought)""")
                .param("id", esealId.value())
                .param("settlement", settlement.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("format", row.map(Row::format).map(Enum::name).orElse(null))
                .param("kind", row.map(Row::kind).map(Enum::name).orElse(null))
                .param("certificates", row.map(Row::certificates).orElse(null))
                .param("lists", row.map(Row::lists).orElse(null))
                .param("sha256", row.map(Row::sha256).orElse(null))
                .param("seal", row.map(Row::seal).orElse(null))
                .param("brought", row.filter(Row::brought).isPresent())
                .update();
    }

    private StoredProof stored(ResultSet row) throws SQLException {
        Instant at = row.getObject("settled_at", OffsetDateTime.class).toInstant();
        Settlement settlement = Settlement.valueOf(row.getString("settlement"));
        return new StoredProof(
                settlement, at, settlement == Settlement.PROVEN ? Optional.of(seal(row)) : Optional.empty());
    }

    private StoredProof.Seal seal(ResultSet row) throws SQLException {
        return new StoredProof.Seal(
                ProofFormat.valueOf(row.getString("format")),
                SealKind.valueOf(row.getString("kind")),
                serialNumber(row.getString("certificates")),
                read(row.getString("lists")),
                row.getString("sha256"),
                row.getBoolean("brought_certificate"));
    }

    private static String serialNumber(String certificates) {
        return CertificateChain.readable(certificates)
                .flatMap(CertificateChain::leaf)
                .map(leaf -> hex(leaf.getSerialNumber().toByteArray()))
                .orElse("");
    }

    /** Returns two digits for each octet, without the one that says that the number is positive. */
    private static String hex(byte[] octets) {
        int sign = octets.length > 1 && octets[0] == 0 ? 1 : 0;
        return HexFormat.of().formatHex(octets, sign, octets.length);
    }

    private String written(List<ListSnapshot> lists) {
        try {
            return json.writeValueAsString(lists);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<ListSnapshot> read(@Nullable String lists) {
        try {
            return lists == null ? List.of() : json.readValue(lists, LISTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
