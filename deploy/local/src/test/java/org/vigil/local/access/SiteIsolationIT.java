package org.vigil.local.access;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vigil.embedded.testing.IdentityProvider.Person;
import org.vigil.local.stack.Service;

/** A caller of one site neither sees nor sends for another, wherever it asks. */
@Timeout(600)
@ExtendWith(SignedOnStack.class)
class SiteIsolationIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Person NORTHERN = SignedOn.person("nora", "reader", "north");
  private static final Person SOUTHERN = SignedOn.person("sam", "reader", "south");
  private static final Person NORTHERN_DOOR = SignedOn.person("pacs-n", "ingest-client", "north");
  private static final Person SOUTHERN_DOOR = SignedOn.person("pacs-s", "ingest-client", "south");
  private static final Person OVERSEER = SignedOn.person("olga", "reader", "*");

  private static String northernStudy;
  private static String northernImage;
  private static Queue<String> heardInTheNorth;
  private static Queue<String> heardInTheSouth;
  private static HttpClient listeners;

  @BeforeAll
  static void aStudyOfTheNorthStandsOnTheList(SignedOn stack) throws Exception {
    listeners = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    heardInTheNorth = listen(stack, NORTHERN);
    heardInTheSouth = listen(stack, SOUTHERN);
    SignedOn.Answer sent = upload(stack, NORTHERN_DOOR, "north", 1);
    assertEquals(202, sent.status(), sent.body());
    northernStudy = sent.json().path("studyId").asText();
    northernImage = sent.json().path("images").path(0).path("imageId").asText();
    await().atMost(LIMIT).until(() -> study(stack, NORTHERN).status() == 200);
  }

  @AfterAll
  static void stopListening() {
    listeners.shutdownNow();
  }

  private static SignedOn.Answer study(SignedOn stack, Person person) throws Exception {
    return stack.get(Service.WORKLIST, "/api/studies/" + northernStudy, person);
  }

  private static SignedOn.Answer upload(SignedOn stack, Person person, String site, int number)
      throws Exception {
    String study = "{\"site\":\"%s\",\"kind\":\"chest-xray\",\"metadata\":{}}".formatted(site);
    return stack.form(Service.INGEST, "/api/studies", person, study, png(number));
  }

  @Test
  void theListHoldsTheStudiesOfTheCallersSites(SignedOn stack) throws Exception {
    assertTrue(listed(stack, NORTHERN, "").contains(northernStudy));
    assertTrue(listed(stack, OVERSEER, "").contains(northernStudy));
    assertTrue(listed(stack, OVERSEER, "&site=north").contains(northernStudy));
    for (String filter : List.of("", "&site=north", "&kind=chest-xray")) {
      JsonNode page = page(stack, SOUTHERN, filter);
      List<String> sites = page.path("studies").findValuesAsText("site");
      assertTrue(sites.stream().allMatch("south"::equals), () -> filter + ": " + sites);
      assertEquals(sites.size(), page.path("total").asInt(), filter);
    }
  }

  private static JsonNode page(SignedOn stack, Person person, String filter) throws Exception {
    return stack.get(Service.WORKLIST, "/api/worklist?limit=500" + filter, person).json();
  }

  private static List<String> listed(SignedOn stack, Person person, String filter)
      throws Exception {
    return page(stack, person, filter).path("studies").findValuesAsText("studyId");
  }

  @Test
  void aStudyOfAnotherSiteIsNotThere(SignedOn stack) throws Exception {
    String study = "/api/studies/" + northernStudy;
    for (String path :
        List.of(study, study + "/images/" + northernImage, study + "/explanations")) {
      assertEquals(200, stack.get(Service.WORKLIST, path, NORTHERN).status(), path);
      assertEquals(404, stack.get(Service.WORKLIST, path, SOUTHERN).status(), path);
    }
    String overlay = study + "/explanations/" + northernImage + "/Pneumonia";
    assertEquals(404, stack.get(Service.WORKLIST, overlay, SOUTHERN).status());
    String wish = "{\"finding\":\"Pneumonia\"}";
    assertEquals(
        404, stack.post(Service.WORKLIST, study + "/explanations", SOUTHERN, wish).status());
    assertEquals(200, stack.get(Service.INGEST, study, NORTHERN_DOOR).status());
    assertEquals(404, stack.get(Service.INGEST, study, SOUTHERN_DOOR).status());
  }

  @Test
  void nobodyErasesAStudyThatTheyDoNotSee(SignedOn stack) throws Exception {
    Person southernOperator = SignedOn.person("ole", "operator", "south");
    String erasure = "{\"scope\":\"erase\",\"reason\":\"patient-request\",\"by\":\"patient\"}";
    for (String study : List.of(northernStudy, "s" + "0".repeat(32))) {
      SignedOn.Answer answer =
          stack.post(
              Service.WORKLIST, "/api/studies/" + study + "/erasure", southernOperator, erasure);
      assertEquals(404, answer.status(), answer.body());
    }
    assertEquals(200, study(stack, NORTHERN).status());
  }

  @Test
  void aVerdictIsGivenOnOnesOwnStudiesAndUnderOnesOwnName(SignedOn stack) throws Exception {
    // A study of its own: one that has been read stands on the open list no more.
    String study = upload(stack, NORTHERN_DOOR, "north", 5).json().path("studyId").asText();
    String read = "/api/studies/" + study;
    await().atMost(LIMIT).until(() -> stack.get(Service.WORKLIST, read, NORTHERN).status() == 200);
    String path = read + "/verdict";
    String unsigned = "{\"diagnosis\":\"nothing new\"}";
    String forged = "{\"reader\":\"sam\",\"diagnosis\":\"nothing new\"}";
    assertEquals(404, stack.post(Service.WORKLIST, path, SOUTHERN, unsigned).status());
    assertEquals(403, stack.post(Service.WORKLIST, path, NORTHERN, forged).status());
    SignedOn.Answer given = stack.post(Service.WORKLIST, path, NORTHERN, unsigned);
    assertEquals(201, given.status(), given.body());
    assertEquals("nora", given.json().path("reader").asText());
  }

  @Test
  void eventsOfAStudyAreHeardAtItsSiteOnly(SignedOn stack) throws Exception {
    SignedOn.Answer southern = upload(stack, SOUTHERN_DOOR, "south", 2);
    String southernStudy = southern.json().path("studyId").asText();
    await().atMost(LIMIT).until(() -> heard(heardInTheSouth, southernStudy));
    await().atMost(LIMIT).until(() -> heard(heardInTheNorth, northernStudy));
    // What was sent before the last event that was heard would have been heard by now.
    assertFalse(heard(heardInTheSouth, northernStudy));
    assertFalse(heard(heardInTheNorth, southernStudy));
  }

  private static boolean heard(Queue<String> lines, String studyId) {
    return lines.stream().anyMatch(line -> line.contains(studyId));
  }

  private static Queue<String> listen(SignedOn stack, Person person) throws Exception {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    var request =
        stack
            .request(Service.WORKLIST, "/api/events", Optional.of(stack.provider().token(person)))
            .timeout(Duration.ofMinutes(10))
            .build();
    HttpResponse<Stream<String>> response =
        listeners.send(request, HttpResponse.BodyHandlers.ofLines());
    assertEquals(200, response.statusCode());
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                response.body().forEach(heard::add);
              } catch (UncheckedIOException e) {
                // The test is over.
              }
            });
    return heard;
  }

  @Test
  void nobodySendsInAnotherSitesName(SignedOn stack) throws Exception {
    SignedOn.Answer answer = upload(stack, SOUTHERN_DOOR, "north", 3);
    assertEquals(403, answer.status(), answer.body());
    assertEquals("urn:vigil:problem:not-your-site", answer.json().path("type").asText());
  }

  @Test
  void dicomWebServesCallersOfItsOwnSite(SignedOn stack) throws Exception {
    Person local = SignedOn.person("lars", "reader", "local");
    assertEquals(200, stack.get(Service.INGEST, "/dicomweb/studies", local).status());
    for (String path :
        List.of(
            "/dicomweb/studies",
            "/dicomweb/series",
            "/dicomweb/instances",
            "/dicomweb/studies/1.2",
            "/dicomweb/studies/1.2/metadata",
            "/dicomweb/studies/1.2/series/1.3/instances/1.4/rendered")) {
      assertEquals(403, stack.get(Service.INGEST, path, NORTHERN).status(), path);
    }
    var stow =
        stack
            .request(Service.INGEST, "/dicomweb/studies", NORTHERN_DOOR)
            .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=\"b\"")
            .POST(BodyPublishers.ofString("--b--\r\n"))
            .build();
    assertEquals(403, stack.send(stow).status());
  }

  @Test
  void similarCasesAreToldToTheStudysOwnSite(SignedOn stack) throws Exception {
    String path = "/api/studies/" + northernStudy + "/similar";
    await().atMost(LIMIT).until(() -> stack.get(Service.RETRIEVAL, path, NORTHERN).status() == 200);
    assertEquals(404, stack.get(Service.RETRIEVAL, path, SOUTHERN).status());
    String thumbnail = "/api/cases/" + northernStudy + "/thumbnail?site=";
    assertEquals(403, stack.get(Service.RETRIEVAL, thumbnail + "north", SOUTHERN).status());
    assertEquals(404, stack.get(Service.RETRIEVAL, thumbnail + "south", SOUTHERN).status());
    String search = "{\"site\":\"north\",\"space\":\"chest-xray/1\",\"vector\":[1.0]}";
    assertEquals(403, stack.post(Service.RETRIEVAL, "/api/search", SOUTHERN, search).status());
  }

  @Test
  void aSearchByPictureAsksInferenceInTheCallersName(SignedOn stack) throws Exception {
    String study = "{\"site\":\"north\",\"kind\":\"chest-xray\"}";
    SignedOn.Answer own = stack.form(Service.RETRIEVAL, "/api/search", NORTHERN, study, png(4));
    assertTrue(Set.of(200, 422).contains(own.status()), own.body()); // Noise may get no vector.
    assertEquals(
        403, stack.form(Service.RETRIEVAL, "/api/search", SOUTHERN, study, png(4)).status());
    assertEquals(
        403, stack.form(Service.INFERENCE, "/api/score", SOUTHERN, study, png(4)).status());
  }

  @Test
  void thePoolAndItsRunsKeepToTheCallersSites(SignedOn stack) throws Exception {
    Person engineer = SignedOn.person("emil", "ml-engineer", "south");
    SignedOn.Answer pool = stack.get(Service.TRAINING, "/api/pool?site=north", engineer);
    assertEquals(0, pool.json().path("cases").asInt(), pool.body());
    assertEquals(404, stack.get(Service.TRAINING, "/api/pool/" + northernStudy, engineer).status());
    for (String sites : List.of("[]", "[\"north\"]", "[\"south\",\"north\"]")) {
      String run = "{\"slot\":\"chest-xray\",\"sites\":%s,\"reason\":\"a test\"}".formatted(sites);
      SignedOn.Answer asked = stack.post(Service.TRAINING, "/api/runs", engineer, run);
      assertEquals(403, asked.status(), asked.body());
    }
  }

  @Test
  void nobodyDecidesInAnothersName(SignedOn stack) throws Exception {
    Person approver = SignedOn.person("anna", "approver", "*");
    String wish = "{\"version\":\"1\",\"as\":\"active\",\"by\":\"bob\",\"reason\":\"because\"}";
    SignedOn.Answer answer =
        stack.post(Service.TRAINING, "/api/slots/chest-xray/promote", approver, wish);
    assertEquals(403, answer.status(), answer.body());
    assertEquals("urn:vigil:problem:not-your-name", answer.json().path("type").asText());
  }

  /** Grey noise; other numbers give other pictures. */
  private static byte[] png(int number) {
    Random random = new Random(number);
    BufferedImage image = new BufferedImage(96, 96, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 96 * 96; i++) {
      image.getRaster().setSample(i % 96, i / 96, 0, 40 + random.nextInt(150));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
