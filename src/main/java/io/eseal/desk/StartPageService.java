package io.eseal.desk;

import io.eseal.certificate.CertificateDownloads;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.RequestLists;
import io.eseal.security.Caller;
import io.eseal.security.Groups;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.stereotype.Component;

/** Collects the content of the start page with the person's own permissions in the engine. */
@Component
class StartPageService {

    private static final int NEWEST = 10;
    private static final String COCKPIT = "cockpit";
    private static final List<String> APPLICATIONS = List.of("tasklist", COCKPIT, "admin");

    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final OpenTaskOverview tasks;
    private final RequestLists requestLists;
    private final FailureOverview failures;
    private final CertificateDownloads downloads;

    StartPageService(
            IdentityService identity,
            AuthorizationService authorizations,
            OpenTaskOverview tasks,
            RequestLists requestLists,
            FailureOverview failures,
            CertificateDownloads downloads) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.tasks = tasks;
        this.requestLists = requestLists;
        this.failures = failures;
        this.downloads = downloads;
    }

    /** Returns the content of the person's start page. */
    StartPageModel of(Caller person) {
        identity.setAuthentication(person.id().value(), List.copyOf(person.groups()));
        try {
            return gather(person);
        } finally {
            identity.clearAuthentication();
        }
    }

    private StartPageModel gather(Caller person) {
        List<String> applications = APPLICATIONS.stream()
                .filter(application -> authorizations.isUserAuthorized(
                        person.id().value(),
                        List.copyOf(person.groups()),
                        Permissions.ACCESS,
                        Resources.APPLICATION,
                        application))
                .toList();
        boolean requests = person.in(Groups.REQUESTERS);
        boolean watches = person.in(Groups.OPERATORS) || person.in(Groups.AUDITORS);
        List<Eseal> own = requests ? requestLists.newest(Optional.of(person.id()), NEWEST) : List.of();
        List<Eseal> everybodys = watches ? requestLists.newest(Optional.empty(), NEWEST) : List.of();
        List<EsealId> listed = Stream.of(own, everybodys)
                .flatMap(List::stream)
                .map(Eseal::id)
                .distinct()
                .toList();
        boolean cockpit = applications.contains(COCKPIT);
        Optional<FailureOverview> failed = Optional.of(failures).filter(overview -> cockpit);
        return new StartPageModel(
                person.id(),
                applications,
                tasks.waiting(),
                failed.map(FailureOverview::incidents),
                failed.map(FailureOverview::retries),
                person.in(Groups.OPERATORS),
                requests,
                person.in(Groups.AUDITORS),
                own,
                everybodys,
                downloads.among(listed),
                tasks.nextSteps(person.id(), listed));
    }
}
