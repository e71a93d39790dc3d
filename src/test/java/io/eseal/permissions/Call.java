package io.eseal.permissions;

/** One request; body and content type may be empty. */
public record Call(String method, String address, String contentType, String body) {

    @Override
    public String toString() {
        return method + " " + address + (body.isEmpty() ? "" : " " + body.replaceAll("\\s+", " "));
    }
}
