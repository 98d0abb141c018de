package org.vigil.worklist.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A headless Chromium on the service's page. What the page complains of is kept. */
final class ReadersBrowser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final double PATIENCE_MILLIS = 90_000;

  private final Playwright playwright;
  private final Browser browser;
  private final String address;
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

  private ReadersBrowser(Playwright playwright, String address) {
    this.playwright = playwright;
    this.address = address;
    this.browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--no-first-run")));
  }

  /** Skips the test where no browser is installed. */
  static ReadersBrowser start(String address) {
    assumeTrue(
        Files.isExecutable(CHROMIUM), "no " + CHROMIUM + ": install Debian's chromium to run this");
    Map<String, String> offline = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    return new ReadersBrowser(
        Playwright.create(new Playwright.CreateOptions().setEnv(offline)), address);
  }

  /**
   * Opens a view, as a reader who comes for the first time.
   *
   * @param hash the view's address on the page
   */
  Page open(String hash, int width, ColorScheme colours) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, width < 600 ? 780 : 900)
                .setColorScheme(colours)
                .setHasTouch(width < 600));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    context.route(SampleCases.ADDRESS + "/**", SampleCases::answer);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.navigate(address + hash);
    return page;
  }

  /** Errors that the page's scripts and the browser's policies have told since the start. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
