package io.eseal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import java.nio.file.Path;
import java.util.List;

/** The pictures of one walk, in the order in which they were taken, each at the usual widths of a screen. */
final class Pictures {

    static final int WIDTH = 1280;
    static final int HEIGHT = 800;

    private static final List<Integer> WIDTHS = List.of(WIDTH, 1920);
    private static final int TALLEST = 5000;
    /** Tasklist scrolls within its columns, below its header and above its buttons. */
    private static final String CONTENT_HEIGHT = """
            () => Math.max(document.documentElement.scrollHeight, ...[...document.querySelectorAll('.column-right *, .modal, .ctn-main *')]
              .filter(part => part.scrollHeight > part.clientHeight && part.clientHeight > 200).map(part => part.scrollHeight + 150))""";

    private static final String CUT_OFF = """
            () => [document.documentElement, ...document.querySelectorAll('.fjs-container, .modal-body, main')]
              .filter(part => part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1)
              .map(part => part.tagName + '.' + part.className + ' ' + part.scrollWidth + ' > ' + part.clientWidth)""";

    private final Path folder;
    private int taken;

    Pictures(Path folder) {
        this.folder = folder;
    }

    /** The whole page, however far one would have to scroll; nothing may be cut off at its sides. */
    void take(Page page, String user, String what) {
        taken++;
        for (int width : WIDTHS) {
            page.setViewportSize(width, HEIGHT);
            int height = ((Number) page.evaluate(CONTENT_HEIGHT)).intValue();
            page.setViewportSize(width, Math.min(Math.max(HEIGHT, height), TALLEST));
            String name = "%02d-%s-%s-%d".formatted(taken, user, what, width);
            shoot(page, name);
            assertThat((List<?>) page.evaluate(CUT_OFF))
                    .as("cut off in " + name)
                    .isEmpty();
        }
        page.setViewportSize(WIDTH, HEIGHT);
    }

    void shoot(Page page, String user, String what) {
        taken++;
        shoot(page, "%02d-%s-%s".formatted(taken, user, what));
    }

    private void shoot(Page page, String name) {
        page.screenshot(new ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }

    Path file(String name) {
        return folder.resolve(name);
    }
}
