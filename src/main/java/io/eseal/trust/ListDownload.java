package io.eseal.trust;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.tsl.LOTLInfo;
import eu.europa.esig.dss.model.tsl.ParsingInfoRecord;
import eu.europa.esig.dss.model.tsl.TLInfo;
import eu.europa.esig.dss.spi.client.http.DSSFileLoader;
import eu.europa.esig.dss.spi.exception.DSSExternalResourceException;
import io.eseal.keys.Sha256;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Downloads the list of lists and the national lists once. A list replaces the stored one only if it is signed by whom
 * it should be, has not ended and is no older issue. No address is called that an unsigned list of lists names.
 */
final class ListDownload {

    private static final Logger log = LoggerFactory.getLogger(ListDownload.class);
    private static final int LARGEST = 32 * 1024 * 1024;

    private final URI address;
    private final List<X509Certificate> signers;
    private final StoredLists stored;
    private final Fetcher fetcher;
    private final Instant now;
    private final Map<String, byte[]> fetched = new ConcurrentHashMap<>();
    private final Map<String, String> unreachable = new ConcurrentHashMap<>();
    private final Map<String, Long> issues = new HashMap<>();

    ListDownload(URI address, List<X509Certificate> signers, StoredLists stored, Fetcher fetcher, Instant now) {
        this.address = address;
        this.signers = signers;
        this.stored = stored;
        this.fetcher = fetcher;
        this.now = now;
    }

    /** Downloads the lists and stores what is good, and the reason for what is not. */
    void run() {
        stored.all().forEach(list -> list.good().ifPresent(good -> issues.put(list.url(), good.sequenceNumber())));
        LOTLInfo listOfLists = read(this::fetch, false);
        store(listOfLists);
        if (stored.document(address.toString()).isPresent()) {
            storeNationalLists();
        }
    }

    private void storeNationalLists() {
        LOTLInfo listOfLists = read(url -> url.equals(address.toString()) ? kept(url) : fetch(url), true);
        if (ListReading.objection(listOfLists, now).isEmpty()) {
            List<String> named = new ArrayList<>(List.of(address.toString()));
            listOfLists.getPivotInfos().forEach(pivot -> {
                named.add(pivot.getUrl());
                onItsOwn(pivot, this::storePivot);
            });
            listOfLists.getTLInfos().forEach(list -> {
                named.add(list.getUrl());
                onItsOwn(list, this::store);
            });
            stored.keepOnly(named);
        }
    }

    /** Notes an error with one list as its failure, so that the others are stored. */
    private void onItsOwn(TLInfo list, Consumer<TLInfo> store) {
        try {
            store.accept(list);
        } catch (RuntimeException e) {
            log.error("Trusted list {} could not be stored", list.getUrl(), e);
            stored.fail(list.getUrl(), Optional.empty(), now, "It could not be stored (" + e + ").");
        }
    }

    private LOTLInfo read(DSSFileLoader documents, boolean nationalLists) {
        return ListReading.of(address, signers, documents, nationalLists, now).listOfLists();
    }

    private DSSDocument fetch(String url) {
        byte[] document = fetched.get(url);
        if (document == null) {
            try {
                document = fetcher.get(URI.create(url), LARGEST);
                fetched.put(url, document);
            } catch (IOException | IllegalArgumentException e) {
                unreachable.put(url, String.valueOf(e.getMessage()));
                return kept(url);
            }
        }
        return new InMemoryDocument(document, url);
    }

    private DSSDocument kept(String url) {
        return new InMemoryDocument(
                stored.document(url)
                        .orElseThrow(() -> new DSSExternalResourceException(
                                unreachable.getOrDefault(url, "it was never downloaded"))),
                url);
    }

    private void store(TLInfo list) {
        objection(list)
                .ifPresentOrElse(
                        why -> stored.fail(list.getUrl(), ListReading.territory(list), now, why), () -> keep(list));
    }

    private Optional<String> objection(TLInfo list) {
        return Optional.ofNullable(unreachable.get(list.getUrl()))
                .map(why -> "It cannot be had (" + why + ").")
                .or(() -> ListReading.objection(list, now))
                .or(() -> olderIssue(list));
    }

    /** Refuses what was good once: somebody may hold back the issue in which a service was withdrawn. */
    private Optional<String> olderIssue(TLInfo list) {
        long issue = list.getParsingCacheInfo().getSequenceNumber();
        return Optional.ofNullable(issues.get(list.getUrl()))
                .filter(known -> known > issue)
                .map(known -> "It is issue " + issue + ", older than issue " + known + " that was there before.");
    }

    private void keep(TLInfo list) {
        ParsingInfoRecord content = list.getParsingCacheInfo();
        keep(list, content, content.getNextUpdateDate());
    }

    /** Keeps an earlier list of lists that tells who may sign the later ones; DSS judges it, and it may have ended. */
    private void storePivot(TLInfo pivot) {
        ParsingInfoRecord content = pivot.getParsingCacheInfo();
        if (unreachable.containsKey(pivot.getUrl()) || content == null || !content.isResultExist()) {
            stored.fail(
                    pivot.getUrl(),
                    Optional.empty(),
                    now,
                    "It cannot be had (" + unreachable.getOrDefault(pivot.getUrl(), "it is no trusted list") + ").");
        } else {
            keep(pivot, content, content.getIssueDate());
        }
    }

    private void keep(TLInfo list, ParsingInfoRecord content, Date nextUpdate) {
        byte[] document = fetched.get(list.getUrl());
        if (document != null) {
            stored.keep(
                    list.getUrl(),
                    ListReading.territory(list),
                    new StoredList.Good(
                            content.getSequenceNumber(),
                            content.getIssueDate().toInstant(),
                            nextUpdate.toInstant(),
                            Sha256.hex(document),
                            now),
                    document);
        }
    }
}
