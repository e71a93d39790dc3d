package io.eseal.certificate;

import io.eseal.id.UserId;
import io.eseal.security.RunAsSystem;
import io.eseal.security.SignedInNames;
import io.eseal.text.VisibleText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** Finds the user who is meant by a name or a user id that a person typed. */
@Component
class People {

    private static final int FEWEST_DIGITS_OF_A_TELEPHONE = 5;

    private final IdentityService identity;
    private final RunAsSystem system;
    private final SignedInNames signedIn;

    People(IdentityService identity, RunAsSystem system, SignedInNames signedIn) {
        this.identity = identity;
        this.system = system;
        this.signedIn = signedIn;
    }

    /**
     * A person, by text and by user account.
     *
     * @param text the text that was typed
     * @param user the user's id, when the text is the id, the email address or the name of exactly one user
     * @param names all names by which the person is known
     */
    record Person(String text, Optional<UserId> user, List<PersonName> names) {

        /** Returns whether both can be the same person. */
        boolean canBe(Person other) {
            boolean sameUser = user.isPresent() && user.equals(other.user);
            return sameUser
                    || UserId.of(text).equals(UserId.of(other.text))
                    || names.stream().anyMatch(name -> other.names.stream().anyMatch(name::canBe));
        }

        /**
         * Returns whether the text can be a person's name: it has letters, is not a telephone number, and is not a
         * phrase such as "the recipient" or "n/a".
         */
        boolean isNamed() {
            return user.isPresent()
                    || names.stream().anyMatch(name -> !name.isNobody())
                            && VisibleText.hasLetter(text)
                            && VisibleText.withoutInvisible(text)
                                            .codePoints()
                                            .filter(Character::isLetter)
                                            .count()
                                    > 1
                            && text.codePoints().filter(Character::isDigit).count() < FEWEST_DIGITS_OF_A_TELEPHONE;
        }

        private Person alsoCalled(List<String> more) {
            return new Person(
                    text,
                    user,
                    Stream.concat(
                                    names.stream(),
                                    more.stream().map(People::withoutDomain).map(PersonName::of))
                            .filter(name -> !name.isEmpty())
                            .toList());
        }

        /** Returns the text for the evidence, with the user's id when it differs. */
        String described() {
            return user.filter(id -> !id.isSpelled(text))
                    .map(id -> text + " (user " + id + ")")
                    .orElse(text);
        }
    }

    /** Returns the caller, with all names that the identity provider supplies. */
    Person acting(String id) {
        return find(id).alsoCalled(signedIn.names());
    }

    /**
     * Finds the person for a text. With an identity provider the service has no list of users, so no user is found and
     * an id is compared by its own words alone.
     */
    Person find(String text) {
        UserId typed = UserId.of(text);
        List<User> users = users();
        List<User> byId = users.stream()
                .filter(user -> typed.equals(UserId.of(user.getId()))
                        || user.getEmail() != null && typed.equals(UserId.of(user.getEmail())))
                .toList();
        List<User> found = byId.isEmpty()
                ? users.stream()
                        .filter(user -> nameOf(user).canBe(PersonName.of(text)))
                        .toList()
                : byId;
        Optional<User> user = found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
        List<PersonName> names = Stream.concat(
                        Stream.of(PersonName.of(withoutDomain(text))),
                        user.stream().flatMap(one -> Stream.of(PersonName.of(withoutDomain(one.getId())), nameOf(one))))
                .filter(name -> !name.isEmpty())
                .toList();
        return new Person(text, user.map(User::getId).map(UserId::of), names);
    }

    private List<User> users() {
        return system.call(() -> identity.isReadOnly()
                ? List.<User>of()
                : identity.createUserQuery().list());
    }

    private static PersonName nameOf(User user) {
        return PersonName.of(
                Objects.toString(user.getFirstName(), "") + " " + Objects.toString(user.getLastName(), ""));
    }

    /**
     * Returns the id without the domain of an email address and without the part behind a plus sign, which belong to no
     * name.
     */
    private static String withoutDomain(String id) {
        int at = id.indexOf('@');
        return at > 0 ? id.substring(0, at).replaceFirst("(?<=.)\\+.*", "") : id;
    }
}
