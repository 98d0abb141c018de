package org.vigil.worklist.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.schemas.event.Abstained;
import org.vigil.schemas.event.BundleRegistered;
import org.vigil.schemas.event.FindingScore;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.fixture.AnotherState;
import org.vigil.worklist.fixture.Sender;
import org.vigil.worklist.fixture.StudyEvents;

/**
 * Words from outside that would be scripts, in every place of the page that shows words: they are
 * shown as words and run nowhere (docs/security.md).
 */
@QuarkusIntegrationTest
@Timeout(300)
@TestProfile(AnotherState.class)
@QuarkusTestResource(EmbeddedStack.class)
class HostileWordsIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final int DESK = 1440;

  /** Ways out of text, of an attribute, of a template and of a script. */
  private static final List<String> SPELLS =
      List.of(
          "<img src=x onerror=window.pwned=1>",
          "\"><script>window.pwned=1</script>",
          "' onmouseover='window.pwned=1",
          "</textarea><svg onload=window.pwned=1>",
          "javascript:window.pwned=1",
          "${window.pwned=1}{{window.pwned=1}}",
          "=HYPERLINK(\"http://x\")",
          "\u202Egnp.exe<iframe srcdoc='<script>parent.pwned=1</script>'>");

  private static final String SPELL = String.join(" ", SPELLS);
  private static ReadersBrowser browser;

  @TestHTTPResource("/")
  String address;

  @BeforeEach
  void studiesWithSuchWordsAreListed() {
    if (browser != null) {
      return;
    }
    browser = ReadersBrowser.start(address);
    await().atMost(LIMIT).untilAsserted(() -> when().get("/q/health/ready").then().statusCode(200));
    try (Sender sender = new Sender(EmbeddedStack.kafka().bootstrapServers())) {
      BundleRegistered bundle = StudyEvents.demonstration(Instant.now());
      bundle.put("notice", SPELL);
      bundle.put("dataLicence", SPELL);
      sender.send(Topics.MODELS_BUNDLES, "chest-xray/1.0.0", bundle);
      send(sender, scored());
      send(sender, abstained());
    }
    await().atMost(LIMIT).until(() -> when().get("/api/worklist").jsonPath().getInt("total") == 2);
    give("scored");
  }

  private static void send(Sender sender, StudyScored study) {
    study.put("metadata", Map.of("sex", SPELL, "age", SPELL, "bodySite", SPELL, SPELL, "x"));
    sender.send(Topics.STUDIES_SCORED, study.getStudyId(), study);
  }

  private static StudyScored scored() {
    StudyScored study = StudyEvents.scored("scored", Instant.now(), 0.9);
    Scored outcome = (Scored) study.getOutcome();
    outcome.put(
        "findings",
        List.of(
            new FindingScore("Pneumonia", SPELL, 0.9, 0.8, null),
            new FindingScore(SPELL, SPELL, 0.7, 0.5, null)));
    outcome.put("inputsMissing", List.of(SPELL));
    outcome.put("preprocessing", SPELL);
    outcome.put("thresholdsVersion", SPELL);
    return study;
  }

  private static StudyScored abstained() {
    StudyScored study = StudyEvents.abstained("abstained", 1, Instant.now());
    study.put("outcome", new Abstained(SPELL, SPELL, StudyEvents.BUNDLE));
    return study;
  }

  private static void give(String name) {
    given()
        .contentType("application/json")
        .body(
            Map.of(
                "reader",
                SPELL.substring(0, 100),
                "diagnosis",
                SPELL,
                "note",
                SPELL,
                "findings",
                List.of(Map.of("finding", SPELL, "present", true))))
        .post("/api/studies/" + StudyEvents.id(name) + "/verdict")
        .then()
        .statusCode(201);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      browser = null;
    }
  }

  @Test
  void theListShowsThemAsWords() {
    Page page = browser.open("#/", DESK, ColorScheme.LIGHT);
    assertThat(page.getByTestId("row").first()).isVisible();
    assertHarmless(page);
    Page read = browser.open("#/?state=read", DESK, ColorScheme.LIGHT);
    assertThat(read.getByTestId("row").first()).isVisible();
    assertHarmless(read);
  }

  @Test
  void aStudyShowsItsReadersWordsAndMetadataAsWords() {
    Page page = browser.open("#/study/" + StudyEvents.id("scored"), DESK, ColorScheme.LIGHT);
    assertThat(page.getByTestId("verdicts")).containsText(SPELLS.getFirst());
    assertThat(page.getByTestId("finding").first()).isVisible();
    assertHarmless(page);
  }

  @Test
  void aStudyShowsWhyThereIsNoScoreAsWords() {
    Page page = browser.open("#/study/" + StudyEvents.id("abstained"), DESK, ColorScheme.LIGHT);
    assertThat(page.getByTestId("abstention")).containsText(SPELLS.getFirst());
    assertHarmless(page);
  }

  @Test
  void theAddressOfTheViewRunsNothing() {
    for (String hash : List.of("#/study/" + SPELLS.getFirst(), "#/?kind=" + SPELLS.get(1))) {
      Page page = browser.open(hash, DESK, ColorScheme.LIGHT);
      assertThat(page.locator("main")).isVisible();
      assertHarmless(page);
    }
  }

  /**
   * Nothing has run, nothing was built of the words, and the browser's policy had nothing to do.
   */
  private static void assertHarmless(Page page) {
    page.evaluate(
        "document.querySelectorAll('main *').forEach(e => e.dispatchEvent(new"
            + " Event('mouseover')))");
    assertEquals("undefined", page.evaluate("typeof window.pwned"));
    assertEquals(0, page.locator("main iframe, main script, main img[src='x']").count());
    assertEquals(0, page.locator("[onerror], [onload], [onmouseover]").count());
    assertEquals(0, page.locator("a[href^='javascript:']").count());
    assertEquals(
        List.of(),
        browser.complaints().stream().filter(c -> c.contains("Content Security Policy")).toList());
  }
}
