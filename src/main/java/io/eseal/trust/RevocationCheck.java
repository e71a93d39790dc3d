package io.eseal.trust;

import io.eseal.trust.TrustVerdict.Revocation;
import io.eseal.trust.TrustVerdict.Revocation.Source;
import io.eseal.trust.TrustVerdict.Revocation.Status;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Asks the issuers of certificates whether these are revoked: each OCSP responder and each CRL that a certificate
 * names, at most three of a kind, all at the same time. One that says so is enough.
 */
final class RevocationCheck {

    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final int LARGEST_CRL = 32 * 1024 * 1024;

    private final Fetcher fetcher;
    private final Clock clock;
    private final Optional<KeptCrls> crls;

    /** Makes a check that fetches each answer anew. */
    RevocationCheck(Fetcher fetcher, Clock clock) {
        this(fetcher, clock, Optional.empty());
    }

    /**
     * Makes a check.
     *
     * @param crls CRLs that were read a short time ago; empty when each is to be fetched anew
     */
    RevocationCheck(Fetcher fetcher, Clock clock, Optional<KeptCrls> crls) {
        this.fetcher = fetcher;
        this.clock = clock;
        this.crls = crls;
    }

    /**
     * What a source says, or else why it says nothing.
     *
     * @param callable whether its address can be called at all
     */
    private record Said(Optional<Revocation> answer, Optional<String> silence, boolean callable) {}

    /** A question, to one source about the certificate with this number in the path. */
    private record Question(int about, Callable<Said> asked) {}

    /**
     * Returns the present status of each certificate in a path that is known to be good, save the anchor.
     *
     * @param path the certificate, its issuers and the anchor, in this order
     */
    List<Revocation> statuses(List<X509Certificate> path) {
        List<Question> questions = IntStream.range(0, path.size() - 1)
                .boxed()
                .flatMap(i -> Arrays.stream(Source.values())
                        .flatMap(source -> questions(source, path.get(i), path.get(i + 1), true))
                        .map(asked -> new Question(i, asked)))
                .toList();
        List<Said> said = AtOnce.all(questions.stream().map(Question::asked));
        return IntStream.range(0, path.size() - 1)
                .mapToObj(i -> IntStream.range(0, questions.size())
                        .filter(j -> questions.get(j).about() == i)
                        .mapToObj(said::get)
                        .toList())
                .map(answers ->
                        // Lists name revoked certificates alone: that a responder knows nothing of it they do not undo.
                        first(
                                answers,
                                "The certificate names neither an OCSP responder nor a CRL.",
                                Status.REVOKED,
                                Status.UNKNOWN,
                                Status.GOOD))
                .toList();
    }

    /** Returns the present status of a certificate. */
    Revocation status(X509Certificate certificate, X509Certificate issuer) {
        return statuses(List.of(certificate, issuer)).get(0);
    }

    /**
     * Returns what everybody sees who asks this kind of source alone: revoked when all that answer say so; unknown,
     * with the reasons, when none says anything. An answer that is over, or belongs to another question, says nothing:
     * whoever checks a seal does not take it.
     */
    Revocation at(Source source, X509Certificate certificate, X509Certificate issuer) {
        return first(
                AtOnce.all(questions(source, certificate, issuer, false)),
                "The certificate names no address for it.",
                Status.UNKNOWN,
                Status.GOOD,
                Status.REVOKED);
    }

    private static Revocation first(List<Said> said, String nobody, Status... order) {
        return Stream.of(order)
                .flatMap(status ->
                        said.stream().flatMap(one -> one.answer().stream()).filter(answer -> answer.status() == status))
                .findFirst()
                .orElseGet(() -> new Revocation(
                        Status.UNKNOWN,
                        Optional.empty(),
                        Optional.of(
                                said.isEmpty()
                                        ? nobody
                                        : said.stream()
                                                .flatMap(one -> one.silence().stream())
                                                .collect(Collectors.joining(" "))),
                        Optional.empty(),
                        Optional.empty(),
                        said.stream().noneMatch(Said::callable)));
    }

    /** Returns the addresses that the certificate names for this kind of source. */
    static List<URI> addresses(Source source, X509Certificate certificate) {
        return source == Source.OCSP ? NamedAddresses.ofOcsp(certificate) : NamedAddresses.ofCrls(certificate);
    }

    static Revocation unknown(String why) {
        return new Revocation(Status.UNKNOWN, Optional.empty(), Optional.of(why), Optional.empty(), Optional.empty());
    }

