package io.eseal.taskquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine's statements are those that ours were made from. */
class OwnStatementsTest {

    /** Where one of these fails, read what the engine changed in its statement, and whether ours has to follow. */
    @ParameterizedTest
    @CsvSource(textBlock = """
        Task.xml, sql, columnSelection, 848d915abf53dff4
        Task.xml, sql, selectTaskByQueryCriteriaSql, 748bfa3a591e270a
        Task.xml, select, selectTaskByQueryCriteria, 6237b809c552d2c5
        Task.xml, select, selectTaskCountByQueryCriteria, 7bd3690ad56a0782
        VariableInstance.xml, sql, actInstIdColumn, edd48431d2fbd9f9
        VariableInstance.xml, sql, selectVariableInstanceByQueryCriteriaSql, bedb495baa36660e
        VariableInstance.xml, select, selectVariableInstanceByQueryCriteria, 1c4735f83eab8437
        VariableInstance.xml, select, selectVariableInstanceCountByQueryCriteria, 90c9d028e4e7eb4b
        Authorization.xml, sql, authCheckJoinWithoutOnClause, 5fcc92d4173b6437
        Authorization.xml, sql, authCheckJoinWithoutOnClauseWithBinding, d3a6685caa204922
        Authorization.xml, sql, atomicChecksOnResourceTypeAndPerms, 2783e84d9b4c9894
        Authorization.xml, sql, contextualAuthorizationCheck, d589ec8a88d397a5
        """)
    void the_engines_statement_is_the_one_that_ours_was_made_from(
            String file, String tag, String id, String fingerprint) throws Exception {
        String text = StatementText.ofEngine(file).element(tag, id).text();

        assertThat(HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)),
                                0,
                                8))
                .isEqualTo(fingerprint);
    }

    @ParameterizedTest
    @CsvSource({"a b a, a", "a b a, c"})
    void what_does_not_occur_once_is_not_replaced(String text, String was) {
        StatementText statement = new StatementText(text);

        assertThatThrownBy(() -> statement.with(was, "d")).hasMessageContaining("The engine's statement has changed");
    }
}
