package io.eseal.task;

import io.eseal.lifecycle.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Definition of one user task: everything that the service needs about it besides the model and its form, declared as a
 * bean in the package of its phase. {@code docs/architecture.md} lists what else a new task needs.
 *
 * @param id the element's id in the model
 * @param doers who may do it
 * @param answer the inputs with which it is completed
 * @param display how it is shown
 * @param mail the mail that is sent when it is created
 * @param work the work that is under way while it waits, if others ask about it
 */
public record UserTaskDefinition(
        String id,
        TaskDoers doers,
        TaskAnswer answer,
        TaskDisplay display,
        TaskMail mail,
        Optional<WorkUnderWay> work) {

    /** Begins a definition: a task whose form has its id, without inputs, and with the general mail. */
    public static Builder task(String id, TaskList list) {
        return new Builder(id, list);
    }

    /** Builds a definition; settings that are not called keep their defaults. */
    public static final class Builder {

        private final String id;
        private final TaskList list;
        private final List<TaskInput> inputs = new ArrayList<>();
        private String form;
        private boolean requester;
        private List<String> groups = List.of();
        private Optional<TaskBar> bar = Optional.empty();
        private Optional<String> actOfDoers = Optional.empty();
        private List<String> edited = List.of();
        private Optional<Outcome> editedWith = Optional.empty();
        private boolean wholeRequest;
        private boolean paymentInTitle;
        private boolean price;
        private Optional<Duration> due = Optional.empty();
        private Optional<Duration> followUp = Optional.empty();
        private TaskMail.Kind mail = TaskMail.Kind.TASK_WAITING;
        private boolean remindedByModel;
        private Optional<WorkUnderWay> work = Optional.empty();

        private Builder(String id, TaskList list) {
            this.id = id;
            this.list = list;
            this.form = id;
        }

        /** Lets any member of the groups do the task. */
        public Builder doneBy(String... members) {
            groups = List.of(members);
            return this;
        }

        /** Assigns the task to the requester; members of the groups may do it in the requester's place. */
        public Builder doneByRequesterOr(String... members) {
            requester = true;
            return doneBy(members);
        }

        /** Excludes people because of what they did on the request before. */
        public Builder bars(TaskBar people) {
            bar = Optional.of(people);
            return this;
        }

        /**
         * Tells operators when the bar excludes everybody.
         *
         * @param act completes the message, such as {@code pay for} the request
         */
        public Builder tellsWhenNobodyMay(String act) {
            actOfDoers = Optional.of(act);
            return this;
        }

        /**
         * Shows the task by a page of this service instead of a form.
         *
         * @param key form key of the page
         */
        public Builder shownBy(String key) {
            form = key;
            return this;
        }

        /** Adds inputs. */
        public Builder asks(TaskInput... asked) {
            inputs.addAll(List.of(asked));
            return this;
        }

        /** Adds the inputs of another answer. */
        public Builder asks(TaskAnswer asked) {
            inputs.addAll(asked.inputs());
            return this;
        }

        /**
         * Lets the task edit part of the request.
         *
         * @param fields the fields at the root of {@code request} that the task edits
         * @param asked the inputs below them that the form asks for
         */
        @SafeVarargs
        public final Builder edits(List<String> fields, List<TaskInput>... asked) {
            edited = fields;
            return asks(TaskInput.REQUEST)
                    .asks(Stream.of(asked).flatMap(List::stream).toArray(TaskInput[]::new));
        }

        /** Limits the edits to one decision. */
        public Builder editsWith(Outcome decision) {
            editedWith = Optional.of(decision);
            return this;
        }

        /**
         * Lets the task edit the request as a whole.
         *
         * @param asked fields of {@code request} that the form asks for
         */
        public Builder editsAll(List<TaskInput> asked) {
            wholeRequest = true;
            return asks(TaskInput.REQUEST).asks(asked.toArray(TaskInput[]::new));
        }

        /** Names the payment method in the task's title. */
        public Builder saysPaymentInTitle() {
            paymentInTitle = true;
            return this;
        }

        /** Shows the highest price of the order at the task. */
        public Builder showsPrice() {
            price = true;
            return this;
        }

        /** Sets the time from the task's creation to its due date. */
        public Builder due(Duration time) {
            due = Optional.of(time);
            return this;
        }

        /** Sets the time from the task's creation to its follow-up date. */
        public Builder followUp(Duration time) {
            followUp = Optional.of(time);
            return this;
        }

        /** Selects the text of the mail that is sent when the task is created. */
        public Builder mails(TaskMail.Kind kind) {
            mail = kind;
            return this;
        }

        /** Suppresses other reminders, because timers of the model send them. */
        public Builder remindedByModel() {
            remindedByModel = true;
            return this;
        }

        /** Tells that this work is under way while the task waits. */
        public Builder isPartOf(WorkUnderWay underWay) {
            work = Optional.of(underWay);
            return this;
        }

        /**
         * Returns the definition.
         *
         * @throws IllegalArgumentException when an input is a field of the request that the task does not edit
         */
        public UserTaskDefinition build() {
            return new UserTaskDefinition(
                    id,
                    new TaskDoers(requester, groups, bar, actOfDoers),
                    new TaskAnswer(inputs, edited, editedWith, wholeRequest),
                    new TaskDisplay(form, list, paymentInTitle, price, due, followUp),
                    new TaskMail(mail, remindedByModel),
                    work);
        }
    }
}
