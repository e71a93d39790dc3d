package io.eseal.trust;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A web site on loopback whose pages the test sets; what is not set is not found. */
final class TestSite implements AutoCloseable {

    /** Answers a call. */
    interface Page {
        byte[] content(byte[] body) throws IOException;
    }

    private final HttpServer server;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile boolean gzip;
    final List<String> calls = new CopyOnWriteArrayList<>();

    TestSite() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", this::answer);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        calls.add(path);
        byte[] body = call.getRequestBody().readAllBytes();
        Page page = pages.get(path);
        byte[] content = page == null ? new byte[0] : page.content(body);
        if (gzip) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(content);
            }
            content = packed.toByteArray();
            call.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        call.sendResponseHeaders(page == null ? 404 : status, content.length == 0 ? -1 : content.length);
        call.getResponseBody().write(content);
        call.close();
    }

    /** Answers with this HTTP status from now on. */
    void answersWith(int status) {
        this.status = status;
    }

    /** Packs its answers from now on. */
    void packs() {
        gzip = true;
    }

    void has(String path, byte[] content) {
        pages.put(path, body -> content);
    }

    void answers(String path, Page page) {
        pages.put(path, page);
    }

    /** Takes calls and answers none until the site is closed. */
    void isSilentAt(String path) {
        pages.put(path, body -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new byte[0];
        });
    }

    void hasNo(String path) {
        pages.remove(path);
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
