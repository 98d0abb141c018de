package org.vigil.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.vigil.local.stack.StackException;
import org.vigil.local.web.StudiesClient;
import org.vigil.platform.event.WholeTopic;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.ImageUsed;
import org.vigil.schemas.topic.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has studies erased that are older than they may be kept. */
@Command(
    name = "retention",
    description = {
      "Lists the studies whose newest image came longer ago than that, and with --erase has them",
      "erased; those on legal hold stay. vigil.ingest.erasure.keep does it by itself, daily."
    },
    mixinStandardHelpOptions = true)
final class RetentionCommand implements Callable<Integer> {
  private final EventCodec<ImageUsed> codec = EventCodec.of(ImageUsed.class);

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(names = "--older-than", required = true, description = "such as P3650D")
  private Duration age;

  @Option(names = "--erase", description = "not only list them")
  private boolean erase;

  /** Newest image of each key of the topic. */
  private final Map<String, Instant> received = new HashMap<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    WholeTopic.read(kafka.client(), Topics.IMAGES_USES.name(), this::see);
    PrintWriter out = spec.commandLine().getOut();
    int refused = 0;
    Set<String> due = due(Instant.now().minus(age));
    for (String study : due) {
      String outcome = erase ? erase(StudiesOptions.of(kafka.stack()), study) : "";
      refused += outcome.isEmpty() ? 0 : 1;
      out.println((study + "  " + outcome).strip());
    }
    out.printf("%d studies, %s%n", due.size(), erase ? refused + " refused" : "none erased");
    return refused == 0 ? 0 : 1;
  }

  private void see(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      received.remove(record.key());
    } else {
      received.put(record.key(), codec.decode(record.value()).getReceivedAt());
    }
  }

  private Set<String> due(Instant before) {
    Set<String> due = new TreeSet<>();
    Set<String> younger = new HashSet<>();
    received.forEach(
        (key, at) -> (at.isBefore(before) ? due : younger).add(key.substring(0, key.indexOf('/'))));
    due.removeAll(younger);
    return due;
  }

  /** Why not; empty where it was asked for. */
  private static String erase(StudiesClient client, String study) throws InterruptedException {
    try {
      Map<String, Object> wish =
          Map.of("scope", "erase", "reason", "retention-ended", "by", "operator");
      client.change("POST", study, "erasure", wish);
      return "";
    } catch (StackException e) {
      return e.getMessage();
    }
  }
}
