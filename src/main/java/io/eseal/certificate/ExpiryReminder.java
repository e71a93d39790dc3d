package io.eseal.certificate;

import io.eseal.certificate.EndingSeals.Ending;
import io.eseal.lifecycle.OpenRevocations;
import io.eseal.lifecycle.SealEnding;
import io.eseal.lifecycle.SealEnding.Standing;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reminds people of the end of one seal: in the timeline, and by whatever listens to {@link SealEnding}. */
@Component
class ExpiryReminder {

    private final EndingSeals seals;
    private final SealStanding standing;
    private final OpenRevocations revocations;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ExpiryReminder(
            EndingSeals seals,
            SealStanding standing,
            OpenRevocations revocations,
            Timeline timeline,
            ApplicationEventPublisher events,
            Clock clock) {
        this.seals = seals;
        this.standing = standing;
        this.revocations = revocations;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Reminds of the end, unless another node did, or people decided that the seal is revoked: nobody can renew it
     * then. Of a seal that is left to end by a person's decision only the last reminder tells.
     *
     * @param before the time before the end that is reached
     * @param last whether no other reminder follows
     * @param urgent whether operators are told, too
     */
    @Transactional
    public void remind(Ending ending, Duration before, boolean last, boolean urgent) {
        if (revocations.isSettled(ending.esealId()) || !seals.reminded(ending, before)) {
            return;
        }
        SealStanding.Outlook outlook = standing.of(ending.esealId());
        if (outlook.standing() == Standing.LAPSES && !last) {
            return;
        }
        long days = Duration.between(clock.instant(), ending.validTill()).toDays();
        timeline.add(
                ending.esealId(),
                new SealEvents.ExpiryReminder(
                        before.toDays(),
                        ending.validTill(),
                        outlook.standing().name(),
                        outlook.successor().map(successor -> successor.id())));
        events.publishEvent(new SealEnding(
                ending.esealId(), ending.validTill(), days, outlook.standing(), outlook.successor(), urgent));
    }
}
