package org.vigil.worklist.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.ExplanationWanted;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.fixture.OwnState;
import org.vigil.worklist.fixture.Sender;
import org.vigil.worklist.fixture.StudyEvents;

/** The page in a real browser: for every reader, on a phone, and without a mouse. */
@QuarkusIntegrationTest
@Timeout(300)
@TestProfile(OwnState.class)
@QuarkusTestResource(EmbeddedStack.class)
class PageBrowserIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final int DESK = 1440;
  private static final int PHONE = 360;
  private static final Pattern BLOB = Pattern.compile("blob:.*");

  /** Every view by name, with its address and what says that it is there. */
  private static final Map<String, View> VIEWS =
      Map.of(
          "list", new View("#/", "row"),
          "read", new View("#/?state=read", "row"),
          "empty", new View("#/?kind=tongue", "list-message"),
          "study", new View(study(SampleWard.SKIN), "finding"),
          "abstained", new View(study(SampleWard.ABSTAINED), "abstention"),
          "unknown", new View("#/study/nobody", "study-state"),
          "runs", new View("#/runs", "run-link"),
          "run", new View("#/runs/" + SampleRuns.OVER, "gate"),
          "upload", new View("#/upload", "upload-form"));

  private static ReadersBrowser browser;

  @TestHTTPResource("/")
  String address;

  private record View(String hash, String sign) {}

  private static String study(String name) {
    return "#/study/" + StudyEvents.id(name);
  }

  @BeforeEach
  void fillOnce() {
    if (browser == null) {
      browser = ReadersBrowser.start(address);
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> when().get("/q/health/ready").then().statusCode(200));
      try (Sender sender = new Sender(EmbeddedStack.kafka().bootstrapServers())) {
        new SampleWard(sender, EmbeddedStack.store()).fill();
      }
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                when().get("/api/worklist").then().body("total", equalTo(SampleWard.OPEN));
                when().get("/api/worklist?state=read").then().body("total", equalTo(1));
              });
    }
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      browser = null;
    }
  }

  static Stream<Arguments> everyViewInEveryForm() {
    return VIEWS.keySet().stream()
        .sorted()
        .flatMap(
            view ->
                Stream.of(
                    Arguments.of(view, DESK, ColorScheme.LIGHT),
                    Arguments.of(view, DESK, ColorScheme.DARK),
                    Arguments.of(view, PHONE, ColorScheme.LIGHT)));
  }

  @ParameterizedTest
  @MethodSource("everyViewInEveryForm")
  void everybodyCanUseIt(String view, int width, ColorScheme colours) {
    Page page = open(view, width, colours);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(screenshot("%s-%d-%s".formatted(view, width, colours))));
    AxeResults results =
        new AxeBuilder(page)
            .withTags(
                List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
            .analyze();
    assertTrue(results.violationFree(), () -> told(results));
    assertNothingSideways(page);
    assertTrue(unexpected().isEmpty(), () -> unexpected().toString());
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(screenshot("%s-%d-%s".formatted(view, width, colours))));
  }

  @Test
  void aHeatMapIsLaidOverTheImageAsOpaqueAsTheReaderWantsAndSaysWhatItIs() {
    Page page = browser.open(study(SampleWard.URGENT), DESK, ColorScheme.LIGHT);
    assertThat(page.locator("vigil-viewer")).hasAttribute("data-state", "shown");
    assertThat(page.getByTestId("heat-map-meaning")).containsText("not an outline of disease");
    double before = redness(page);
    page.getByTestId("heat-map-show").click();
    assertThat(page.getByTestId("heat-map")).hasAttribute("data-state", "shown");
    assertThat(page.getByTestId("heat-map-making")).containsText("Grad-CAM++ on a grid of 4 × 4");
    await().atMost(LIMIT).until(() -> redness(page) > before + 50);
    double half = redness(page);
    page.getByTestId("heat-map-opacity").fill("100");
    await().atMost(LIMIT).until(() -> redness(page) > half + 20);
    page.screenshot(new Page.ScreenshotOptions().setPath(screenshot("heat-map")));
    page.getByTestId("heat-map-show").click();
    await().atMost(LIMIT).until(() -> Math.abs(redness(page) - before) < 1);
    assertThat(page.getByTestId("canvas")).hasAttribute("data-overlay", "false");
    assertTrue(unexpected().isEmpty(), () -> unexpected().toString());
  }

  @Test
  void aHeatMapThatIsNotThereIsAskedFor() {
    Page page = browser.open(study(SampleWard.SKIN), DESK, ColorScheme.LIGHT);
    assertThat(page.locator("vigil-viewer")).hasAttribute("data-state", "shown");
    page.getByTestId("heat-map-show").click();
    assertThat(page.getByTestId("heat-map")).hasAttribute("data-state", "asked");
    EventCodec<ExplanationWanted> codec = EventCodec.of(ExplanationWanted.class);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                EmbeddedStack.committed(Topics.EXPLANATIONS_WANTED.name()).stream()
                    .map(codec::decode)
                    .anyMatch(
                        wish ->
                            wish.getStudyId().equals(StudyEvents.id(SampleWard.SKIN))
                                && wish.getFinding().equals("MEL")
                                && wish.getImages().size() == 2));
  }

  /** How much redder than green the lower half of the picture is, 0 to 255. */
  private static double redness(Page page) {
    return ((Number)
            page.getByTestId("canvas")
                .evaluate(
                    """
                    canvas => {
                      const { width, height } = canvas;
                      const { data } = canvas.getContext('2d')
                        .getImageData(width / 2 - 20, height * 0.7, 40, 40);
                      let sum = 0;
                      for (let i = 0; i < data.length; i += 4) sum += data[i] - data[i + 1];
                      return sum / (data.length / 4);
                    }
                    """))
        .doubleValue();
  }

  private Page open(String view, int width, ColorScheme colours) {
    Page page = browser.open(VIEWS.get(view).hash(), width, colours);
    assertThat(page.getByTestId("connection")).containsText("Live");
    assertThat(page.getByTestId(VIEWS.get(view).sign()).first()).isVisible();
    if (VIEWS.get(view).hash().contains("#/study/s")) {
      assertThat(page.locator("vigil-viewer")).hasAttribute("data-state", "shown");
    }
    return page;
  }

  private static void assertNothingSideways(Page page) {
    Object wider =
        page.evaluate(
            """
            () => {
              const root = document.scrollingElement;
              const beyond = [...document.querySelectorAll('body *')].filter((element) => {
                const { right, left, width } = element.getBoundingClientRect();
                return width > 0 && (right > innerWidth + 1 || left < -1)
                  && getComputedStyle(element).position !== 'absolute';
              });
              return root.scrollWidth > innerWidth ? beyond.map((e) => e.outerHTML.slice(0, 120)) : [];
            }
            """);
    assertEquals(List.of(), wider, "the page scrolls sideways");
  }

  /**
   * The browser tells refusals as errors: of a study that does not exist (404), and of a filter of
   * similar cases that no case passes (400).
   */
  private List<String> unexpected() {
    return browser.complaints().stream()
        .filter(text -> !text.contains("404") && !text.contains("status of 400"))
        .toList();
  }

  private static String told(AxeResults results) {
    StringBuilder text = new StringBuilder();
    results
        .getViolations()
        .forEach(
            rule -> {
              text.append('\n').append(rule.getId()).append(": ").append(rule.getHelp());
              rule.getNodes()
                  .forEach(
                      node ->
                          text.append("\n  ")
                              .append(node.getTarget())
                              .append(' ')
                              .append(node.getFailureSummary()));
            });
    return text.toString();
  }

  @Test
  void theKeysAloneLeadFromTheListToAVerdictAndToTheNextStudy() {
    Page page = open("list", DESK, ColorScheme.LIGHT);
    assertThat(page.getByTestId("row").first()).hasAttribute("data-study-id", id("overdue"));
    page.keyboard().press("j");
    page.keyboard().press("j");
    assertEquals(id(SampleWard.STAT), page.evaluate("document.activeElement.dataset.studyId"));
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("study")).hasAttribute("data-study-id", id(SampleWard.STAT));
    assertThat(page.locator("vigil-viewer")).hasAttribute("data-state", "shown");
    page.keyboard().press("i");
    assertThat(page.getByTestId("canvas")).hasAttribute("data-invert", "true");
    page.keyboard().press("d");
    page.keyboard().type("Nothing to report");
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().type("Dr Keys");
    page.keyboard().press("Control+Enter");
    assertThat(page.getByTestId("verdict-done")).isVisible();
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("study")).hasAttribute("data-study-id", id("overdue"));
    page.keyboard().press("Escape");
    assertThat(page.getByTestId("worklist")).isVisible();
    when().get("/api/studies/" + id(SampleWard.STAT)).then().body("state", equalTo("read"));
  }

  @Test
  void theTabKeyReachesEveryControlInSightAndShowsWhereItIs() {
    Page page = open("study", DESK, ColorScheme.LIGHT);
    page.evaluate("document.activeElement.blur()");
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      page.keyboard().press("Tab");
      reached.add(
          (String)
              page.evaluate(
                  """
                  () => {
                    const element = document.activeElement;
                    const style = getComputedStyle(element);
                    const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                    return (element.dataset.testid ?? element.className) + (marked ? '' : ' UNMARKED');
                  }
                  """));
    }
    for (String control :
        List.of(
            "back",
            "next",
            "canvas",
            "tool-invert",
            "thumbnail",
            "verdict-MEL-present",
            "verdict-diagnosis",
            "verdict-note",
            "verdict-reader",
            "verdict-submit")) {
      assertTrue(reached.contains(control), () -> control + " not in " + reached);
    }
  }

  @Test
  void aRunIsFollowedFromTheListToItsReportAndToItsWorstCase() {
    Page page = browser.open("#/", DESK, ColorScheme.LIGHT);
    page.getByTestId("open-runs").click();
    assertThat(page.getByTestId("run-link")).hasCount(3);
    assertThat(page.getByTestId("run-state").first()).hasText("Training");
    assertThat(page.getByTestId("run-state").last()).hasText("Failed");
    assertThat(page.getByTestId("runs")).containsText("the disk is too full");
    page.getByTestId("run-link").nth(1).click();
    assertThat(page.getByTestId("gate-outcome")).hasText("passed");
    assertThat(page.getByTestId("per-class")).containsText("0.940 (0.880–0.990)");
    assertThat(page.locator(".chart .series.other")).hasCount(1);
    page.getByTestId("worst").locator("a").click();
    assertThat(page.getByTestId("study")).hasAttribute("data-study-id", id(SampleWard.URGENT));
  }

  @Test
  void theCurvesOfARunGrowWhileItIsLookedAt() {
    Page page = browser.open("#/runs/" + SampleRuns.AT_WORK, DESK, ColorScheme.LIGHT);
    assertThat(page.getByTestId("connection")).containsText("Live");
    assertThat(page.getByTestId("run")).containsText("epoch 3 of 12");
    assertThat(page.locator(".chart").first().locator(".dot")).hasCount(3);
    try (Sender sender = new Sender(EmbeddedStack.kafka().bootstrapServers())) {
      new SampleRuns(sender, EmbeddedStack.store()).another(4);
    }
    assertThat(page.getByTestId("run")).containsText("epoch 4 of 12");
    assertThat(page.locator(".chart").first().locator(".dot")).hasCount(4);
    assertTrue(unexpected().isEmpty(), () -> unexpected().toString());
  }

  @Test
  void aVerdictIsGivenAndTakenBackAndTheStudyWaitsAgain() {
    Page page = browser.open(study("routine3"), DESK, ColorScheme.LIGHT);
    page.getByTestId("verdict-note").fill("Seen");
    page.getByTestId("verdict-reader").fill("Dr Regret");
    assertThat(page.getByTestId("verdict-take-back")).not().isVisible();
    page.getByTestId("verdict-submit").click();
    assertThat(page.getByTestId("study-read")).isVisible();
    page.getByTestId("amend").click();
    page.getByTestId("verdict-take-back").click();
    assertThat(page.getByTestId("study-read")).hasCount(0);
    assertThat(page.getByTestId("verdict").first()).containsText("Taken back");
    assertThat(page.getByTestId("verdict-take-back")).not().isVisible();
    assertThat(page.getByTestId("verdict-note")).hasValue("");
    assertTrue(unexpected().isEmpty(), () -> unexpected().toString());
  }

  @Test
  void theSimilarCasesAreReachedByKeyAndFilteredAndOpened() {
    Page page = open("study", DESK, ColorScheme.LIGHT);
    assertThat(page.getByTestId("similar")).hasAttribute("data-state", "shown");
    assertThat(page.getByTestId("similar-case")).hasCount(3);
    assertThat(page.getByTestId("similar-diagnosis").first()).hasText("Melanoma");
    assertThat(page.getByTestId("similar-summary")).containsText("Melanoma 2 of 3 (21–94 %)");
    assertThat(page.getByTestId("similar-summary")).containsText("The sender named no patient");
    assertThat(page.locator(".similar-case img").first()).hasAttribute("src", BLOB);
    page.getByTestId("similar-finding").selectOption("BCC");
    assertThat(page.getByTestId("similar-reservation")).containsText("passes these filters");
    page.getByTestId("similar-finding").selectOption("");
    assertThat(page.getByTestId("similar-case")).hasCount(3);
    page.evaluate("document.activeElement.blur()");
    page.keyboard().press("s");
    assertEquals(id("naevus"), page.evaluate("document.activeElement.dataset.studyId"));
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("study")).hasAttribute("data-study-id", id("naevus"));
  }

  @Test
  void whereNothingIsCloseThePageSaysSoFirst() {
    Page page = open("abstained", DESK, ColorScheme.LIGHT);
    assertThat(page.getByTestId("similar")).hasAttribute("data-state", "far");
    assertThat(page.getByTestId("similar-reservation"))
        .hasText(
            "Nothing close enough. The nearest case is at 0.61; 0.83 counts as close here, as"
                + " learnt from 120 cases.");
    assertThat(page.getByTestId("similar-case")).not().isVisible();
    page.getByTestId("similar-far").locator("summary").press("Enter");
    assertThat(page.getByTestId("similar-case")).isVisible();
  }

  private static String id(String name) {
    return StudyEvents.id(name);
  }

  private static Path screenshot(String name) {
    return Path.of("target", "screenshots", name + ".png");
  }
}
