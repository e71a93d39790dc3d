package io.eseal.trust;

import io.eseal.connection.SafeAddress;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the sources of trust, {@code eseal.trust.*}.
 *
 * @param lists address of the list of trusted lists, by default the EU's own; {@code off}: no trusted lists
 * @param listSigners PEM or PKCS#12 file with the certificates of those who may sign the list of lists, as the Official
 *     Journal of the EU announces them; with {@code privateAddresses} an address over https or on this machine works,
 *     too
 * @param listSignersPassword password of that file if it is PKCS#12
 * @param anchors PEM file with further certificates that are trusted as anchors, beside the lists or instead
 * @param refreshInterval how often the lists are downloaded, on one node of the cluster
 * @param retryInterval how soon a list of lists that could not be had is tried again; at most 30 minutes, the longest
 *     time that the lock of a download is held
 * @param alarmAge age at which the lists alarm operators: the time since the list of lists was last downloaded
 * @param fetchTimeout deadline of one download: a list, a CA certificate, an OCSP answer or a CRL; all downloads for
 *     one certificate together have three times as long
 * @param privateAddresses whether downloads may go to addresses of this machine and of private networks: for a CA
 *     within one's own network, and for the demo
 */
@Validated
@ConfigurationProperties("eseal.trust")
public record TrustSettings(
        @DefaultValue(TrustSettings.EU_LISTS) String lists,
        @DefaultValue("") String listSigners,
        @DefaultValue("") String listSignersPassword,
        @DefaultValue("") String anchors,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("P1D")
        Duration refreshInterval,

        @NotNull @DurationMin(millis = 1) @DurationMax(minutes = 30) @DefaultValue("PT15M")
        Duration retryInterval,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("P3D")
        Duration alarmAge,

        @NotNull @DurationMin(millis = 1) @DefaultValue("PT20S")
        Duration fetchTimeout,

        @DefaultValue("false") boolean privateAddresses) {

    static final String EU_LISTS = "https://ec.europa.eu/tools/lotl/eu-lotl.xml";
    private static final String OFF = "off";
    private static final String LIST_SIGNERS = "ESEAL_TRUST_LIST_SIGNERS";
    private static final String ANCHORS = "ESEAL_TRUST_ANCHORS";

    /** Returns one sentence for each setting that is missing or cannot work; reads the files that the settings name. */
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (lists.isBlank() || off() && anchors.isBlank()) {
            findings.add("Nothing says which certificates to trust: set " + ANCHORS
                    + " to a PEM file of trusted CA certificates, or take ESEAL_TRUST_LISTS="
                    + (lists.isBlank() ? "" : lists.strip())
                    + " away for the EU's trusted lists.");
        } else if (!off()) {
            findings.addAll(listFindings());
        }
        findings.addAll(anchorFindings());
        return findings;
    }

    /** Returns one sentence when the file of anchors cannot be read; it is asked for in the demo, too. */
    public List<String> anchorFindings() {
        List<String> findings = new ArrayList<>();
        anchorFile().ifPresent(file -> readable(ANCHORS, file, "", findings));
        return findings;
    }

    private List<String> listFindings() {
        List<String> findings = new ArrayList<>();
        if (!SafeAddress.isOne(lists)) {
            findings.add("ESEAL_TRUST_LISTS is '" + lists.strip()
                    + "': give an https address (plain http on loopback alone), or off.");
        }
        if (listSigners.isBlank()) {
            findings.add(
                    LIST_SIGNERS + " is not set: give a PEM or PKCS#12 file with the certificates of those who sign "
                            + "the EU's list of lists, as the Official Journal of the EU announces them (docs/configuration.md), "
                            + "or set ESEAL_TRUST_LISTS=off and " + ANCHORS + ".");
        } else if (signersAddress().isEmpty()) {
            readable(LIST_SIGNERS, Path.of(listSigners.strip()), listSignersPassword, findings);
        }
        return findings;
    }

    private static void readable(String setting, Path file, String password, List<String> findings) {
        try {
            CertificateFile.read(file, password);
        } catch (UnreadableCertificatesException e) {
            findings.add(setting + " is '" + file + "': " + e.getMessage());
        }
    }

    private boolean off() {
        return lists.strip().equalsIgnoreCase(OFF);
    }

    /** Returns the address of the list of lists; empty when there are to be no trusted lists. */
    Optional<URI> listsAddress() {
        return lists.isBlank() || off()
                ? Optional.empty()
                : Optional.of(URI.create(lists.strip()).normalize());
    }

    /** Returns the address of the signers' certificates; empty when they are in a file. */
    Optional<URI> signersAddress() {
        return privateAddresses && SafeAddress.isOne(listSigners)
                ? Optional.of(URI.create(listSigners.strip()).normalize())
                : Optional.empty();
    }

    /** Returns the file of anchors; empty when there is none. */
    Optional<Path> anchorFile() {
        return anchors.isBlank() ? Optional.empty() : Optional.of(Path.of(anchors.strip()));
    }
}
