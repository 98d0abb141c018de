package org.vigil.local.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vigil.local.demo.SyntheticStudies;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.Service;
import org.vigil.local.web.IngestClient;

/**
 * The page in a real browser on a real stack: order, live update, upload, verdict. Screenshots are
 * build output.
 */
@ExtendWith(SharedStack.class)
class PageIT {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void aReaderSeesStudiesArriveUploadsOneAndGivesAVerdict(LocalStack stack) throws Exception {
    assumeTrue(
        Files.isExecutable(CHROMIUM), "no " + CHROMIUM + ": install Debian's chromium to run this");
    Path radiograph = RealImages.chestJpegToUpload();
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(options())) {
      Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1440, 1100));
      page.navigate(stack.settings().ports().url(Service.WORKLIST));
      assertThat(page.getByTestId("connection")).containsText("Live", patient());
      page.evaluate("window.neverLoadedAgain = true");

      List<String> sent = send(stack, 7);
      for (String study : sent) {
        assertThat(row(page, study)).isVisible(visible());
      }
      WorklistReader worklist = new WorklistReader(stack);
      await().atMost(PATIENCE).untilAsserted(() -> assertSameOrder(worklist, page));
      assertEquals(true, page.evaluate("window.neverLoadedAgain"), "the page was loaded again");
      shoot(page, "worklist");

      String uploaded = upload(page, radiograph);
      shoot(page, "upload");
      page.getByTestId("open-sent").first().click();
      assertThat(page.getByTestId("canvas")).isVisible();
      assertThat(page.getByTestId("finding").first()).isVisible(visible());
      verdict(page);
      shoot(page, "study");
      page.getByTestId("back").click();
      assertThat(row(page, sent.getFirst())).isVisible(visible());
      assertThat(row(page, uploaded)).hasCount(0, count());
      assertEquals("read", worklist.json("/api/studies/" + uploaded).get("state").asText());
    }
  }

  /** The page shows the studies that the server lists, in its order, numbered from one. */
  private static void assertSameOrder(WorklistReader worklist, Page page) throws Exception {
    List<String> listed =
        worklist.open().stream().map(study -> study.get("studyId").asText()).toList();
    assertEquals(
        listed,
        page.getByTestId("row").all().stream()
            .map(row -> row.getAttribute("data-study-id"))
            .toList());
    assertEquals(
        IntStream.rangeClosed(1, listed.size()).mapToObj(Integer::toString).toList(),
        page.getByTestId("position").allInnerTexts().stream().map(String::strip).toList());
  }

  private static Locator row(Page page, String studyId) {
    return page.locator("[data-testid=row][data-study-id='" + studyId + "']");
  }

  private static List<String> send(LocalStack stack, int studies) throws Exception {
    IngestClient ingest = new IngestClient(stack.settings().ports().url(Service.INGEST));
    List<String> ids = new ArrayList<>();
    for (var shipments = new SyntheticStudies(studies, 7); shipments.hasNext(); ) {
      ids.add(
          assertInstanceOf(IngestClient.Answer.Taken.class, ingest.post(shipments.next()))
              .studyId());
    }
    return ids;
  }

  /** Sends a picture through the upload panel and waits until it has its place. */
  private static String upload(Page page, Path picture) {
    page.getByTestId("open-upload").click();
    page.getByTestId("upload-kind").selectOption("chest-xray");
    page.getByTestId("upload-site").fill("browser");
    page.getByTestId("upload-files").setInputFiles(picture);
    page.getByTestId("upload-submit").click();
    assertThat(page.getByTestId("placed-position")).isVisible(visible());
    assertThat(page.getByTestId("step-placed")).hasAttribute("data-state", "done", attribute());
    return page.getByTestId("sending").first().getAttribute("data-study-id");
  }

  private static void verdict(Page page) {
    page.getByTestId("verdict-reader").fill("dr-test");
    page.getByTestId("verdict-diagnosis").fill("Nothing to report");
    page.getByTestId("verdict-submit").click();
    assertThat(page.getByTestId("verdict-done")).isVisible(visible());
  }

  private static BrowserType.LaunchOptions options() {
    return new BrowserType.LaunchOptions()
        .setExecutablePath(CHROMIUM)
        .setArgs(
            List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run"));
  }

  private static LocatorAssertions.ContainsTextOptions patient() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE.toMillis());
  }

  private static LocatorAssertions.IsVisibleOptions visible() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE.toMillis());
  }

  private static LocatorAssertions.HasCountOptions count() {
    return new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE.toMillis());
  }

  private static LocatorAssertions.HasAttributeOptions attribute() {
    return new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE.toMillis());
  }

  private static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }
}
