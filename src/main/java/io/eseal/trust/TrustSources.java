package io.eseal.trust;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Reads the certificates that the settings name, each time anew: a file that is replaced needs no restart. */
@Component
class TrustSources {

    private static final int LARGEST = 1024 * 1024;

    private final TrustSettings settings;
    private final ObjectProvider<Fetcher> fetcher;

    TrustSources(TrustSettings settings, ObjectProvider<Fetcher> fetcher) {
        this.settings = settings;
        this.fetcher = fetcher;
    }

    /** Returns the address of the list of lists; empty when there are to be no trusted lists. */
    Optional<URI> lists() {
        return settings.listsAddress();
    }

    /**
     * Returns the certificates of those who may sign the list of lists.
     *
     * @throws TrustUnavailableException when they cannot be read
     */
    List<X509Certificate> listSigners() {
        String place = settings.listSigners().strip();
        if (place.isEmpty()) {
            throw new TrustUnavailableException("ESEAL_TRUST_LIST_SIGNERS is not set.");
        }
        try {
            Optional<URI> address = settings.signersAddress();
            return address.isPresent()
                    ? CertificateFile.read(fetcher.getObject().get(address.get(), LARGEST), "")
                    : CertificateFile.read(Path.of(place), settings.listSignersPassword());
        } catch (UnreadableCertificatesException | IOException e) {
            throw new TrustUnavailableException("ESEAL_TRUST_LIST_SIGNERS is '" + place + "': " + e.getMessage());
        }
    }

    /**
     * Returns the anchors of the file; none when there is no file.
     *
     * @throws TrustUnavailableException when they cannot be read
     */
    List<X509Certificate> anchors() {
        Optional<Path> file = settings.anchorFile();
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return CertificateFile.read(file.get(), "");
        } catch (UnreadableCertificatesException e) {
            throw new TrustUnavailableException("ESEAL_TRUST_ANCHORS is '" + file.get() + "': " + e.getMessage());
        }
    }
}
