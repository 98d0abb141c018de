package org.vigil.training.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigil.training.feedback.TestStudies.erasure;
import static org.vigil.training.feedback.TestStudies.id;
import static org.vigil.training.feedback.TestStudies.ready;
import static org.vigil.training.feedback.TestStudies.scored;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.topic.EventHeaders;
import org.vigil.schemas.topic.Topic;
import org.vigil.schemas.topic.Topics;
import org.vigil.training.document.Documents;
import org.vigil.training.feedback.LabelledCase;
import org.vigil.training.feedback.TestStudies;

class PoolTopologyTest implements PoolListener {
  private static final String STUDY = id(1);

  @TempDir java.nio.file.Path state;
  private final List<String> heard = new ArrayList<>();
  private TopologyTestDriver driver;

  @BeforeEach
  void start() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "pool");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver = new TopologyTestDriver(PoolTopology.of(this), properties);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Override
  public void verdict(LabelledCase labelled) {
    heard.add("verdict " + labelled.labels().values());
  }

  @Override
  public void erased(String studyId) {
    heard.add("erased");
  }

  @Test
  void aVerdictBeforeItsScoreIsJoinedWithIt() {
    send(Topics.STUDIES_VERDICTS, STUDY, TestStudies.verdict(STUDY, "ann", true, 1));
    assertTrue(kept().facts().isEmpty());
    send(Topics.STUDIES_SCORED, STUDY, scored(STUDY, 1, "1.0", 0.9));
    assertTrue(kept().isLabelled());
    assertEquals("1.0", kept().shown().orElseThrow().version());
  }

  @Test
  void theSameEventTwiceIsHeardOnce() {
    send(Topics.STUDIES_READY_STAT, STUDY, ready(STUDY, 1));
    send(Topics.STUDIES_VERDICTS, STUDY, TestStudies.verdict(STUDY, "ann", true, 1));
    send(Topics.STUDIES_VERDICTS, STUDY, TestStudies.verdict(STUDY, "ann", true, 1));
    assertEquals(1, heard.size());
  }

  @Test
  void anErasedStudyLeavesAndStaysAway() {
    send(Topics.STUDIES_SCORED, STUDY, scored(STUDY, 1, "1.0", 0.9));
    send(Topics.STUDIES_ERASED, STUDY, erasure(STUDY, ErasureScope.WITHDRAW_REUSE));
    send(Topics.STUDIES_VERDICTS, STUDY, TestStudies.verdict(STUDY, "ann", true, 1));
    assertEquals(List.of("erased"), heard);
    assertTrue(kept().erased());
    assertTrue(kept().verdicts().isEmpty());
  }

  @Test
  void whatCannotBeReadGoesToTheDeadLettersAndBlocksNothing() {
    raw(Topics.STUDIES_VERDICTS.name(), STUDY, new byte[] {1, 2, 3});
    send(Topics.STUDIES_VERDICTS, id(2), TestStudies.verdict(STUDY, "ann", true, 1));
    assertNull(driver.getKeyValueStore(PoolTopology.CASES).get(STUDY));
    var dead =
        driver.createOutputTopic(
            Topics.STUDIES_VERDICTS.deadLetterName(),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    var letters = dead.readRecordsToList();
    assertEquals(2, letters.size());
    assertTrue(letters.get(0).headers().lastHeader(EventHeaders.DEAD_REASON) != null);
    send(Topics.STUDIES_READY_ROUTINE, STUDY, ready(STUDY, 1));
    assertEquals("st-olav", kept().facts().orElseThrow().site());
  }

  private LabelledCase kept() {
    byte[] bytes = (byte[]) driver.getKeyValueStore(PoolTopology.CASES).get(STUDY);
    return Documents.read(bytes, LabelledCase.class);
  }

  private <T extends SpecificRecord> void send(Topic<T> topic, String key, T event) {
    raw(topic.name(), key, EventCodec.of(topic.type()).encode(event));
  }

  private void raw(String topic, String key, byte[] value) {
    driver
        .createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value);
  }
}
