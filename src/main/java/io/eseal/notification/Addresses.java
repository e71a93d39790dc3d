package io.eseal.notification;

import io.eseal.id.UserId;
import io.eseal.security.RunAsSystem;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds the mail addresses of people and groups. */
@Component
@ConditionalOnMail
class Addresses {

    private static final Logger log = LoggerFactory.getLogger(Addresses.class);

    private final IdentityService identity;
    private final RunAsSystem system;
    private final ProviderAddresses provided;
    private final NotificationSettings settings;

    Addresses(IdentityService identity, RunAsSystem system, ProviderAddresses provided, NotificationSettings settings) {
        this.identity = identity;
        this.system = system;
        this.provided = provided;
        this.settings = settings;
    }

    /**
     * Returns the user's address: the one that the engine has, else the one that the OpenID provider told at sign-in,
     * else the user id if it is an address.
     */
    Optional<String> ofUser(UserId id) {
        User user =
                system.call(() -> identity.createUserQuery().userId(id.value()).singleResult());
        return Optional.ofNullable(user)
                .map(User::getEmail)
                .filter(address -> !address.isBlank())
                .map(String::strip)
                .or(() -> provided.of(id))
                .or(() -> Optional.of(id.value()).filter(ProviderAddresses::isOne));
    }

    /**
     * Returns the addresses of the groups: those configured, else those of the members.
     *
     * @param groups ids of the groups
     * @param barred ids of users who are left out, because they may not do what the mail asks for
     */
    Set<String> ofGroups(Collection<String> groups, Set<UserId> barred) {
        Set<String> barredAddresses = barred.stream()
                .map(this::ofUser)
                .flatMap(Optional::stream)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<String> addresses = groups.stream()
                .flatMap(group -> ofGroup(group, barred))
                .filter(address -> !barredAddresses.contains(address.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
        if (addresses.isEmpty() && !groups.isEmpty()) {
            log.warn(
                    "Nobody who could be told in {} has a mail address; give its members one, or set ESEAL_NOTIFICATION_GROUPS_…",
                    groups);
        }
        return addresses;
    }

    private Stream<String> ofGroup(String group, Set<UserId> barred) {
        List<String> configured = settings.groups().of(group);
        return !configured.isEmpty()
                ? configured.stream()
                : system
                        .call(() ->
                                identity.createUserQuery().memberOfGroup(group).list())
                        .stream()
                        .filter(member -> !barred.contains(UserId.of(member.getId())))
                        .map(User::getEmail)
                        .filter(address -> address != null && !address.isBlank())
                        .map(String::strip);
    }
}