    private Stream<Callable<Said>> questions(
            Source source, X509Certificate certificate, X509Certificate issuer, boolean anyWord) {
        JdkValidation validation = new JdkValidation(certificate, issuer, clock.instant());
        return source == Source.OCSP
                ? NamedAddresses.ofOcsp(certificate).stream()
                        .map(responder -> () -> said("OCSP at " + responder, () -> ask(responder, validation, anyWord)))
                : Stream.concat(
                                NamedAddresses.ofCrls(certificate).stream(),
                                NamedAddresses.ofDeltaCrls(certificate).stream())
                        .distinct()
                        .map(place -> () -> said("CRL at " + place, () -> look(place, validation, anyWord)));
    }

    @FunctionalInterface
    private interface Asked {
        Revocation answer() throws SilentException, IOException;
    }

    private static Said said(String whom, Asked asked) {
        try {
            return new Said(Optional.of(asked.answer()), Optional.empty(), true);
        } catch (SilentException | IOException e) {
            return new Said(
                    Optional.empty(),
                    Optional.of(whom + ": " + e.getMessage() + "."),
                    !(e instanceof UncallableAddressException));
        } catch (RuntimeException | StackOverflowError e) {
            // Whoever answers with anything must not keep the certificate from being judged.
            return new Said(Optional.empty(), Optional.of(whom + ": what it says cannot be read."), true);
        }
    }

    private Revocation ask(URI responder, JdkValidation validation, boolean anyWord)
            throws SilentException, IOException {
        OcspQuestion question = OcspQuestion.about(validation);
        byte[] answer;
        try {
            answer = fetcher.post(responder, question.encoded(), "application/ocsp-request", LARGEST_ANSWER);
        } catch (HttpStatusException e) {
            // A revocation that the issuer signed is one, however it is delivered.
            return Optional.of(e.content())
                    .filter(content -> anyWord)
                    .flatMap(question::revocation)
                    .orElseThrow(() -> e);
        }
        Optional<Revocation> told = anyWord ? question.revocation(answer) : Optional.empty();
        return told.isPresent() ? told.get() : question.read(responder, answer);
    }

    private Revocation look(URI place, JdkValidation validation, boolean anyWord) throws SilentException, IOException {
        Optional<byte[]> kept = crls.flatMap(recent -> recent.find(place));
        if (kept.isPresent()) {
            try {
                return status(CrlReading.of(kept.get()), validation, anyWord);
            } catch (SilentException e) {
                // It may be that of another issuer, which names the same address; this one's may be there by now.
            }
        }
        byte[] content;
        try {
            content = fetcher.get(place, LARGEST_CRL);
        } catch (HttpStatusException e) {
            return Optional.of(e.content())
                    .filter(came -> anyWord)
                    .flatMap(came -> revocation(came, validation))
                    .orElseThrow(() -> e);
        }
        CrlReading crl = CrlReading.of(content);
        // One that says nothing that could be believed is not kept: the next answer may be another one.
        Revocation status = status(crl, validation, anyWord);
        keep(place, content, crl);
        return status;
    }

    private static Optional<Revocation> revocation(byte[] content, JdkValidation validation) {
        try {
            return CrlReading.of(content).revocation(validation);
        } catch (SilentException e) {
            return Optional.empty();
        }
    }

    private void keep(URI place, byte[] content, CrlReading crl) {
        crls.ifPresent(recent -> crl.nextUpdate().ifPresent(until -> recent.keep(place, content, until)));
    }

    private Revocation status(CrlReading crl, JdkValidation validation, boolean anyWord) throws SilentException {
        Optional<Revocation> told =
                anyWord ? crl.revocation(validation).or(() -> changes(crl, validation)) : Optional.empty();
        return told.isPresent() ? told.get() : crl.status(validation);
    }

    /** Returns the revocation of which a list tells that the CRL itself names for what changed since. */
    private Optional<Revocation> changes(CrlReading crl, JdkValidation validation) {
        return AtOnce.all(crl.changes(validation).stream()
                        .map(place -> (Callable<Optional<Revocation>>) () -> changes(place, validation)))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Revocation> changes(URI place, JdkValidation validation) {
        try {
            Optional<byte[]> kept = crls.flatMap(recent -> recent.find(place));
            byte[] content = kept.isPresent() ? kept.get() : fetcher.get(place, LARGEST_CRL);
            CrlReading changes = CrlReading.of(content);
            if (kept.isEmpty() && changes.isIssuers(validation)) {
                keep(place, content, changes);
            }
            return changes.revocation(validation);
        } catch (SilentException | IOException e) {
            // That a list of changes says nothing takes nothing from the whole list.
            return Optional.empty();
        }
    }
}
