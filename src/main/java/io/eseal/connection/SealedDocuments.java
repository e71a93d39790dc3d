package io.eseal.connection;

/** Calls that bring a sealed document, whose bodies are larger than all others and are no text. */
public final class SealedDocuments {

    /** The largest one: the document has some 25 KiB, and a picture of the seal and answers of others may be in it. */
    public static final int LARGEST = 1024 * 1024;

    private SealedDocuments() {}

    /**
     * Returns whether a call brings one.
     *
     * @param path without the context's path
     */
    public static boolean isBroughtBy(String method, String path) {
        return method.equals("POST") && path.startsWith("/api/eseals/") && path.endsWith("/proof");
    }
}
