package org.vigil.local.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.Provisioning;
import org.vigil.local.stack.Service;
import org.vigil.local.web.StudiesClient;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;

/**
 * After files full of identifiers went all the way through the house, those identifiers are in the
 * identity bucket and in the originals, which are as received by design, and nowhere else: in no
 * topic, log, metric, answer, object key, normalised picture or file on disk. After the studies are
 * erased they are not even there.
 */
@ExtendWith(SharedStack.class)
class IdentifierScanIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Holds bytes as they were received, readable by ingest only (docs/DESIGN.md). */
  private static final Set<String> AS_RECEIVED = Set.of("raw", "quarantine");

  /** Prefixes of objects that are named by their content. */
  private static final Set<String> NEVER_REWRITTEN = Set.of("raw", "normalised");

  private final long seed = System.nanoTime();
  private final SeededIdentifiers words = new SeededIdentifiers(seed);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void whatWasSeededIsFoundInOriginalsAndIdentitiesAndNowhereElse(LocalStack stack)
      throws Exception {
    ObjectStore store = Provisioning.store(stack.settings().ports());
    Set<ObjectKey> before = Set.copyOf(objects(store));
    byte[] dicom = SeededDicom.file(words);
    byte[] photo = SeededPhotograph.of(words);
    assertEquals(Set.copyOf(words.all()), found(dicom, photo), "seeded into the files");

    String radiograph = sendDicom(stack, dicom);
    String lesion = sendPhoto(stack, photo);
    sendWhatIsRefused(stack, dicom);
    WorklistReader worklist = new WorklistReader(stack);
    for (String study : List.of(radiograph, lesion)) {
      await().atMost(LIMIT).until(() -> hasOutcome(worklist, study));
      lookAt(stack, worklist, study);
    }
    askByIdentifiers(stack);

    Leaks leaks = new Leaks(words);
    new BrokerScan(stack.settings().ports().bootstrapServers()).into(leaks);
    new DiskScan(stack.settings().home()).into(leaks);
    scanAnswers(stack, worklist, List.of(radiograph, lesion), leaks);
    Set<String> received = scanStore(store, before, leaks);
    assertTrue(received.containsAll(words.in(dicom)), () -> "the scan is blind: seed " + seed);
    assertEquals(List.of(), leaks.found(), () -> "seed " + seed);

    for (String study : List.of(radiograph, lesion)) {
      erase(stack, study);
    }
    await()
        .atMost(LIMIT)
        .ignoreException(ObjectMissingException.class) // Taken away while the scan read on.
        .untilAsserted(
            () -> assertEquals(List.of(), leftOver(store, before), () -> "seed " + seed));
  }

  private static void erase(LocalStack stack, String study) throws Exception {
    new StudiesClient(stack.settings().ports().url(Service.WORKLIST))
        .change(
            "POST",
            study,
            "erasure",
            Map.of("scope", "erase", "reason", "patient-request", "by", "patient"));
  }

  /**
   * Objects that still hold an identifier after the erasure. What was refused belongs to no study:
   * quarantine is emptied by age.
   */
  private List<String> leftOver(ObjectStore store, Set<ObjectKey> before) {
    List<String> keys = new ArrayList<>();
    for (ObjectKey key : since(before, store)) {
      if (!key.key().startsWith("quarantine/") && !words.in(store.get(key)).isEmpty()) {
        keys.add(key.toString());
      }
    }
    return keys;
  }

  /** An object that was there before the seeds were sent and keeps its name cannot hold them. */
  private static Set<ObjectKey> since(Set<ObjectKey> before, ObjectStore store) {
    Set<ObjectKey> keys = new LinkedHashSet<>(objects(store));
    keys.removeIf(
        key -> NEVER_REWRITTEN.contains(key.key().split("/", 2)[0]) && before.contains(key));
    return keys;
  }

  private static List<ObjectKey> objects(ObjectStore store) {
    return Stream.of(Bucket.values()).flatMap(bucket -> store.list(bucket, "").stream()).toList();
  }

  private Set<String> found(byte[]... files) {
    Set<String> all = new TreeSet<>();
    for (byte[] file : files) {
      all.addAll(words.in(file));
    }
    return all;
  }

  private String sendDicom(LocalStack stack, byte[] file) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        "--b\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(file);
    body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(ingest(stack) + "/dicomweb/studies"))
                .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=b")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build(),
            BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    return StudyId.ofStudyInstanceUid(
            new SiteId("local"), "1.2.826." + words.of("StudyInstanceUID"))
        .value();
  }

  /** As a phone's app would send it that calls file and study by the patient's name. */
  private String sendPhoto(LocalStack stack, byte[] photo) throws Exception {
    String study =
        "{\"site\":\"local\",\"kind\":\"skin\",\"key\":\"%s\"}"
            .formatted(words.word("sender's key"));
    HttpResponse<String> answer = post(stack, study, words.word("file name") + ".jpg", photo);
    assertEquals(202, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body()).get("studyId").asText();
  }

  /** What is refused is not told by its name either. */
  private void sendWhatIsRefused(LocalStack stack, byte[] dicom) throws Exception {
    byte[] cut = Arrays.copyOf(dicom, dicom.length / 2);
    String study = "{\"site\":\"local\"}";
    assertEquals(422, post(stack, study, words.word("cut file's name"), cut).statusCode());
    String unknown = "{\"site\":\"local\",\"kind\":\"%s\"}".formatted(words.word("kind"));
    assertEquals(400, post(stack, unknown, "image", SeededPhotograph.plain()).statusCode());
  }

  private HttpResponse<String> post(LocalStack stack, String study, String name, byte[] file)
      throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head =
        "--b\r\nContent-Disposition: form-data; name=\"study\"\r\nContent-Type: application/json\r\n\r\n"
            + study
            + "\r\n--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\""
            + name
            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
    return http.send(
        HttpRequest.newBuilder(URI.create(ingest(stack) + "/api/studies"))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofByteArray(body.toByteArray()))
            .build(),
        BodyHandlers.ofString());
  }

  private static boolean hasOutcome(WorklistReader worklist, String study) throws Exception {
    try {
      String state = worklist.json("/api/studies/" + study).path("state").asText();
      return Set.of("scored", "abstained").contains(state);
    } catch (IOException e) {
      return false; // Not there yet.
    }
  }

  /** As a reader does: pictures, similar cases, a verdict. */
  private void lookAt(LocalStack stack, WorklistReader worklist, String study) throws Exception {
    JsonNode detail = worklist.json("/api/studies/" + study);
    for (JsonNode image : detail.get("images")) {
      worklist.picture(study, image.get("imageId").asText());
    }
    get(stack.settings().ports().url(Service.RETRIEVAL) + "/api/studies/" + study + "/similar");
    http.send(
        HttpRequest.newBuilder(
                URI.create(
                    stack.settings().ports().url(Service.WORKLIST)
                        + "/api/studies/"
                        + study
                        + "/verdict"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"reader\":\"dr-e2e\",\"diagnosis\":\"nothing\"}"))
            .build(),
        BodyHandlers.discarding());
  }

  /** What a viewer asks for holds identifiers, in paths and queries, found or not. */
  private void askByIdentifiers(LocalStack stack) throws Exception {
    String studies = ingest(stack) + "/dicomweb/studies";
    String uid = "1.2.826." + words.of("StudyInstanceUID");
    assertEquals(200, get(studies + "?PatientName=" + words.of("PatientName family") + "*"));
    assertEquals(200, get(studies + "?PatientID=" + words.of("PatientID")));
    assertEquals(200, get(studies + "/" + uid));
    assertEquals(200, get(studies + "/" + uid + "/metadata"));
    assertEquals(404, get(studies + "/1.2." + words.number("a UID that is not here")));
    assertEquals(404, get(ingest(stack) + "/api/studies/" + words.word("an id that is not here")));
    assertEquals(404, get(ingest(stack) + "/" + words.word("a path that is not here")));
    String list = stack.settings().ports().url(Service.WORKLIST);
    assertEquals(404, get(list + "/api/studies/" + words.word("an id that no study can have")));
  }

  private int get(String url) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private void scanAnswers(
      LocalStack stack, WorklistReader worklist, List<String> studies, Leaks leaks)
      throws Exception {
    for (Service service : Service.values()) {
      String url = stack.settings().ports().url(service);
      for (String path : List.of("/q/metrics", "/q/health")) {
        String body =
            http.send(
                    HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString())
                .body();
        leaks.look(service.word() + " " + path, body.getBytes(StandardCharsets.UTF_8));
      }
    }
    for (String study : studies) {
      String answer = worklist.json("/api/studies/" + study).toString();
      leaks.look("the worklist's answer", answer.getBytes(StandardCharsets.UTF_8));
    }
    leaks.look("the worklist", worklist.open().toString().getBytes(StandardCharsets.UTF_8));
  }

  /** What is in originals and identities; whatever is elsewhere is a leak. */
  private Set<String> scanStore(ObjectStore store, Set<ObjectKey> before, Leaks leaks) {
    Set<String> received = new TreeSet<>();
    for (ObjectKey key : since(before, store)) {
      leaks.look("the key " + key, key.toString().getBytes(StandardCharsets.UTF_8));
      byte[] content = store.get(key);
      boolean asReceived =
          key.bucket() == Bucket.IDENTITY || AS_RECEIVED.contains(key.key().split("/", 2)[0]);
      if (asReceived) {
        received.addAll(words.in(content));
      } else {
        leaks.look(key.toString(), content);
      }
    }
    return received;
  }

  private static String ingest(LocalStack stack) {
    return stack.settings().ports().url(Service.INGEST);
  }
}
