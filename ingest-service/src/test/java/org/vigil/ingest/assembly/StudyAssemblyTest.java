package org.vigil.ingest.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.platform.event.EventSerde;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.RoleSource;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.topic.EventHeaders;
import org.vigil.schemas.topic.Topics;

class StudyAssemblyTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final String STUDY = "s1";
  private static final Duration CONTENT = Duration.ofDays(90);
  private static final Duration REVISION = Duration.ofDays(730);

  private final List<String> late = new ArrayList<>();

  @TempDir Path state;
  private TopologyTestDriver driver;

  @BeforeEach
  void start() {
    start(NOON);
  }

  private void start(Instant at) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "assembly-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver =
        new TopologyTestDriver(
            StudyAssembly.topology(
                Map.of(StudyKind.CHEST_XRAY, QUIET, StudyKind.SKIN, QUIET, StudyKind.TONGUE, QUIET),
                new AssemblyRetention(CONTENT, REVISION),
                late::add),
            properties,
            at);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void aStudyIsReadyWhenAllThatItsSenderNamedAreThere() {
    send(image("a", ImageRole.CLINICAL).setCompleteWith(List.of("a", "b")));
    assertEquals(List.of(), ready());
    send(image("b", ImageRole.DERMOSCOPIC).setCompleteWith(List.of("a", "b")));
    StudyReady study = only(ready());
    assertEquals(1, study.getRevision());
    assertTrue(study.getComplete());
    assertEquals(List.of("a", "b"), ids(study));
    pass(QUIET.multipliedBy(2));
    assertEquals(List.of(), ready());
  }

  @Test
  void theSameEventAgainHasNoEffect() {
    send(image("a", ImageRole.CLINICAL).setCompleteWith(List.of("a")));
    send(image("a", ImageRole.CLINICAL).setCompleteWith(List.of("a")));
    pass(QUIET.multipliedBy(2));
    assertEquals(1, ready().size());
    assertEquals(List.of(ImageState.ACCEPTED), ledger());
  }

  @Test
  void aLateImageMakesTheNextRevision() {
    send(image("a", ImageRole.CLINICAL).setCompleteWith(List.of("a")));
    send(image("b", ImageRole.DERMOSCOPIC).setCompleteWith(List.of("b")));
    assertEquals(List.of(1, 2), ready().stream().map(StudyReady::getRevision).toList());
    assertEquals(2, ledger().size());
  }

  @Test
  void otherMetadataMakeTheNextRevisionButNoOtherImage() {
    send(image("a", ImageRole.CLINICAL).setCompleteWith(List.of("a")));
    send(
        image("a", ImageRole.CLINICAL)
            .setCompleteWith(List.of("a"))
            .setMetadata(Map.of("age", "7")));
    List<StudyReady> studies = ready();
    assertEquals(2, studies.size());
    assertEquals(Map.of("age", "7"), studies.get(1).getMetadata());
    assertEquals(List.of("a"), ids(studies.get(1)));
    assertEquals(1, ledger().size());
  }

  @Test
  void theFirstFrontalChestImageDoesNotWaitForTheRest() {
    send(chest("a", ImageRole.FRONTAL));
    StudyReady early = only(ready());
    assertFalse(early.getComplete());
    send(chest("b", ImageRole.LATERAL));
    assertEquals(List.of(), ready());
    pass(QUIET.plusSeconds(1));
    StudyReady whole = only(ready());
    assertEquals(2, whole.getRevision());
    assertTrue(whole.getComplete());
    assertEquals(List.of("a", "b"), ids(whole));
  }

  @Test
  void aLoneFrontalChestImageIsReadyOnce() {
    send(chest("a", ImageRole.FRONTAL));
    pass(QUIET.multipliedBy(3));
    assertEquals(1, ready().size());
  }

  @Test
  void aStudyThatLacksWhatItsSenderNamedIsReadyAfterSilenceAndSaysThatItIsNotComplete() {
    send(image("a", ImageRole.CLINICAL).setCompleteWith(List.of("a", "b")));
    pass(QUIET.plusSeconds(1));
    assertFalse(only(ready()).getComplete());
    send(image("b", ImageRole.DERMOSCOPIC).setCompleteWith(List.of("a", "b")));
    assertTrue(only(ready()).getComplete());
  }

  @Test
  void aTimerOutlivesARestart() {
    send(chest("b", ImageRole.LATERAL));
    assertEquals(List.of(), ready());
    List<KeyValue<String, Draft>> drafts = changelog(StudyAssembly.DRAFTS, new DraftSerde());
    List<KeyValue<String, Long>> timers = changelog(StudyAssembly.TIMERS, Serdes.Long());
    driver.close(); // Which removes the state folder: all that is left is the changelog.
    start(NOON.plus(QUIET).plusSeconds(1));
    restore(StudyAssembly.DRAFTS, drafts);
    restore(StudyAssembly.TIMERS, timers);
    pass(Duration.ofSeconds(1));
    assertEquals(List.of("b"), ids(only(ready())));
    pass(QUIET.multipliedBy(2));
    assertEquals(List.of(), ready());
  }

  @Test
  void statGoesToItsOwnTopic() {
    send(image("a", ImageRole.CLINICAL).setCompleteWith(List.of("a")).setPriority(Priority.STAT));
    assertEquals(List.of(), ready());
    assertEquals(1, ready(Topics.STUDIES_READY_STAT.name()).size());
  }

  @Test
  void aRecordThatCannotBeReadGoesToTheDeadLettersAndHoldsNobodyUp() {
    byte[] poison = "no event".getBytes(StandardCharsets.UTF_8);
    input().pipeInput(STUDY, poison);
    send(image("a", ImageRole.CLINICAL).setCompleteWith(List.of("a")));
    assertEquals(1, ready().size());
    TestOutputTopic<String, byte[]> dead =
        driver.createOutputTopic(
            Topics.IMAGES_NORMALISED.deadLetterName(),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    var letter = dead.readRecord();
    assertEquals("no event", new String(letter.value(), StandardCharsets.UTF_8));
    assertEquals(
        "ingest",
        new String(
            letter.headers().lastHeader(EventHeaders.DEAD_CONSUMER).value(),
            StandardCharsets.UTF_8));
    assertTrue(dead.isEmpty());
  }

  @Test
  void anAssembledStudyIsRememberedWithItsImagesForAsLongAsIsSaid() {
    send(image("a", ImageRole.CLINICAL).setCompleteWith(List.of("a")));
    pass(CONTENT.minusMinutes(2));
    send(image("b", ImageRole.DERMOSCOPIC).setCompleteWith(List.of("b")));
    pass(CONTENT.minusMinutes(2)); // Counted from the last revision.
    send(image("c", ImageRole.DERMOSCOPIC).setCompleteWith(List.of("c")));
    List<StudyReady> studies = ready();
    assertEquals(List.of("a", "b", "c"), ids(studies.get(2)));
    assertEquals(List.of(), late);
  }

  @Test
  void anImageAfterThatMakesTheNextRevisionWithoutTheOthersAndIsReported() {
    send(image("a", ImageRole.CLINICAL).setCompleteWith(List.of("a")));
    pass(CONTENT.plusMinutes(2));
    Instant later = NOON.plus(CONTENT).plusSeconds(150);
    send(image("b", ImageRole.DERMOSCOPIC).setCompleteWith(List.of("b")).setReceivedAt(later));
    List<StudyReady> studies = ready();
    assertEquals(2, studies.get(1).getRevision());
    assertEquals(List.of("b"), ids(studies.get(1)));
    assertEquals(later, studies.get(1).getReceivedAt());
    assertEquals(List.of(STUDY), late);
    assertEquals(2, ledger().size());
    // From now on it is a study like any other.
    send(image("c", ImageRole.OTHER).setCompleteWith(List.of("c")));
    assertEquals(List.of("b", "c"), ids(only(ready())));
    assertEquals(List.of(STUDY), late);
  }

  @Test
  void inTheEndNothingOfAStudyIsLeft() {
    send(image("a", ImageRole.CLINICAL).setCompleteWith(List.of("a")));
    send(image("b", ImageRole.DERMOSCOPIC).setCompleteWith(List.of("b")));
    pass(CONTENT.plusMinutes(2));
    pass(REVISION.plusMinutes(2));
    for (String store : driver.getAllStateStores().keySet()) {
      try (KeyValueIterator<String, ?> left =
          driver.<String, Object>getKeyValueStore(store).all()) {
        assertFalse(left.hasNext(), store);
      }
    }
  }

  @Test
  void aStudyThatStillWaitsIsNotForgotten() {
    send(chest("a", ImageRole.FRONTAL));
    send(chest("b", ImageRole.LATERAL));
    pass(CONTENT.plusMinutes(2));
    assertEquals(List.of("a", "b"), ids(ready().get(1)));
    send(chest("c", ImageRole.LATERAL));
    pass(QUIET.plusSeconds(1));
    assertEquals(3, only(ready()).getRevision());
  }

  private <V> List<KeyValue<String, V>> changelog(String store, Serde<V> serde) {
    return driver
        .createOutputTopic(
            "assembly-test-" + store + "-changelog", new StringDeserializer(), serde.deserializer())
        .readKeyValuesToList();
  }

  private <V> void restore(String store, List<KeyValue<String, V>> changes) {
    KeyValueStore<String, V> fresh = driver.getKeyValueStore(store);
    changes.forEach(change -> fresh.put(change.key, change.value));
  }

  private TestInputTopic<String, byte[]> input() {
    return driver.createInputTopic(
        Topics.IMAGES_NORMALISED.name(), new StringSerializer(), new ByteArraySerializer());
  }

  private void send(ImageNormalised.Builder event) {
    input().pipeInput(STUDY, EventCodec.of(ImageNormalised.class).encode(event.build()));
  }

  private void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  private List<StudyReady> ready() {
    return ready(Topics.STUDIES_READY_ROUTINE.name());
  }

  private List<StudyReady> ready(String topic) {
    return driver
        .createOutputTopic(
            topic,
            new StringDeserializer(),
            EventSerde.of(Topics.STUDIES_READY_ROUTINE).deserializer())
        .readValuesToList();
  }

  private List<ImageState> ledger() {
    return driver
        .createOutputTopic(
            Topics.STUDIES_LEDGER.name(),
            new StringDeserializer(),
            EventSerde.of(Topics.STUDIES_LEDGER).deserializer())
        .readValuesToList()
        .stream()
        .map(ImageOutcome::getState)
        .toList();
  }

  private static StudyReady only(List<StudyReady> studies) {
    assertEquals(1, studies.size());
    return studies.get(0);
  }

  private static List<String> ids(StudyReady study) {
    return study.getImages().stream().map(NormalisedImage::getImageId).toList();
  }

  private static ImageNormalised.Builder chest(String id, ImageRole role) {
    return image(id, role).setKind(StudyKind.CHEST_XRAY);
  }

  private static ImageNormalised.Builder image(String id, ImageRole role) {
    NormalisedImage image =
        NormalisedImage.newBuilder()
            .setImageId(id)
            .setRole(role)
            .setRoleSource(RoleSource.DECLARED)
            .setRawKey("raw/x/" + id)
            .setObjectKey("normalised/n1/" + id + ".png")
            .setSha256(id)
            .setWidth(32)
            .setHeight(32)
            .setBitsPerSample(8)
            .setChannels(3)
            .setNormalisation("n1")
            .build();
    return ImageNormalised.newBuilder()
        .setStudyId(STUDY)
        .setSite("x")
        .setKind(StudyKind.SKIN)
        .setImage(image)
        .setMetadata(Map.of())
        .setReceivedAt(NOON);
  }
}
