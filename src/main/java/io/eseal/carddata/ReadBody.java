package io.eseal.carddata;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A call whose body is already in memory, so that later filters and controllers can read it. */
final class ReadBody extends HttpServletRequestWrapper {

    private final byte[] bytes;
    private final ByteArrayInputStream body;

    ReadBody(HttpServletRequest request, byte[] bytes) {
        super(request);
        this.bytes = bytes;
        this.body = new ByteArrayInputStream(bytes);
    }

    /** Returns the bytes of the body themselves, not a copy. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new ServletInputStream() {
            @Override
            public boolean isFinished() {
                return body.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("The body is here already.");
            }

            @Override
            public int read() {
                return body.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return body.read(target, offset, length);
            }

            @Override
            public int available() {
                return body.available();
            }
        };
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
}
