package org.vigil.local.bench.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.vigil.local.stack.StackException;

/**
 * Large objects by as many associations as the front door takes, and how its memory grows
 * meanwhile. A sender that is told to come again comes again, as a modality's queue does.
 */
public final class LargeLoad {
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final String TAKEN = "Received Store Response (Success)";

  private final VigilServer server;
  private final Path logs;

  LargeLoad(VigilServer server, Path logs) {
    this.server = server;
    this.logs = logs;
  }

  /**
   * What was measured.
   *
   * @param associations at the same time, one object each
   * @param megabytes of one object
   * @param residentBefore MB that the service had in memory before
   * @param residentPeak MB that it had at most meanwhile
   * @param comeAgain how often a sender was told to send again later
   */
  public record Memory(
      int associations,
      double megabytes,
      double residentBefore,
      double residentPeak,
      int comeAgain,
      Duration wall) {}

  Memory send(List<Path> objects) throws IOException, InterruptedException {
    double before = server.residentMegabytes();
    double peak = before;
    int comeAgain = 0;
    Instant start = Instant.now();
    Map<Path, Process> senders = new HashMap<>();
    for (Path object : objects) {
      senders.put(object, start(object));
    }
    while (!senders.isEmpty()) {
      if (Duration.between(start, Instant.now()).compareTo(LIMIT) > 0) {
        senders.values().forEach(Process::destroyForcibly);
        throw new StackException(senders.size() + " large objects are still not taken");
      }
      Thread.sleep(LOOK);
      peak = Math.max(peak, server.residentMegabytes());
      for (Path refused : finished(senders)) {
        comeAgain++;
        senders.put(refused, start(refused));
      }
    }
    Duration wall = Duration.between(start, Instant.now());
    double megabytes = Files.size(objects.get(0)) / 1e6;
    return new Memory(objects.size(), megabytes, before, peak, comeAgain, wall);
  }

  /** Forgets the senders that have ended; those that were not successful are to come again. */
  private List<Path> finished(Map<Path, Process> senders) throws IOException {
    List<Path> again = new ArrayList<>();
    Iterator<Map.Entry<Path, Process>> each = senders.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Path, Process> sender = each.next();
      if (!sender.getValue().isAlive()) {
        each.remove();
        String said =
            new String(Files.readAllBytes(log(sender.getKey())), StandardCharsets.ISO_8859_1);
        if (!said.contains(TAKEN)) {
          again.add(sender.getKey());
        }
      }
    }
    return again;
  }

  private Process start(Path object) {
    return Programs.start(
        log(object),
        List.of(
            "storescu",
            "-v",
            "-R",
            "-aec",
            server.title(),
            "127.0.0.1",
            Integer.toString(server.port()),
            object.toString()));
  }

  private Path log(Path object) {
    return logs.resolve(object.getFileName() + ".log");
  }
}
