package io.eseal.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Fetches what lists and certificates name: within a deadline, up to a size, and from public addresses alone unless the
 * settings permit others. The address that was judged is the one that is called, so that DNS cannot change its answer
 * in between.
 */
final class Fetcher {

    private static final int MOST_REDIRECTS = 3;
    /** Servers that do not answer hold their connections; calls to others must not wait for these. */
    private static final int MOST_CONNECTIONS = 400;

    private static final int MOST_CONNECTIONS_OF_A_HOST = 100;
    private static final int LAST_PORT = 65_535;

    private final CloseableHttpClient client;
    private final Duration deadline;
    private final Supplier<Duration> left;
    private final boolean privateAddresses;

    /**
     * Makes a client.
     *
     * @param deadline time for one call, from connecting to the last byte of the answer
     * @param privateAddresses whether addresses of this machine and of private networks may be called
     */
    Fetcher(Duration deadline, boolean privateAddresses) {
        this.deadline = deadline;
        this.left = () -> deadline;
        this.privateAddresses = privateAddresses;
        Timeout timeout = Timeout.of(deadline);
        this.client = HttpClients.custom()
                .useSystemProperties()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .useSystemProperties()
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS_OF_A_HOST)
                        .setDnsResolver(new GuardedNames(privateAddresses))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setMaxRedirects(MOST_REDIRECTS)
                        .setResponseTimeout(timeout)
                        .setConnectionRequestTimeout(timeout)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("eseal-orchestrator")
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private Fetcher(Fetcher other, Supplier<Duration> left) {
        this.client = other.client;
        this.deadline = other.deadline;
        this.privateAddresses = other.privateAddresses;
        this.left = left;
    }

    /** Returns a client whose calls have so much time all together. */
    Fetcher within(Duration all) {
        long end = System.nanoTime() + all.toNanos();
        return new Fetcher(this, () -> Duration.ofNanos(end - System.nanoTime()));
    }

    /**
     * Gets a document.
     *
     * @param largest the largest number of bytes that is taken
     * @throws IOException when it cannot be had, with the reason in a few words; an {@link HttpStatusException} when
     *     the answer's status is not 200
     */
    byte[] get(URI address, int largest) throws IOException {
        return call(new HttpGet(http(address)), largest);
    }

    /** Posts a body and gets the answer, likewise. */
    byte[] post(URI address, byte[] body, String type, int largest) throws IOException {
        HttpPost request = new HttpPost(http(address));
        request.setEntity(new ByteArrayEntity(body, ContentType.create(type)));
        return call(request, largest);
    }

    private URI http(URI address) throws IOException {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || address.getHost() == null) {
            throw new UncallableAddressException("it is no http address");
        }
        if (address.getRawUserInfo() != null) {
            throw new UncallableAddressException("it names a user before the host, which is no http address");
        }
        if (address.getPort() == 0 || address.getPort() > LAST_PORT) {
            throw new UncallableAddressException("there is no port " + address.getPort());
        }
        if (!privateAddresses && !PublicAddresses.canBeNamed(address.getHost())) {
            throw new UncallableAddressException(address.getHost() + " is no name of the public internet");
        }
        return address;
    }

    private byte[] call(HttpUriRequestBase request, int largest) throws IOException {
        long time = Math.min(deadline.toMillis(), left.get().toMillis());
        if (time <= 0) {
            throw new InterruptedIOException("no time is left");
        }
        // A timeout of the client ends a silence; this one ends an answer that comes byte by byte.
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                request::abort, CompletableFuture.delayedExecutor(time, TimeUnit.MILLISECONDS));
        try {
            return client.execute(request, answer -> content(answer, largest));
        } catch (IOException e) {
            if (request.isAborted()) {
                throw new InterruptedIOException("no whole answer within " + time + " ms");
            }
            throw e;
        } finally {
            end.cancel(false);
        }
    }

    private static byte[] content(ClassicHttpResponse answer, int largest) throws IOException {
        if (answer.getCode() != HttpStatus.SC_OK) {
            throw new HttpStatusException(answer.getCode(), ofError(answer, largest));
        }
        if (answer.getEntity() == null) {
            throw new IOException("an empty answer");
        }
        return body(answer, largest);
    }

    private static byte[] ofError(ClassicHttpResponse answer, int largest) {
        try {
            return answer.getEntity() == null ? new byte[0] : body(answer, largest);
        } catch (IOException e) {
            // The status says why there is no answer.
            return new byte[0];
        }
    }

    private static byte[] body(ClassicHttpResponse answer, int largest) throws IOException {
        try (InputStream in = decoded(answer)) {
            byte[] content = in.readNBytes(largest + 1);
            if (content.length > largest) {
                throw new IOException("more than " + largest + " bytes");
            }
            return content;
        }
    }

    /** Servers may pack an answer for a client that names no codings (RFC 9110, 12.5.3). */
    private static InputStream decoded(ClassicHttpResponse answer) throws IOException {
        InputStream content = answer.getEntity().getContent();
        String coding = String.valueOf(answer.getEntity().getContentEncoding()).toLowerCase(Locale.ROOT);
        return coding.equals("gzip") || coding.equals("x-gzip") ? new GZIPInputStream(content) : content;
    }

    /** Resolves names, and refuses those that lead to an address that is not to be called. */
    private static final class GuardedNames extends SystemDefaultDnsResolver {

        private final boolean privateAddresses;

        private GuardedNames(boolean privateAddresses) {
            this.privateAddresses = privateAddresses;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = super.resolve(host);
            for (InetAddress address : addresses) {
                if (!privateAddresses && !PublicAddresses.contain(address)) {
                    throw new UncallableAddressException(host + " is not on the public internet");
                }
            }
            return addresses;
        }
    }
}
