package io.eseal.certcentral;

import java.util.Optional;

/** One certificate of a chain. CertCentral puts the end-entity certificate first; verify the order all the same. */
public record ChainEntry(
        Optional<String> subjectCommonName,
        @Longest(Longest.PEM) Optional<String> pem) {}
