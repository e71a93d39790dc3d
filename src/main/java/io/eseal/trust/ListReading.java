package io.eseal.trust;

import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.tsl.DownloadInfoRecord;
import eu.europa.esig.dss.model.tsl.InfoRecord;
import eu.europa.esig.dss.model.tsl.LOTLInfo;
import eu.europa.esig.dss.model.tsl.OtherTSLPointer;
import eu.europa.esig.dss.model.tsl.ParsingInfoRecord;
import eu.europa.esig.dss.model.tsl.TLInfo;
import eu.europa.esig.dss.model.tsl.ValidationInfoRecord;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.client.http.DSSFileLoader;
import eu.europa.esig.dss.spi.tsl.TrustedListsCertificateSource;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.tsl.job.TLValidationJob;
import eu.europa.esig.dss.tsl.source.LOTLSource;
import eu.europa.esig.dss.tsl.sync.SynchronizationStrategy;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One reading of the list of lists, and of the national lists that it names, by DSS.
 *
 * @param listOfLists what became of the list of lists, with its national lists
 * @param certificates the certificates of all services on good lists
 */
record ListReading(LOTLInfo listOfLists, TrustedListsCertificateSource certificates) {

    private static final int AT_ONCE = 4;
    private static final int LONGEST_REASON = 160;
    private static final String UNION = "EU";

    /**
     * Reads the lists.
     *
     * @param signers who may sign the list of lists
     * @param documents gives the documents
     * @param nationalLists whether the national lists are read, too
     */
    static ListReading of(
            URI address, List<X509Certificate> signers, DSSFileLoader documents, boolean nationalLists, Instant now) {
        LOTLSource source = new LOTLSource();
        source.setUrl(address.toString());
        source.setCertificateSource(certificates(signers));
        source.setPivotSupport(true);
        if (!nationalLists) {
            source.setTlPredicate(pointer -> false);
        }
        TrustedListsCertificateSource found = new TrustedListsCertificateSource();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            TLValidationJob job = new TLValidationJob();
            job.setExecutorService(threads);
            job.setListOfTrustedListSources(source);
            job.setTrustedListCertificateSource(found);
            job.setSynchronizationStrategy(new GoodLists(now));
            job.setOfflineDataLoader(documents);
            job.offlineRefresh();
            return new ListReading(job.getSummary().getLOTLInfos().get(0), found);
        } finally {
            threads.shutdownNow();
        }
    }

    private static CommonCertificateSource certificates(List<X509Certificate> certificates) {
        CommonCertificateSource source = new CommonCertificateSource();
        certificates.forEach(certificate -> source.addCertificate(new CertificateToken(certificate)));
        return source;
    }

    /** Returns why a list is not to be used; empty for a good one. */
    static Optional<String> objection(TLInfo list, Instant now) {
        DownloadInfoRecord download = list.getDownloadCacheInfo();
        if (download == null || !download.isResultExist()) {
            return Optional.of("It cannot be had" + reason(download) + ".");
        }
        ParsingInfoRecord content = list.getParsingCacheInfo();
        if (content == null || !content.isResultExist()) {
            return Optional.of("It is no trusted list" + reason(content) + ".");
        }
        // DSS itself takes a list whose signature it could not judge, such as one without any.
        ValidationInfoRecord signature = list.getValidationCacheInfo();
        if (signature == null || !signature.isResultExist()) {
            return Optional.of("Its signature cannot be checked" + reason(signature) + ".");
        }
        if (!signature.isValid()) {
            return Optional.of(
                    signature.getSubIndication() == SubIndication.NO_CERTIFICATE_CHAIN_FOUND
                            ? "It is signed by somebody who may not sign it."
                            : "Its signature is not good (" + signature.getSubIndication() + ").");
        }
        if (content.getNextUpdateDate() == null
                || !content.getNextUpdateDate().toInstant().isAfter(now)) {
            return Optional.of("It has ended"
                    + (content.getNextUpdateDate() == null
                            ? "."
                            : " on " + content.getNextUpdateDate().toInstant() + "."));
        }
        return Optional.empty();
    }

    private static String reason(InfoRecord record) {
        if (record == null || record.getExceptionMessage() == null) {
            return "";
        }
        String message = record.getExceptionMessage();
        return " (" + (message.length() > LONGEST_REASON ? message.substring(0, LONGEST_REASON) + "…" : message) + ")";
    }

    /** Returns the territory that a list is for, by its own word or that of the list that leads to it. */
    static Optional<String> territory(TLInfo list) {
        if (list instanceof LOTLInfo) {
            return Optional.of(UNION);
        }
        ParsingInfoRecord content = list.getParsingCacheInfo();
        return Optional.ofNullable(content)
                .filter(InfoRecord::isResultExist)
                .map(ParsingInfoRecord::getTerritory)
                .or(() -> Optional.ofNullable(list.getOtherTSLPointer()).map(OtherTSLPointer::getSchemeTerritory));
    }

    /**
     * Takes certificates from good lists alone. The strategies that come with DSS also take lists whose signature it
     * could not judge.
     */
    private record GoodLists(Instant now) implements SynchronizationStrategy {

        @Override
        public boolean canBeSynchronized(TLInfo list) {
            return objection(list, now).isEmpty();
        }

        @Override
        public boolean canBeSynchronized(LOTLInfo list) {
            return objection(list, now).isEmpty();
        }
    }
}
