package io.eseal.proof;

import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.OrganizationName;
import io.eseal.text.VisibleText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes the documents to seal; what is in each is kept, so that it is the same however often it is made. */
@Component
public class ProofDocuments {

    // No digits, in which somebody could see a card number, and no letter that looks like another.
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int GROUPS = 7;
    private static final int GROUP = 4;
    private static final int LONGEST_NAME = 255;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Clock clock;

    ProofDocuments(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns the document of a request, with a nonce that is drawn when it is first asked for. */
    public ProofDocument of(Eseal eseal) {
        return find(eseal).orElseGet(() -> {
            try {
                draw(eseal);
            } catch (DuplicateKeyException e) {
                // Somebody else asked at the same moment; that nonce counts.
                return find(eseal).orElseThrow(() -> e);
            }
            return find(eseal).orElseThrow();
        });
    }

    private Optional<ProofDocument> find(Eseal eseal) {
        return jdbc.sql("select eseal_id, organization, nonce from proof_document where eseal_id = :id")
                .param("id", eseal.id().value())
                .query((row, number) -> new ProofDocument(
                        row.getString("eseal_id"), row.getString("organization"), row.getString("nonce")))
                .optional();
    }

    private void draw(Eseal eseal) {
        String name = OrganizationName.of(eseal)
                .map(VisibleText::withoutInvisible)
                .map(text -> text.replaceAll("\\s+", " "))
                .orElse("");
        jdbc.sql("""
                insert into proof_document (eseal_id, organization, nonce, created_at)
                values (:id, :organization, :nonce, :now)""")
                .param("id", eseal.id().value())
                .param(
                        "organization",
                        name.substring(
                                0,
                                name.offsetByCodePoints(
                                        0, Math.min(name.codePointCount(0, name.length()), LONGEST_NAME))))
                .param("nonce", nonce())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String nonce() {
        return IntStream.range(0, GROUPS)
                .mapToObj(group -> RANDOM.ints(GROUP, 0, LETTERS.length())
                        .mapToObj(letter -> LETTERS.substring(letter, letter + 1))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }
}
