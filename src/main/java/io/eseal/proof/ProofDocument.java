package io.eseal.proof;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The document that is to be sealed. Its two forms are byte for byte the same each time.
 *
 * @param request the id of the request
 * @param organization the organisation's name, on one line
 * @param nonce letters that no other request has
 */
public record ProofDocument(String request, String organization, String nonce) {

    List<String> lines() {
        return List.of(
                "Proof that an electronic seal works",
                "",
                "Request: " + request,
                "Organisation: " + organization,
                "Nonce: " + nonce,
                "",
                "A seal on this document shows one thing: the key of the seal that was",
                "ordered with this request is in the hands of the organisation.",
                "It declares nothing else.");
    }

    /** Returns the document as text in UTF-8, whose lines end in CR LF, to which signing tools convert line ends. */
    public byte[] text() {
        return (String.join("\r\n", lines()) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the document as a PDF of one page. */
    public byte[] pdf() {
        return ProofPdf.of(this);
    }
}
