package io.eseal.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The document that is to be sealed. */
@ParameterizedClass
@EnumSource(Database.class)
class ProofDocumentsTest extends DatabaseTest {

    private final ProofDocuments documents;

    ProofDocumentsTest(Database database) {
        super(database);
        documents = new ProofDocuments(jdbc, clock);
    }

    private Eseal eseal(String id) {
        return register.find(request(EsealId.of(id))).orElseThrow();
    }

    @Test
    void a_document_is_the_same_each_time() {
        Eseal eseal = eseal("ES-00000001");
        ProofDocument first = documents.of(eseal);
        ProofDocument again = new ProofDocuments(jdbc, clock).of(eseal);
        assertThat(again).isEqualTo(first);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.pdf()).isEqualTo(first.pdf());
    }

    @Test
    void whoever_asks_at_the_same_moment_gets_the_same_document() throws Exception {
        Eseal eseal = eseal("ES-00000001");
        List<ProofDocument> all = atOnce(8, () -> documents.of(eseal));
        assertThat(new HashSet<>(all)).hasSize(1);
    }

    @Test
    void each_request_has_a_nonce_of_its_own() {
        assertThat(documents.of(eseal("ES-00000001")).nonce())
                .matches("([A-Z]{4}-){6}[A-Z]{4}")
                .isNotEqualTo(documents.of(eseal("ES-00000002")).nonce());
    }

    @Test
    void both_forms_name_request_organisation_and_nonce() throws Exception {
        ProofDocument document = documents.of(eseal("ES-00000001"));
        try (PDDocument pdf = Loader.loadPDF(document.pdf())) {
            for (String text :
                    List.of(new PDFTextStripper().getText(pdf), new String(document.text(), StandardCharsets.UTF_8))) {
                assertThat(text)
                        .contains(
                                "Request: ES-00000001",
                                "Organisation: " + document.organization(),
                                "Nonce: " + document.nonce());
            }
        }
    }

    /**
     * Whoever changes this makes documents that were handed out, and are not sealed yet, other ones than those
     * expected.
     */
    @Test
    void the_bytes_of_a_document_do_not_change_with_libraries_or_machines() throws Exception {
        ProofDocument document = new ProofDocument(
                "ES-ABCD1234", "Müller & Söhne, Ελλάδα, Българска 株", "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-ABCD");
        assertThat(sha256(document.text()))
                .isEqualTo("50af567e84306a1a6dee627447310bcca93cd79d0b79f03e3409fad8de9230bc");
        assertThat(sha256(document.pdf()))
                .isEqualTo("3db0cb147d489f4e3bd9bc025eabab99d6a3d88d72e66bede45526c3b368ca0c");
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
