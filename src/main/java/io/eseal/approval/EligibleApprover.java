package io.eseal.approval;

import io.eseal.id.UserId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.Eseal;
import io.eseal.security.Actors;
import org.springframework.stereotype.Component;

/** Checks that the person who is signed in may decide on a request for one of its groups. */
@Component
class EligibleApprover {

    private final SeparationOfDuties duties;
    private final Actors actors;

    EligibleApprover(SeparationOfDuties duties, Actors actors) {
        this.duties = duties;
        this.actors = actors;
    }

    /**
     * Returns the user id of the person who is signed in.
     *
     * @throws CompletionRefused when nobody is signed in, the person is barred from the decision, or the person is no
     *     member of the group
     */
    UserId of(Eseal eseal, String group) {
        UserId approver = actors.signedIn()
                .orElseThrow(() -> new CompletionRefused("Only a signed-in person can decide on a request."));
        duties.againstApproval(eseal, approver).ifPresent(why -> {
            throw new CompletionRefused(why);
        });
        if (!actors.groups().contains(group)) {
            throw new CompletionRefused("Only members of " + group + " can take this decision.");
        }
        return approver;
    }
}
