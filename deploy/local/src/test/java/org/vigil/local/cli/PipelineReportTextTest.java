package org.vigil.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigil.local.bench.Distribution;
import org.vigil.local.bench.Machine;
import org.vigil.local.bench.PhaseResult;
import org.vigil.local.bench.PipelineReport;
import org.vigil.local.bench.PipelineSettings;
import org.vigil.local.bench.RawForward;

class PipelineReportTextTest {
  private static final Distribution TIMES = new Distribution(9, 12, 10, 20, 30, 31);
  private static final PipelineReport REPORT =
      new PipelineReport(
          Instant.parse("2026-01-01T00:00:00Z"),
          new Machine("a processor", 2, 1024, "Linux amd64", "25"),
          new PipelineSettings("densenet121", 8, 1, "cpu", 9, 3, 32, 0, 10, 1),
          new RawForward(1, 15, 17, 2, 32, 10, 20),
          List.of(
              new PhaseResult(
                  "saturated",
                  0,
                  9,
                  0,
                  12,
                  TIMES,
                  Map.of("compute", TIMES),
                  Map.of("store", 4.0),
                  Map.of("broker", 5.0))));

  @Test
  void peopleReadBothRatiosAndEveryStage() {
    String text = new PipelineReportText(REPORT).toString();

    assertTrue(
        text.contains(
            "12.0 studies/s, 0.75 of the bare forward pass (0.38 of it on all cores;"
                + " of the network as it was trained 1.20 and 0.60)"),
        text);
    assertTrue(text.contains("16.0 images/s at 1 threads (before 15.0, after 17.0)"), text);
    assertTrue(text.matches("(?s).*compute +12 +10 +20 +30 +31.*"), text);
    assertTrue(text.contains("processor ms a study: broker 5.0"), text);
  }

  @Test
  void machinesReadTheSameInJson() throws IOException {
    JsonNode json = new ObjectMapper().readTree(BenchPipelineCommand.json(REPORT));

    assertEquals(0.75, json.at("/ratios/saturated/sameThreads").asDouble());
    assertEquals(16, json.at("/raw/mean").asDouble());
    assertEquals(500, json.at("/forwardMillis").asDouble());
    assertEquals("2026-01-01T00:00:00Z", json.at("/takenAt").asText());
  }
}
