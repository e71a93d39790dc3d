package io.eseal.orderbody;

import java.util.Optional;
import java.util.stream.Stream;

/** Places where the private key of a seal is made and kept. */
public enum ProvisioningMethod {
    /** On a token (qualified signature creation device) that CertCentral ships. */
    QSCD("qscd"),
    /** With the requester, who sends a CSR. */
    CSR("csr");

    private final String word;

    ProvisioningMethod(String word) {
        this.word = word;
    }

    /** Returns the vendor's word. */
    public String word() {
        return word;
    }

    /** Finds the method by the vendor's word, in the same case; empty when there is none. */
    public static Optional<ProvisioningMethod> of(String word) {
        return Stream.of(values()).filter(method -> method.word.equals(word)).findFirst();
    }

    /** Returns the vendor's words. */
    public static String[] words() {
        return Stream.of(values()).map(ProvisioningMethod::word).toArray(String[]::new);
    }
}
