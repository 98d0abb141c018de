package org.vigil.local.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.local.demo.SyntheticStudies;
import org.vigil.local.send.Shipment;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.Service;
import org.vigil.local.stack.StackListener;
import org.vigil.local.stack.StackPorts;
import org.vigil.local.stack.StackSettings;
import org.vigil.local.web.IngestClient;

/**
 * The page in a real browser on a real stack: order, live update, upload, verdict. Screenshots are
 * build output.
 */
class PageIT {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final double PATIENCE_MILLIS = 60_000;

  @TempDir Path home;

  @Test
  void aReaderSeesStudiesArriveUploadsOneAndGivesAVerdict() throws Exception {
    assumeTrue(
        Files.isExecutable(CHROMIUM), "no " + CHROMIUM + ": install Debian's chromium to run this");
    Path root = Path.of(System.getProperty("vigil.root"));
    try (LocalStack stack =
            new LocalStack(
                StackSettings.of(root, home, StackPorts.free()), StackListener.silent());
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(options())) {
      stack.start();
      Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1440, 900));
      page.navigate(stack.settings().ports().url(Service.WORKLIST));
      assertThat(page.getByTestId("connection")).containsText("Live", patient());

      List<Shipment> studies = studies(7);
      IngestClient ingest = new IngestClient(stack.settings().ports().url(Service.INGEST));
      for (Shipment study : studies) {
        assertInstanceOf(IngestClient.Answer.Taken.class, ingest.post(study));
      }
      Locator rows = page.getByTestId("row");
      assertThat(rows)
          .hasCount(7, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
      assertEquals(
          List.of("1", "2", "3", "4", "5", "6", "7"),
          page.getByTestId("position").allInnerTexts().stream().map(String::strip).toList());
      shoot(page, "worklist");

      upload(page, picture());
      shoot(page, "upload");
      page.getByTestId("open-sent").first().click();
      assertThat(page.getByTestId("canvas")).isVisible();
      verdict(page);
      shoot(page, "study");
    }
  }

  private void upload(Page page, Path picture) {
    page.getByTestId("open-upload").click();
    page.getByTestId("upload-kind").selectOption("chest-xray");
    page.getByTestId("upload-site").fill("browser");
    page.getByTestId("upload-files").setInputFiles(picture);
    page.getByTestId("upload-submit").click();
    assertThat(page.getByTestId("placed-position"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
  }

  private static void verdict(Page page) {
    page.getByTestId("verdict-reader").fill("dr-test");
    page.getByTestId("verdict-diagnosis").fill("Nothing to report");
    page.getByTestId("verdict-submit").click();
    assertThat(page.getByTestId("verdict-done"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
  }

  /** A grey gradient as a radiograph's stand-in. */
  private Path picture() throws IOException {
    BufferedImage image = new BufferedImage(200, 160, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.getRaster().setSample(x, y, 0, (x + y) / 2);
      }
    }
    Path file = home.resolve("upload.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static List<Shipment> studies(int count) {
    List<Shipment> studies = new ArrayList<>();
    new SyntheticStudies(count, 7).forEachRemaining(studies::add);
    return studies;
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
    return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
  }

  private static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }
}
