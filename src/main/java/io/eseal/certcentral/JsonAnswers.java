package io.eseal.certcentral;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;

/**
 * Reads JSON in the encoding that the answer declares and in no other; Jackson alone guesses the encoding from the
 * first bytes.
 */
final class JsonAnswers extends MappingJackson2HttpMessageConverter {

    JsonAnswers(ObjectMapper mapper) {
        super(mapper);
        // JSON with another content type, or none, is still an answer; anything else fails to parse.
        setSupportedMediaTypes(List.of(MediaType.APPLICATION_JSON, MediaType.ALL));
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage answer) throws IOException {
        return super.readInternal(type, inUtf8(answer));
    }

    @Override
    public Object read(Type type, Class<?> contextClass, HttpInputMessage answer) throws IOException {
        return super.read(type, contextClass, inUtf8(answer));
    }

    private static HttpInputMessage inUtf8(HttpInputMessage answer) throws IOException {
        MediaType declared = answer.getHeaders().getContentType();
        byte[] body = answer.getBody().readAllBytes();
        if (isWebPage(declared, body)) {
            throw new WebPageException(answer);
        }
        try {
            String text = AnswerText.of(body, Optional.ofNullable(declared).map(MediaType::getCharset));
            return new Utf8(text.getBytes(StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new HttpMessageNotReadableException("not in the encoding that it declares", answer);
        }
    }

    // ISO 8859-1 decodes any bytes: the page's real encoding may differ from the declared one.
    private static boolean isWebPage(MediaType declared, byte[] body) {
        return declared != null
                && MediaType.TEXT_HTML.isCompatibleWith(declared)
                && new String(body, StandardCharsets.ISO_8859_1)
                        .replaceFirst("^\u00EF\u00BB\u00BF", "")
                        .stripLeading()
                        .startsWith("<");
    }

    /** Signals an HTML page in place of JSON, which only a proxy or CDN in front of the API sends. */
    static final class WebPageException extends HttpMessageNotReadableException {

        private WebPageException(HttpInputMessage answer) {
            super("a web page", answer);
        }
    }

    private record Utf8(byte[] bytes) implements HttpInputMessage {

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public HttpHeaders getHeaders() {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_JSON);
            return headers;
        }
    }
}
