package io.eseal.request;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.Organization;
import io.eseal.certcentral.OrganizationValidation;
import io.eseal.certcentral.Product;
import io.eseal.certcentral.User;
import io.eseal.lifecycle.OrderRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Remembers for some minutes what CertCentral answered about the account, so that many requests ask once. Each node
 * remembers for itself. Nothing is decided on these answers that CertCentral does not decide again: it refuses an order
 * that has become impossible meanwhile. The node that was refused then forgets its answers, whatever the cause: the
 * words of a refusal do not tell for certain which answer they speak against.
 */
@Component
class RecentAnswers {

    /** More organisations and contacts than requests name within minutes. */
    private static final int MOST = 1000;

    private final CertCentral certCentral;
    private final Duration kept;
    private final Clock clock;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    RecentAnswers(CertCentral certCentral, RequestSettings settings, Clock clock) {
        this.certCentral = certCentral;
        this.kept = settings.accountAnswersKept();
        this.clock = clock;
    }

    Organization organization(long id) {
        return answer(
                new Question("organization", String.valueOf(id)),
                Organization.class,
                () -> certCentral.organization(id));
    }

    List<OrganizationValidation> organizationValidations(long id) {
        return answer(
                        new Question("validations", String.valueOf(id)),
                        Validations.class,
                        () -> new Validations(certCentral.organizationValidations(id)))
                .list();
    }

    Product product(String nameId) {
        return answer(new Question("product", nameId), Product.class, () -> certCentral.product(nameId));
    }

    User user(long id) {
        return answer(new Question("user", String.valueOf(id)), User.class, () -> certCentral.user(id));
    }

    /**
     * Forgets all answers. To be called when a request is found wrong by them: whoever puts the account right and asks
     * again must not be told what was.
     */
    void forget() {
        answers.clear();
    }

    @EventListener
    void on(OrderRefused refused) {
        forget();
    }

    /** Refusals and failures are not remembered: the question throws. */
    private <T> T answer(Question question, Class<T> type, Supplier<T> asked) {
        Instant now = clock.instant();
        Answer known = answers.get(question);
        if (known != null && now.isBefore(known.at().plus(kept))) {
            return type.cast(known.value());
        }
        T value = asked.get();
        if (answers.size() >= MOST) {
            answers.clear();
        }
        // As old as the question: the answer may have been on its way for long.
        answers.put(question, new Answer(value, now));
        return value;
    }

    private record Question(String kind, String id) {}

    private record Answer(Object value, Instant at) {}

    private record Validations(List<OrganizationValidation> list) {}
}
