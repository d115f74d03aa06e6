package kept.stories;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kept.Cast;
import kept.teams.Person;
import org.junit.jupiter.api.Assumptions;

/// A real browser; tests skip, with the reason, where there is none.
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM =
            Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Browser() {
        playwright = Playwright.create();
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync",
                                                        "--no-first-run",
                                                        // a microphone that beeps
                                                        "--use-fake-ui-for-media-stream",
                                                        "--use-fake-device-for-media-stream",
                                                        "--autoplay-policy=no-user-gesture-required")));
    }

    static Browser open() {
        boolean there = Files.isExecutable(CHROMIUM);
        if (!there) {
            System.out.println(
                    "Skipped: there is no browser at "
                            + CHROMIUM
                            + " (install Chromium, or set CHROMIUM).");
        }
        Assumptions.assumeTrue(there, "no browser at " + CHROMIUM);
        return new Browser();
    }

    /// A window of its own, as wide as a desk or a telephone.
    Page window(int width, boolean dark) {
        BrowserContext context =
                browser.newContext(
                        new com.microsoft.playwright.Browser.NewContextOptions()
                                .setViewportSize(width, 900)
                                .setTimezoneId("Europe/Vienna")
                                .setColorScheme(
                                        dark
                                                ? com.microsoft.playwright.options.ColorScheme.DARK
                                                : com.microsoft.playwright.options.ColorScheme
                                                        .LIGHT));
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    /// Another page of the same reader.
    Page beside(Page page) {
        var other = page.context().newPage();
        other.onPageError(error -> complaints.add(other.url() + ": " + error));
        return other;
    }

    Page signedIn(Person person, int width, boolean dark) {
        var page = window(width, dark);
        page.navigate(url("/sign-in"));
        page.getByLabel("Mail address").fill(person.email());
        page.getByLabel("Password").fill(Cast.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
        page.waitForURL(u -> !u.contains("/sign-in"));
        return page;
    }

    /// What axe finds serious or critical on the page as it is shown (WCAG 2.2 AA).
    static List<String> barriers(Page page) {
        return new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze()
                        .getViolations()
                        .stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(rule ->
                                page.url()
                                        + " "
                                        + rule.getId()
                                        + ": "
                                        + rule.getNodes().getFirst().getHtml())
                        .toList();
    }

    /// What the browser's console complained about.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    static String url(String path) {
        return "http://localhost:" + Story.Peers.WEB + path;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
