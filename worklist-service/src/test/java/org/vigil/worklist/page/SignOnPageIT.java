package org.vigil.worklist.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.embedded.testing.IdentityProvider.Person;
import org.vigil.embedded.testing.SignOnServer;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.fixture.OwnState;
import org.vigil.worklist.fixture.Sender;
import org.vigil.worklist.fixture.StudyEvents;

/** A reader signs on at the identity provider, in a real browser (docs/access.md). */
@QuarkusIntegrationTest
@Timeout(300)
@TestProfile(OwnState.class)
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(value = SignOnServer.class, restrictToAnnotatedClass = true)
class SignOnPageIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Person OVERSEER = new Person("olga", List.of("reader"), List.of("*"));
  private static final Person NORA = new Person("nora", List.of("reader"), List.of("st-olav"));
  private static final int DESK = 1440;

  private static ReadersBrowser browser;

  @TestHTTPResource("/")
  String address;

  @BeforeEach
  void aStudyOfEachOfTwoSitesIsListed() {
    if (browser != null) {
      return;
    }
    browser = ReadersBrowser.start(address);
    await().atMost(LIMIT).untilAsserted(() -> when().get("/q/health/ready").then().statusCode(200));
    try (Sender sender = new Sender(EmbeddedStack.kafka().bootstrapServers())) {
      for (String site : List.of("st-olav", "haukeland")) {
        StudyReady study = StudyEvents.ready(site, Instant.now());
        study.put("site", site);
        sender.send(Topics.STUDIES_READY_ROUTINE, study.getStudyId(), study);
      }
    }
    String token = SignOnServer.provider().token(OVERSEER);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                given().auth().oauth2(token).get("/api/worklist").jsonPath().getInt("total") == 2);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      browser = null;
    }
  }

  @Test
  void aReaderSignsOnAndSeesTheStudiesOfTheirSites() {
    SignOnServer.provider().atTheBrowser(NORA);
    Page page = browser.open("#/", DESK, ColorScheme.LIGHT);
    assertThat(page.getByTestId("access")).hasText("Signed on as nora, for st-olav.");
    assertThat(page.getByTestId("row")).hasCount(1);
    assertThat(page.getByTestId("row")).containsText("st-olav");
    assertThat(page.getByTestId("connection")).hasAttribute("data-state", "live");
    // Another test's stranger is told 403.
    assertEquals(List.of(), browser.complaints().stream().filter(c -> !c.contains("403")).toList());
  }

  @Test
  void noScriptCanReadTheSession() {
    SignOnServer.provider().atTheBrowser(NORA);
    Page page = browser.open("#/", DESK, ColorScheme.LIGHT);
    assertThat(page.getByTestId("access")).containsText("nora");
    List<Cookie> session =
        page.context().cookies().stream()
            .filter(cookie -> cookie.name.startsWith("q_session"))
            .toList();
    assertTrue(session.size() > 0 && session.stream().allMatch(c -> c.httpOnly));
    assertEquals("", page.evaluate("document.cookie"));
  }

  @Test
  void theOtherServicesAreAskedInTheReadersName() {
    SignOnServer.provider().atTheBrowser(NORA);
    Page page = browser.open("#/", DESK, ColorScheme.LIGHT);
    assertThat(page.getByTestId("row")).hasCount(1);
    Request asked =
        page.waitForRequest(
            url -> url.url().contains("/similar") && !url.method().equals("OPTIONS"),
            () ->
                page.evaluate("id => location.hash = '#/study/' + id", StudyEvents.id("st-olav")));
    String header = asked.headerValue("authorization");
    assertTrue(header != null && header.startsWith("Bearer ey"), header);
  }

  @Test
  void aVerdictStandsUnderTheNameThatSignedOn() {
    SignOnServer.provider().atTheBrowser(NORA);
    Page page = browser.open("#/study/" + StudyEvents.id("st-olav"), DESK, ColorScheme.LIGHT);
    assertThat(page.getByTestId("verdict-reader")).hasValue("nora");
    assertThat(page.getByTestId("verdict-reader")).not().isEditable();
    page.getByTestId("verdict-diagnosis").fill("nothing new");
    page.getByTestId("verdict-submit").click();
    assertThat(page.getByTestId("verdict-done")).containsText("Verdict saved");
  }

  @Test
  void whoHasNoRoleHereSeesNothing() {
    SignOnServer.provider()
        .atTheBrowser(new Person("eve", List.of("offline_access"), List.of("*")));
    Page page = browser.open("", DESK, ColorScheme.LIGHT);
    assertThat(page.getByTestId("row")).hasCount(0);
    assertEquals(0, page.locator("#app").count());
  }
}
