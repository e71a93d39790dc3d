package io.eseal.signin;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;

/** Writes a page that says why a person is not signed in; it looks like {@code sign-in-failed.html}. */
final class SignInPage {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>%1$s</title>
              <style>
                body { margin: 4rem auto; max-width: 34rem; padding: 0 1rem; font-family: sans-serif; line-height: 1.5; }
                h1 { font-weight: 500; }
              </style>
            </head>
            <body>
              <h1>%1$s</h1>
              <p>%2$s</p>
              <p><a href="%3$s/">Try again</a></p>
            </body>
            </html>
            """;

    private SignInPage() {}

    static void write(HttpServletResponse response, HttpStatus status, String title, String text, String contextPath)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter()
                .write(PAGE.formatted(
                        HtmlUtils.htmlEscape(title), HtmlUtils.htmlEscape(text), HtmlUtils.htmlEscape(contextPath)));
    }
}
