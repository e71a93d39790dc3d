package io.eseal.proof;

import java.util.Arrays;
import java.util.Optional;

/** The forms in which a proof may come. */
public enum ProofFormat {
    /** A PDF with the seal in it (PAdES). */
    PDF("application/pdf"),
    /** A CMS signature, detached or with its content, in DER or PEM (CAdES). */
    CMS("application/pkcs7-signature"),
    /** A container with the document and the seal (ASiC-E, with CAdES or XAdES). */
    ASIC_E("application/vnd.etsi.asic-e+zip");

    private final String mediaType;

    ProofFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Returns its media type, without parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** Returns the form of a media type; empty when it is none of these. */
    public static Optional<ProofFormat> of(String mediaType) {
        return Arrays.stream(values())
                .filter(format -> format.mediaType.equalsIgnoreCase(mediaType))
                .findFirst();
    }
}
