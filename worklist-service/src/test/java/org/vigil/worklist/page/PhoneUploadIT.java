package org.vigil.worklist.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.worklist.fixture.OwnState;

/** Photographs from a phone: the hint, the second try, and a network that comes and goes. */
@QuarkusIntegrationTest
@Timeout(300)
@TestProfile(OwnState.class)
@QuarkusTestResource(EmbeddedStack.class)
class PhoneUploadIT {
  private static final int PHONE = 360;

  private static ReadersBrowser browser;

  @TestHTTPResource("/")
  String address;

  private Page page;
  private FakeDoor door;

  @BeforeEach
  void open() {
    if (browser == null) {
      browser = ReadersBrowser.start(address);
      await()
          .atMost(Duration.ofSeconds(120))
          .untilAsserted(() -> when().get("/q/health/ready").then().statusCode(200));
    }
    page = browser.open("#/upload", PHONE, ColorScheme.LIGHT);
    door = FakeDoor.of(page);
    page.getByTestId("upload-kind").selectOption("skin");
    page.getByTestId("upload-site").fill("st-marys");
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      browser = null;
    }
  }

  @Test
  void aBlurredPhotographIsTakenAgainAndSent() throws IOException {
    door.photographsAreBlurred(true);
    take("first.jpg");
    Locator line = page.getByTestId("upload-file");
    assertThat(line).hasAttribute("data-quality", "poor");
    assertThat(page.getByTestId("quality-hints")).containsText("Hold the phone still");
    assertFits();
    screenshot("phone-hint");

    door.photographsAreBlurred(false);
    page.onFileChooser(chooser -> chooser.setFiles(photograph("second.jpg")));
    page.getByTestId("retake").click();
    assertThat(line).containsText("second.jpg");
    assertThat(line).hasAttribute("data-quality", "good");
    assertThat(line).hasCount(1);
    assertEquals(1, door.heldUploads(), "the first is not kept");
    screenshot("phone-retaken");

    page.getByTestId("upload-submit").click();
    assertThat(page.getByTestId("step-accepted")).hasAttribute("data-state", "done");
    assertTrue(door.studies().get(0).contains("\"upload\":\"" + "%032x".formatted(2) + "\""));
    screenshot("phone-sent");
  }

  @Test
  void whenTheNetworkDropsSendingGoesOnByItself() throws IOException {
    door.goAway();
    take("lesion.jpg");
    Locator line = page.getByTestId("upload-file");
    assertThat(line).hasAttribute("data-step", "waiting");
    assertThat(page.getByTestId("file-state")).containsText("The network is away");
    page.getByTestId("upload-submit").click();
    assertThat(page.getByTestId("interrupted")).isVisible();
    assertFits();
    screenshot("phone-away");

    door.comeBack();
    page.evaluate("window.dispatchEvent(new Event('online'))");
    assertThat(page.getByTestId("step-accepted")).hasAttribute("data-state", "done");
    assertEquals(1, door.studies().size());
  }

  private void take(String name) throws IOException {
    page.getByTestId("upload-camera").setInputFiles(photograph(name));
    assertThat(page.getByTestId("upload-file")).containsText(Pattern.compile(name));
  }

  private static FilePayload photograph(String name) {
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(214, 160, 135));
    g.fillRect(0, 0, 640, 480);
    g.setColor(new Color(96, 58, 48));
    g.fillOval(220, 140, 200, 200);
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FilePayload(name, "image/jpeg", bytes.toByteArray());
  }

  /** Nothing is wider than the phone. */
  private void assertFits() {
    assertEquals(true, page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"));
  }

  private void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screenshots", name + ".png")));
  }
}
