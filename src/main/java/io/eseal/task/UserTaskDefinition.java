package io.eseal.task;

import io.eseal.lifecycle.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that the service knows of one user task. The model draws it and a form asks it; whatever else treats tasks
 * differently reads it here. A new task is a new element of the model, its form, and a definition, declared as a bean
 * in the package of its phase.
 *
 * @param id the element's id in the model
 */
public record UserTaskDefinition(String id, TaskDoers doers, TaskAnswer answer, TaskDisplay display, TaskMail mail) {

    /** Begins with a task whose form has its id, in which nothing is asked, and that is told like any other. */
    public static Builder task(String id, TaskList list) {
        return new Builder(id, list);
    }

    /** Puts a definition together; what is not called stays as most tasks have it. */
    public static final class Builder {

        private final String id;
        private final TaskList list;
        private final List<TaskInput> inputs = new ArrayList<>();
        private String form;
        private boolean requester;
        private List<String> groups = List.of();
        private Optional<TaskBar> bar = Optional.empty();
        private Optional<String> vacancy = Optional.empty();
        private List<String> edited = List.of();
        private Optional<Outcome> editedWith = Optional.empty();
        private boolean wholeRequest;
        private boolean paymentInTitle;
        private boolean price;
        private Optional<Duration> due = Optional.empty();
        private Optional<Duration> followUp = Optional.empty();
        private TaskMail.Kind mail = TaskMail.Kind.TASK_WAITING;
        private boolean remindedByModel;

        private Builder(String id, TaskList list) {
            this.id = id;
            this.list = list;
            this.form = id;
        }

        /** Any member of the groups may do it. */
        public Builder doneBy(String... members) {
            groups = List.of(members);
            return this;
        }

        /** It is assigned to the requester; members of the groups may do it in their place. */
        public Builder doneByRequesterOr(String... members) {
            requester = true;
            return doneBy(members);
        }

        public Builder bars(TaskBar people) {
            bar = Optional.of(people);
            return this;
        }

        /** Operators are told when the bar leaves nobody who may, such as {@code pay for} the request. */
        public Builder tellsWhenNobodyMay(String act) {
            vacancy = Optional.of(act);
            return this;
        }

        /** @param key of a page of the service's own, shown in place of a form */
        public Builder shownBy(String key) {
            form = key;
            return this;
        }

        public Builder asks(TaskInput... asked) {
            inputs.addAll(List.of(asked));
            return this;
        }

        public Builder asks(TaskAnswer asked) {
            inputs.addAll(asked.inputs());
            return this;
        }

        /** @param asked fields of {@code request} that the form asks for */
        @SafeVarargs
        public final Builder edits(List<String> fields, List<TaskInput>... asked) {
            edited = fields;
            return asks(TaskInput.REQUEST)
                    .asks(Stream.of(asked).flatMap(List::stream).toArray(TaskInput[]::new));
        }

        public Builder editsWith(Outcome decision) {
            editedWith = Optional.of(decision);
            return this;
        }

        /** @param asked fields of {@code request} that the form asks for */
        public Builder editsAll(List<TaskInput> asked) {
            wholeRequest = true;
            return asks(TaskInput.REQUEST).asks(asked.toArray(TaskInput[]::new));
        }

        public Builder saysPaymentInTitle() {
            paymentInTitle = true;
            return this;
        }

        public Builder showsPrice() {
            price = true;
            return this;
        }

        public Builder due(Duration time) {
            due = Optional.of(time);
            return this;
        }

        public Builder followUp(Duration time) {
            followUp = Optional.of(time);
            return this;
        }

        public Builder mails(TaskMail.Kind kind) {
            mail = kind;
            return this;
        }

        public Builder remindedByModel() {
            remindedByModel = true;
            return this;
        }

        public UserTaskDefinition build() {
            return new UserTaskDefinition(
                    id,
                    new TaskDoers(requester, groups, bar, vacancy),
                    new TaskAnswer(inputs, edited, editedWith, wholeRequest),
                    new TaskDisplay(form, list, paymentInTitle, price, due, followUp),
                    new TaskMail(mail, remindedByModel));
        }
    }
}
