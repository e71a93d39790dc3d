package io.eseal.trust;

import eu.europa.esig.dss.enumerations.AdditionalServiceInformation;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.tsl.LOTLInfo;
import eu.europa.esig.dss.model.tsl.TLInfo;
import eu.europa.esig.dss.model.tsl.TrustProperties;
import eu.europa.esig.dss.model.tsl.TrustServiceStatusAndInformationExtensions;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.exception.DSSExternalResourceException;
import eu.europa.esig.dss.spi.tsl.TrustedListsCertificateSource;
import io.eseal.trust.TrustVerdict.ListSnapshot;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The stored lists as DSS has read them, in memory. */
final class LoadedLists {

    private static final String CA_QC = "http://uri.etsi.org/TrstSvc/Svctype/CA/QC";
    private static final String GRANTED = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted";

    private final TrustedListsCertificateSource certificates;
    private final Map<String, ListSnapshot> snapshots;
    private final String listOfLists;
    private final Set<String> missingTerritories;
    private final Instant goodUntil;

    private LoadedLists(ListReading reading, Map<String, ListSnapshot> snapshots, Instant now) {
        this.certificates = reading.certificates();
        this.snapshots = snapshots;
        this.listOfLists = reading.listOfLists().getUrl();
        this.missingTerritories = new HashSet<>();
        Instant until =
                reading.listOfLists().getParsingCacheInfo().getNextUpdateDate().toInstant();
        for (TLInfo list : reading.listOfLists().getTLInfos()) {
            if (ListReading.objection(list, now).isPresent()) {
                ListReading.territory(list).map(LoadedLists::code).ifPresent(missingTerritories::add);
            } else {
                Instant end = list.getParsingCacheInfo().getNextUpdateDate().toInstant();
                until = end.isBefore(until) ? end : until;
            }
        }
        this.goodUntil = until;
    }

    /**
     * Loads the stored lists, whose signatures are checked again.
     *
     * @throws TrustUnavailableException when there is no good list of lists
     */
    static LoadedLists of(URI address, List<X509Certificate> signers, StoredLists.Contents stored, Instant now) {
        ListReading reading = ListReading.of(
                address,
                signers,
                url -> new InMemoryDocument(
                        stored.document(url)
                                .orElseThrow(() -> new DSSExternalResourceException("it was never downloaded")),
                        url),
                true,
                now);
        LOTLInfo listOfLists = reading.listOfLists();
        Optional<String> objection = ListReading.objection(listOfLists, now);
        if (objection.isPresent()) {
            throw new TrustUnavailableException("The list of trusted lists, " + address + ", cannot be used: "
                    + stored.lists().stream()
                            .filter(list -> list.url().equals(address.toString()))
                            .findFirst()
                            .flatMap(StoredList::failure)
                            .orElse(objection.get()));
        }
        Map<String, ListSnapshot> snapshots = new HashMap<>();
        for (StoredList list : stored.lists()) {
            list.good()
                    .ifPresent(good -> snapshots.put(
                            list.url(),
                            new ListSnapshot(
                                    URI.create(list.url()), good.sequenceNumber(), good.issuedAt(), good.sha256())));
        }
        return new LoadedLists(reading, snapshots, now);
    }

    /** Returns whether no list that is used has ended. */
    boolean areGoodAt(Instant moment) {
        return moment.isBefore(goodUntil);
    }

    /** Returns whether the national list of this country is missing. */
    boolean misses(String territory) {
        return missingTerritories.contains(code(territory));
    }

    // Trusted lists have codes of their own for two countries (TS 119 612, 5.3.10).
    private static String code(String territory) {
        String code = territory.toUpperCase(Locale.ROOT);
        return code.equals("UK") ? "GB" : code.equals("EL") ? "GR" : code;
    }

    /** Returns the certificates of all services that issue or issued qualified certificates. */
    List<X509Certificate> anchors() {
        return certificates.getCertificates().stream()
                .filter(certificate -> services(certificate).anyMatch(LoadedLists::everIssuedQualified))
                .map(CertificateToken::getCertificate)
                .toList();
    }

    private Stream<TrustProperties> services(CertificateToken certificate) {
        return certificates.getTrustServices(certificate).stream();
    }

    private static boolean everIssuedQualified(TrustProperties service) {
        return StreamSupport.stream(service.getTrustService().spliterator(), false)
                .anyMatch(status -> CA_QC.equals(status.getType()));
    }

    /**
     * What the lists say about a service.
     *
     * @param grantedAtIssuance whether it was granted for qualified certificates for seals at the issuance
     * @param grantedForSeals whether it was at the moment judged
     * @param lists the list of lists and the national list that say so
     */
    record Listing(
            String provider,
            String service,
            String territory,
            boolean grantedAtIssuance,
            boolean grantedForSeals,
            List<ListSnapshot> lists) {}

    /** Returns what the lists say about the service with this certificate, at an issuance and at a moment after it. */
    Listing listing(X509Certificate anchor, Instant issuance, Instant at) {
        List<TrustProperties> services = services(new CertificateToken(anchor))
                .filter(LoadedLists::everIssuedQualified)
                .toList();
        TrustProperties service = services.stream()
                .filter(candidate -> grantedForSeals(candidate, at))
                .max(Comparator.comparing(candidate -> grantedForSeals(candidate, issuance)))
                .orElseGet(() -> services.get(0));
        return new Listing(
                name(service.getTrustServiceProvider().getNames()),
                name(statusAt(service, at)
                        .orElseGet(() -> service.getTrustService().getLatest())
                        .getNames()),
                ListReading.territory(service.getTLInfo()).orElse(""),
                // A key may be on a list as several services, one after the other.
                services.stream().anyMatch(candidate -> grantedForSeals(candidate, issuance)),
                grantedForSeals(service, at),
                Stream.of(listOfLists, service.getTLInfo().getUrl())
                        .filter(snapshots::containsKey)
                        .map(snapshots::get)
                        .toList());
    }

    /** Returns which list of lists this is. */
    List<ListSnapshot> listOfLists() {
        return Stream.ofNullable(snapshots.get(listOfLists)).toList();
    }

    /** Returns the certificates for DSS. */
    TrustedListsCertificateSource certificates() {
        return certificates;
    }

    // DSS asks for the type and the state of the service; that a service issues for seals it does not ask (TS 119 612,
    // 5.5.9.4).
    private static boolean grantedForSeals(TrustProperties service, Instant at) {
        return statusAt(service, at)
                .filter(status -> CA_QC.equals(status.getType())
                        && GRANTED.equals(status.getStatus())
                        && AdditionalServiceInformation.isForeSeals(status.getAdditionalServiceInfoUris()))
                .isPresent();
    }

    private static Optional<TrustServiceStatusAndInformationExtensions> statusAt(TrustProperties service, Instant at) {
        return Optional.ofNullable(service.getTrustService().getCurrent(Date.from(at)));
    }

    private static String name(Map<String, List<String>> names) {
        return Stream.concat(
                        names.getOrDefault("en", List.of()).stream(),
                        names.values().stream().flatMap(List::stream))
                .findFirst()
                .orElse("");
    }
}
