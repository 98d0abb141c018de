package org.vigil.deploy.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.topic.Topics;

/** What the manifests create is what the code asks for: topics, rights, buckets, replicas. */
class HouseInClusterTest {
  private static final Pattern FLOW =
      Pattern.compile("(?m)^\\| `(vigil\\.[a-z.]+)` \\| [^|]*\\| [^|]*\\| ([^|]*)\\| ([^|]*)\\|");

  @ParameterizedTest
  @ValueSource(strings = {"small", "ha", "gpu"})
  void everyTopicIsThereWithItsPartitionsAndRetention(String overlay) throws Exception {
    Map<String, Map<String, String>> expected = new TreeMap<>();
    Topics.toCreate()
        .forEach((name, retention) -> expected.put(name, new TreeMap<>(retention.topicConfig())));
    Map<String, Map<String, String>> found = new TreeMap<>();
    Overlay.render(overlay)
        .ofKind("KafkaTopic")
        .forEach(
            topic -> {
              assertEquals(Topics.PARTITIONS, topic.at("/spec/partitions").asInt());
              found.put(Overlay.named(topic), texts(topic.at("/spec/config")));
            });
    assertEquals(expected, found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ha", "gpu"})
  void everyRecordIsOnThreeBrokersAndAcknowledgedByTwo(String overlay) throws Exception {
    Overlay rendered = Overlay.render(overlay);
    rendered.ofKind("KafkaTopic").forEach(t -> assertEquals(3, t.at("/spec/replicas").asInt()));
    rendered.ofKind("KafkaNodePool").forEach(p -> assertEquals(3, p.at("/spec/replicas").asInt()));
    JsonNode kafka = rendered.ofKind("Kafka").findFirst().orElseThrow().at("/spec/kafka/config");
    assertEquals(2, kafka.get("min.insync.replicas").asInt());
    assertEquals(2, kafka.get("transaction.state.log.min.isr").asInt());
  }

  @Test
  void everyServiceMayReadAndWriteWhatEventsMdSaysItDoes() throws Exception {
    Overlay rendered = Overlay.render("ha");
    Matcher rows = FLOW.matcher(Files.readString(Overlay.ROOT.resolve("docs/events.md")));
    int topics = 0;
    while (rows.find()) {
      String topic = rows.group(1);
      if (!Topics.toCreate().containsKey(topic)) {
        continue;
      }
      topics++;
      for (String writer : services(rows.group(2))) {
        assertTrue(may(rendered, writer, topic, "Write"), writer + " may not write " + topic);
      }
      for (String reader : services(rows.group(3))) {
        assertTrue(may(rendered, reader, topic, "Read"), reader + " may not read " + topic);
      }
    }
    assertEquals(Topics.all().size(), topics, "topics in the table of docs/events.md");
  }

  @Test
  void nobodyMayWriteWhatHeDoesNotWrite() throws Exception {
    Overlay rendered = Overlay.render("ha");
    assertTrue(!may(rendered, "retrieval", "vigil.studies.verdicts", "Write"));
    assertTrue(!may(rendered, "worklist", "vigil.studies.scored", "Write"));
    assertTrue(!may(rendered, "ingest", "vigil.models.active", "Write"));
    assertTrue(!may(rendered, "keda", "vigil.studies.ready.stat", "Read"));
  }

  @Test
  void theBucketsThatAreMadeAndCopiedAreThoseOfTheCode() throws Exception {
    Set<String> buckets =
        Arrays.stream(Bucket.values()).map(Bucket::bucketName).collect(Collectors.toSet());
    for (String file : Set.of("components/minio/buckets.yaml", "components/backup/backup.yaml")) {
      Matcher named =
          Pattern.compile("vigil-(images|models|identity|[a-z]+)(?=[ ;\\n])(?<!vigil-store)")
              .matcher(script(file));
      Set<String> found = new HashSet<>();
      named.results().forEach(match -> found.add(match.group()));
      assertEquals(buckets, found, file);
    }
  }

  private static String script(String file) throws Exception {
    String text = Files.readString(Overlay.ROOT.resolve("deploy/k8s").resolve(file));
    return Overlay.documents(text).get(0).findValue("args").get(0).asText();
  }

  private static Set<String> services(String cell) {
    Set<String> words =
        new HashSet<>(Arrays.asList(cell.replaceAll("\\(.*?\\)", "").trim().split(", *| +")));
    words.retainAll(Set.of("ingest", "inference", "worklist", "retrieval", "training"));
    return words;
  }

  private static boolean may(Overlay overlay, String service, String topic, String operation) {
    JsonNode user =
        overlay
            .ofKind("KafkaUser")
            .filter(u -> Overlay.named(u).equals("vigil-" + service))
            .findFirst()
            .orElseThrow();
    for (JsonNode rule : user.at("/spec/authorization/acls")) {
      JsonNode resource = rule.get("resource");
      boolean names =
          resource.path("patternType").asText().equals("prefix")
              ? topic.startsWith(resource.path("name").asText())
              : topic.equals(resource.path("name").asText());
      if (resource.get("type").asText().equals("topic") && names) {
        for (JsonNode granted : rule.get("operations")) {
          if (Set.of(operation, "All").contains(granted.asText())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static Map<String, String> texts(JsonNode config) {
    Map<String, String> texts = new TreeMap<>();
    config.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
