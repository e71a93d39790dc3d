package certcentral.simulator;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Publishes a list of lists and a national list (TS 119 612), both signed. A list is issued anew when its state is
 * changed and once a day, with a higher sequence number; in between everybody gets the same bytes.
 */
@Component
class TrustLists {

    private record Issue(PkiStates.Current state, Instant at, byte[] content) {}

    private static final Duration LIFETIME = Duration.ofDays(180);

    private final SimulatorAuthority authority;
    private final PkiStates states;
    private final Strangers strangers;
    private final PublicAddress address;
    private final Clock clock;
    private final Map<PkiPart, Issue> issues = new EnumMap<>(PkiPart.class);
    private long sequence;

    TrustLists(
            SimulatorAuthority authority, PkiStates states, Strangers strangers, PublicAddress address, Clock clock) {
        this.authority = authority;
        this.states = states;
        this.strangers = strangers;
        this.address = address;
        this.clock = clock;
    }

    /** Returns the list of lists or the national list. */
    synchronized byte[] list(PkiPart part) {
        PkiStates.Current state = states.of(part);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return Optional.ofNullable(issues.get(part))
                .filter(it -> it.state().equals(state)
                        && it.at().plus(Duration.ofDays(1)).isAfter(now))
                .orElseGet(() -> issue(part, state, now))
                .content();
    }

    private Issue issue(PkiPart part, PkiStates.Current state, Instant now) {
        // From the clock, so that no restart begins again with numbers that were used before.
        sequence = Math.max(sequence + 1, now.getEpochSecond());
        Instant from = state.state() == PkiState.EXPIRED ? now.minus(LIFETIME).minus(Duration.ofDays(1)) : now;
        TrustListXml xml = new TrustListXml(address, sequence, from, from.plus(LIFETIME));
        Ca ca = authority.ca();
        boolean national = part == PkiPart.NATIONAL_LIST;
        String unsigned = national
                ? xml.nationalList(service(state, ca), ca.timeStamper().certificate())
                : xml.listOfLists(ca.lotlSigner().certificate(), ca.listSigner().certificate());
        byte[] content = sign(unsigned, state.state(), national ? ca.listSigner() : ca.lotlSigner(), now);
        Issue issue = new Issue(state, now, content);
        issues.put(part, issue);
        return issue;
    }

    private Optional<TrustListXml.Service> service(PkiStates.Current state, Ca ca) {
        X509Certificate issuing = ca.issuing().certificate();
        Instant begin = issuing.getNotBefore().toInstant();
        TrustListXml.Service granted = TrustListXml.Service.granted(issuing, begin);
        return switch (state.state()) {
            case WITHDRAWN -> Optional.of(granted.withdrawnFromTheStart());
            case WITHDRAWN_NOW -> Optional.of(granted.withdrawn(state.since().truncatedTo(ChronoUnit.SECONDS)));
            case SIGNATURES_ONLY -> Optional.of(granted.forSignatures());
            case SAME_NAME -> Optional.of(TrustListXml.Service.granted(strangers.namesake(), begin));
            case NOT_LISTED -> Optional.empty();
            default -> Optional.of(granted);
        };
    }

    private byte[] sign(String list, PkiState state, CertifiedKey signer, Instant now) {
        return switch (state) {
            case UNSIGNED -> XmlSigner.unsigned(list);
            case STRANGER -> XmlSigner.sign(list, strangers.signer(), now);
            case CHANGED -> TrustListXml.change(XmlSigner.sign(list, signer, now));
            default -> XmlSigner.sign(list, signer, now);
        };
    }
}
