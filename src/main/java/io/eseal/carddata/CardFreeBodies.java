package io.eseal.carddata;

import io.eseal.request.CardNumbers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Refuses a card number in the body of any call of the engine: variables, comments, descriptions, attachments, keys, names. */
class CardFreeBodies extends OncePerRequestFilter {

    private static final int LARGEST = 10 * 1024 * 1024;
    private static final Pattern ESCAPED_DIGIT = Pattern.compile("\\\\u003([0-9])");

    private final CardRefusal refusal;

    CardFreeBodies(CardRefusal refusal) {
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        try {
            if (body.length > LARGEST) {
                refusal.answer(response, HttpStatus.PAYLOAD_TOO_LARGE, "A body may have at most " + LARGEST / 1024 / 1024 + " MiB.");
            } else if (CardNumbers.contains(text(body))) {
                refusal.card(request, response);
            } else {
                chain.doFilter(new ReadAlready(request, body), response);
            }
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    /** Digits are the same bytes in every charset that a body comes in, but for the NULs between them in UTF-16 and UTF-32. */
    private static String text(byte[] body) {
        return ESCAPED_DIGIT.matcher(new String(body, StandardCharsets.ISO_8859_1).replace("\0", "")).replaceAll((MatchResult digit) -> digit.group(1));
    }

    private static final class ReadAlready extends HttpServletRequestWrapper {

        private final ByteArrayInputStream body;

        private ReadAlready(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new ByteArrayInputStream(body);
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
}
