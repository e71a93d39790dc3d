package io.eseal.notification;

import io.eseal.id.UserId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** Stores the mail addresses of people who sign in with an OpenID provider; the engine has no addresses of theirs. */
@Component
@ConditionalOnMail
class ProviderAddresses {

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>\",;:\\\\()\\[\\]]{1,64}@[A-Za-z0-9.-]{1,250}\\.[A-Za-z0-9-]{2,63}");

    private final JdbcClient jdbc;
    private final Clock clock;

    ProviderAddresses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns whether the text is a mail address. */
    static boolean isOne(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** Returns the person's address, whatever the spelling of the user id; older rows hold the id as it was given. */
    Optional<String> of(UserId person) {
        return jdbc.sql("""
                select address from mail_address where user_id in (:id, :person) order by seen_at desc fetch first 1 rows only""")
                .param("id", person.value())
                .param("person", person.normal())
                .query(String.class)
                .optional();
    }

    /** Stores the address of a person who signs in, unless the provider says that it is not verified. */
    @EventListener
    void on(InteractiveAuthenticationSuccessEvent signedIn) {
        if (signedIn.getAuthentication().getPrincipal() instanceof OidcUser person
                && !Boolean.FALSE.equals(person.getEmailVerified())) {
            Optional.ofNullable(person.getEmail())
                    .filter(ProviderAddresses::isOne)
                    .ifPresent(address ->
                            keep(UserId.of(signedIn.getAuthentication().getName()), address));
        }
    }

    private void keep(UserId person, String address) {
        if (write("update mail_address set address = :address, seen_at = :now where user_id = :id", person, address)
                == 0) {
            try {
                write(
                        "insert into mail_address (user_id, address, seen_at) values (:id, :address, :now)",
                        person,
                        address);
            } catch (DuplicateKeyException signedInTwiceAtOnce) {
                write(
                        "update mail_address set address = :address, seen_at = :now where user_id = :id",
                        person,
                        address);
            }
        }
    }

    private int write(String sql, UserId person, String address) {
        return jdbc.sql(sql)
                .param("id", person.normal())
                .param("address", address)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
