package org.vigil.worklist.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.avro.specific.SpecificRecordBase;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.Abstained;
import org.vigil.schemas.event.FindingScore;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.fixture.Sender;
import org.vigil.worklist.fixture.StudyEvents;

/**
 * A made-up morning on the worklist: every urgency and state, early and late, few and many
 * findings.
 */
final class SampleWard {
  static final String STAT = "stat";
  static final String URGENT = "urgent";
  static final String ABSTAINED = "abstained";
  static final String SKIN = "skin";

  /** Studies that wait for a reader. */
  static final int OPEN = 12;

  private final Sender sender;
  private final ObjectStore store;
  private final Instant now = Instant.now();

  SampleWard(Sender sender, ObjectStore store) {
    this.sender = sender;
    this.store = store;
  }

  void fill() {
    notice();
    heatMap(URGENT);
    new SampleRuns(sender, store).fill();
    chest("overdue", Priority.ROUTINE, 47, pneumonia(0.97));
    ready(chest(STAT, Priority.STAT, 3), Topics.STUDIES_READY_STAT);
    chest(URGENT, Priority.ROUTINE, 12, pneumonia(0.93));
    abstain(ABSTAINED, 9, "out-of-distribution");
    ready(chest("waiting", Priority.ROUTINE, 1), Topics.STUDIES_READY_ROUTINE);
    skin(SKIN, 22, 0.71);
    skin("naevus", 120, 0.04);
    for (int i = 0; i < OPEN - 7; i++) {
      chest("routine" + i, Priority.ROUTINE, 60 + 17L * i, pneumonia(0.05 + 0.1 * i));
    }
    chest("read", Priority.ROUTINE, 200, pneumonia(0.2));
    sender.send(
        Topics.STUDIES_VERDICTS,
        StudyEvents.id("read"),
        StudyEvents.verdict("read", "Dr A", 1, now.minusSeconds(60)));
    sender.send(
        Topics.STUDIES_LEDGER,
        StudyEvents.imageId("read"),
        StudyEvents.outcome("read", ImageState.SCORED, now));
  }

  private void notice() {
    sender.send(Topics.MODELS_BUNDLES, "chest-xray/1.0.0", StudyEvents.demonstration(now));
  }

  private void chest(String name, Priority priority, long minutes, List<FindingScore> findings) {
    score(chest(name, priority, minutes), findings);
  }

  private StudyReady chest(String name, Priority priority, long minutes) {
    picture(name);
    return changed(
        StudyEvents.ready(name, 1, now.minus(Duration.ofMinutes(minutes)), priority),
        Map.of("site", minutes % 2 == 0 ? "st-olav" : "haukeland"));
  }

  private void skin(String name, long minutes, double melanoma) {
    List<FindingScore> findings = new ArrayList<>();
    findings.add(new FindingScore("MEL", null, melanoma, 0.28, 0.04));
    for (String other : List.of("NV", "BCC", "AKIEC", "BKL", "DF", "VASC")) {
      findings.add(new FindingScore(other, null, (1 - melanoma) / 6, 0.5, 0.02));
    }
    StudyReady chest = chest(name, Priority.ROUTINE, minutes);
    score(changed(chest, Map.of("kind", StudyKind.SKIN, "images", two(name))), findings);
  }

  private List<NormalisedImage> two(String name) {
    picture(name + " 2");
    return List.of(
        changed(StudyEvents.image(name), Map.of("role", ImageRole.CLINICAL)),
        changed(StudyEvents.image(name + " 2"), Map.of("role", ImageRole.DERMOSCOPIC)));
  }

  private static List<FindingScore> pneumonia(double score) {
    return List.of(
        new FindingScore("Pneumonia", "http://snomed.info/sct|233604007", score, 0.8, 0.03));
  }

  private void ready(StudyReady study, org.vigil.schemas.topic.Topic<StudyReady> topic) {
    sender.send(topic, study.getStudyId(), study);
  }

  private void score(StudyReady study, List<FindingScore> findings) {
    StudyScored scored = StudyEvents.scored("x", study.getReceivedAt(), 0.5);
    List<String> used = study.getImages().stream().map(NormalisedImage::getImageId).toList();
    say(
        study,
        changed((Scored) scored.getOutcome(), Map.of("findings", findings, "inputsUsed", used)));
  }

  private void abstain(String name, long minutes, String reason) {
    say(
        chest(name, Priority.ROUTINE, minutes),
        new Abstained(reason, "distance 31.2 to the training set, limit 18.0", StudyEvents.BUNDLE));
  }

  private void say(StudyReady study, Object outcome) {
    sender.send(
        Topics.STUDIES_SCORED,
        study.getStudyId(),
        changed(
            StudyEvents.scored("x", study.getReceivedAt(), 0.5),
            Map.of(
                "studyId", study.getStudyId(),
                "site", study.getSite(),
                "kind", study.getKind(),
                "priority", study.getPriority(),
                "images", study.getImages(),
                "outcome", outcome)));
  }

  /**
   * Fields are put, not built from a copy: Avro's builders look classes up by name, and would find
   * those of the test's class loader instead of the application's.
   */
  private static <T extends SpecificRecordBase> T changed(T event, Map<String, Object> fields) {
    fields.forEach(event::put);
    return event;
  }

  /** As the inference service leaves one: its making, then the overlay. */
  private void heatMap(String name) {
    StudyId study = new StudyId(StudyEvents.id(name));
    byte[] making =
        "{\"method\":\"Grad-CAM++\",\"rows\":4,\"columns\":4,\"seenWidth\":28,\"seenHeight\":28}"
            .getBytes(StandardCharsets.UTF_8);
    store.put(ObjectKeys.explanations(study, StudyEvents.BUNDLE), making, "application/json");
    BufferedImage overlay = new BufferedImage(512, 384, BufferedImage.TYPE_INT_ARGB);
    for (int y = 200; y < 384; y++) {
      for (int x = 0; x < 512; x++) {
        overlay.setRGB(x, y, 0xFFFF0000);
      }
    }
    store.put(
        ObjectKeys.explanation(
            study,
            StudyEvents.BUNDLE,
            new ImageId(StudyEvents.image(name).getImageId()),
            "Pneumonia"),
        png(overlay),
        "image/png");
  }

  private static byte[] png(BufferedImage image) {
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(image, "png", png);
      return png.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two dark fields on a bright ground, as 16-bit grey, like a radiograph from afar. */
  private void picture(String name) {
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_USHORT_GRAY);
    for (int y = 0; y < 480; y++) {
      for (int x = 0; x < 640; x++) {
        double left = Math.hypot((x - 220) / 110.0, (y - 240) / 170.0);
        double right = Math.hypot((x - 420) / 110.0, (y - 240) / 170.0);
        double lung = Math.clamp(Math.min(left, right), 0.35, 1.2);
        image.getRaster().setSample(x, y, 0, (int) (lung * 40_000 + (x + y) * 6));
      }
    }
    store.put(ObjectKeys.images(StudyEvents.image(name).getObjectKey()), png(image), "image/png");
  }
}
