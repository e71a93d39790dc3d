package io.eseal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** A form of Tasklist, or one group of its fields, used by the labels that people read. */
record TaskForm(Locator area) {

    private static final int MOST_TRIES = 5;
    /** Script that waits until nothing of the form has changed for a fifth of a second. */
    private static final String AT_REST = """
            form => new Promise(done => {
              let rest;
              const watch = new MutationObserver(wait);
              function wait() {
                clearTimeout(rest);
                rest = setTimeout(() => { watch.disconnect(); done(); }, 200);
              }
              watch.observe(form, {subtree: true, childList: true, attributes: true, characterData: true});
              wait();
            })""";

    TaskForm shown() {
        assertThat(area.locator(".fjs-form")).isVisible();
        return this;
    }

    TaskForm group(String name) {
        return new TaskForm(area.getByRole(
                AriaRole.GROUP, new Locator.GetByRoleOptions().setName(name).setExact(true)));
    }

    /**
     * Again when the form was just being drawn anew: what is typed then goes nowhere. Spaces may be set by the form.
     */
    TaskForm fill(String label, String value) {
        Locator field = field(label);
        for (int tries = 0;
                tries < MOST_TRIES && (tries == 0 || !plain(field.inputValue()).equals(plain(value)));
                tries++) {
            field.fill(value);
            atRest();
        }
        return this;
    }

    /** A choice brings other fields, and the form draws them in more than one step. */
    private TaskForm atRest() {
        area.evaluate(AT_REST);
        return this;
    }

    private static String plain(String value) {
        return value.replaceAll("\\s", "");
    }

    /** Types a day and closes the calendar: it hands its day on, with all else in the form as it was, only then. */
    TaskForm day(String label, String day) {
        fill(label, day).field(label).press("Enter");
        assertThat(area.page().locator(".flatpickr-calendar.open")).hasCount(0);
        return this;
    }

    TaskForm tick(String label) {
        field(label).check();
        return atRest();
    }

    /** Opens a list of values and takes one. */
    TaskForm choose(String label, String value) {
        select(label).locator(".fjs-input-group").click();
        area.page()
                .locator(".fjs-dropdownlist-item")
                .getByText(value, new Locator.GetByTextOptions().setExact(true))
                .click();
        return this;
    }

    TaskForm clear(String label) {
        select(label).locator(".fjs-select-cross").click();
        return this;
    }

    /** A line of one of the form's tables. */
    Locator fact(String name) {
        return area.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions()
                        .setHas(area.page()
                                .getByRole(
                                        AriaRole.CELL,
                                        new Page.GetByRoleOptions()
                                                .setName(name)
                                                .setExact(true))));
    }

    private Locator select(String label) {
        return area.locator(".fjs-form-field-select")
                .filter(new Locator.FilterOptions()
                        .setHas(area.page()
                                .locator("label")
                                .filter(new Locator.FilterOptions().setHasText(label(label)))));
    }

    Locator field(String label) {
        return area.getByLabel(label(label));
    }

    void complete() {
        button("Complete").click();
    }

    /** Completes the task and waits until Tasklist has put it away. */
    void completed() {
        complete();
        assertThat(area).isHidden();
    }

    void start() {
        button("Start").click();
        assertThat(area).isHidden();
    }

    Locator button(String name) {
        return area.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Required fields carry an asterisk. The browser reads the pattern, and knows no quotes of Java's. */
    private static Pattern label(String text) {
        return Pattern.compile("^\\s*" + text.replaceAll("[^\\w\\s]", "\\\\$0") + "\\*?\\s*$");
    }
}
