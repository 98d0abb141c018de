package org.vigil.local.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vigil.local.send.Attachment;
import org.vigil.local.send.Shipment;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.Service;
import org.vigil.local.web.IngestClient;
import org.vigil.local.web.IngestClient.Answer;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;

/** Real pictures from the front door to the worklist, on the whole stack with its real models. */
@ExtendWith(SharedStack.class)
class RealStudiesIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Findings of the bundled models that the built-in policy calls urgent. */
  private static final Set<String> URGENT = Set.of("Pneumonia", "MEL", "BCC", "AKIEC");

  @Test
  void everyKindOfFileArrivesUprightWithItsModelsWordAndStandsInReadingOrder(LocalStack stack)
      throws Exception {
    Map<String, Shipment> shipments = shipments();
    WorklistReader worklist = new WorklistReader(stack);
    try (WorklistEvents events = new WorklistEvents(stack)) {
      Map<String, String> ids = sendAll(stack, shipments);
      ids.forEach(
          (name, id) -> await(name).atMost(LIMIT).until(() -> isScored(newest(events.of(id)))));
      List<JsonNode> listed = worklist.open();
      assertInReadingOrder(listed);
      for (Map.Entry<String, String> sent : ids.entrySet()) {
        JsonNode item =
            listed.stream()
                .filter(study -> study.get("studyId").asText().equals(sent.getValue()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(sent.getKey() + " is not on the worklist"));
        assertScoredByItsBundle(sent.getKey(), item);
        assertSameButForItsPosition(newest(events.of(sent.getValue())).get(), item);
      }
      assertUpright(worklist, ids.get("phone photo"));
      await().atMost(LIMIT).until(() -> worklist.json("/api/ledger").get("inFlight").asInt() == 0);
    }
  }

  /** An event tells the position at its moment; studies that came later may stand before it. */
  private static void assertSameButForItsPosition(JsonNode told, JsonNode listed) {
    assertEquals(
        told.<ObjectNode>deepCopy().without("position"),
        listed.<ObjectNode>deepCopy().without("position"));
  }

  /** What the reader sees is the sensor's picture turned as the phone said. */
  private static void assertUpright(WorklistReader worklist, String studyId) throws Exception {
    byte[] sensor = RealImages.bytes(RealImages.anotherDermoscopy());
    Sha256 photo = Sha256.of(RealImages.asPhoneHeldUpright(sensor));
    BufferedImage shown = picture(worklist.picture(studyId, photo.hex()));
    BufferedImage asStored = picture(sensor);
    assertEquals(asStored.getHeight(), shown.getWidth());
    assertEquals(asStored.getWidth(), shown.getHeight());
    double upright = Quarter.CLOCKWISE.difference(shown, asStored);
    double upsideDown = Quarter.COUNTERCLOCKWISE.difference(shown, asStored);
    assertTrue(upright < 2, "differs from the upright picture by " + upright);
    assertTrue(upsideDown > 4 * upright, "could as well be upside down: " + upsideDown);
  }

  private static Map<String, Shipment> shipments() {
    Map<String, Shipment> all = new LinkedHashMap<>();
    all.put("chest X-ray PNG", chest(RealImages.chestPng()));
    all.put("chest X-ray JPEG", chest(RealImages.chestJpeg()));
    byte[] lesion = RealImages.bytes(RealImages.dermoscopy());
    all.put("dermoscopy", shipment(StudyKind.SKIN, ImageRole.DERMOSCOPIC, lesion));
    byte[] photo = RealImages.asPhoneHeldUpright(RealImages.bytes(RealImages.anotherDermoscopy()));
    all.put("phone photo", shipment(StudyKind.SKIN, ImageRole.DERMOSCOPIC, photo));
    byte[] dicom = RealImages.bytes(RealImages.chestDicom());
    // Last and stat, so that it has to overtake; and nothing but the file says what it is.
    all.put(
        "DICOM",
        new Shipment(
            "DICOM",
            new SiteId("e2e"),
            Optional.empty(),
            Priority.STAT,
            Optional.empty(),
            Map.of(),
            List.of(new Attachment(Optional.empty(), () -> BodyPublishers.ofByteArray(dicom)))));
    return all;
  }

  private static Shipment chest(Path file) {
    return shipment(StudyKind.CHEST_XRAY, ImageRole.FRONTAL, RealImages.bytes(file));
  }

  private static Shipment shipment(StudyKind kind, ImageRole role, byte[] bytes) {
    return new Shipment(
        kind.toString(),
        new SiteId("e2e"),
        Optional.of(kind),
        Priority.ROUTINE,
        Optional.empty(),
        Map.of(),
        List.of(Attachment.of(bytes, role)));
  }

  private static Map<String, String> sendAll(LocalStack stack, Map<String, Shipment> shipments)
      throws IOException, InterruptedException {
    Map<String, String> ids = new LinkedHashMap<>();
    for (Map.Entry<String, Shipment> shipment : shipments.entrySet()) {
      ids.put(shipment.getKey(), send(stack, shipment.getValue()).studyId());
    }
    return ids;
  }

  private static Answer.Taken send(LocalStack stack, Shipment shipment)
      throws IOException, InterruptedException {
    IngestClient ingest = new IngestClient(stack.settings().ports().url(Service.INGEST));
    return assertInstanceOf(Answer.Taken.class, ingest.post(shipment));
  }

  private static Optional<JsonNode> newest(List<JsonNode> events) {
    return events.isEmpty() ? Optional.empty() : Optional.of(events.getLast());
  }

  private static boolean isScored(Optional<JsonNode> study) {
    return study.filter(s -> s.get("state").asText().equals("scored")).isPresent();
  }

  /** Scores for exactly the bundle's findings, its thresholds, and the urgency they make. */
  private static void assertScoredByItsBundle(String name, JsonNode item) throws IOException {
    boolean chest = name.startsWith("chest") || name.equals("DICOM");
    assertEquals(chest ? "chest-xray" : "skin", item.get("kind").asText(), name);
    Map<String, Double> thresholds = new TreeMap<>();
    boolean reached = false;
    for (JsonNode score : item.get("scores")) {
      double value = score.get("score").asDouble();
      double threshold = score.get("threshold").asDouble();
      assertTrue(value >= 0 && value <= 1, name + ": " + score);
      thresholds.put(score.get("finding").asText(), threshold);
      reached |= value >= threshold && URGENT.contains(score.get("finding").asText());
    }
    assertEquals(thresholdsOf(chest ? "chest-xray" : "skin-image"), thresholds, name);
    String expected = name.equals("DICOM") ? "stat" : reached ? "urgent" : "routine";
    assertEquals(expected, item.get("urgency").asText(), name + ": " + item);
  }

  private static Map<String, Double> thresholdsOf(String slot) throws IOException {
    Path bundle = Path.of(System.getProperty("vigil.root"), "bundles", slot, "1.1.0");
    JsonNode points =
        JSON.readTree(bundle.resolve("manifest.json").toFile()).at("/thresholds/points");
    Map<String, Double> values = new TreeMap<>();
    points
        .get(0)
        .get("values")
        .properties()
        .forEach(v -> values.put(v.getKey(), v.getValue().asDouble()));
    return values;
  }

  /** DESIGN 4.5: nothing here is past due, so urgency first, then arrival. */
  private static void assertInReadingOrder(List<JsonNode> listed) {
    Comparator<JsonNode> order =
        Comparator.comparing((JsonNode s) -> !s.get("overdue").asBoolean())
            .thenComparing(s -> rank(s.get("urgency").asText()))
            .thenComparing(s -> Instant.parse(s.get("receivedAt").asText()))
            .thenComparing(s -> s.get("studyId").asText());
    assertEquals(listed.stream().sorted(order).toList(), listed);
    assertEquals(
        IntStream.rangeClosed(1, listed.size()).boxed().toList(),
        listed.stream().map(s -> s.get("position").asInt()).toList());
  }

  /** Unassessed and urgent stand together (DESIGN 4.6). */
  private static int rank(String urgency) {
    return switch (urgency) {
      case "stat" -> 0;
      case "urgent", "unassessed" -> 1;
      case "routine" -> 2;
      default -> throw new AssertionError("no urgency: " + urgency);
    };
  }

  private static BufferedImage picture(byte[] bytes) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }
}
