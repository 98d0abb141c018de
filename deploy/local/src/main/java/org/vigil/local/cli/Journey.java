package org.vigil.local.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.vigil.local.outcome.Outcome;
import org.vigil.local.outcome.OutcomeWatch;
import org.vigil.local.send.Delivery;
import org.vigil.local.send.SendSettings;
import org.vigil.local.send.Sender;
import org.vigil.local.send.Shipment;
import org.vigil.local.stack.Service;
import org.vigil.local.stack.StackPorts;
import org.vigil.local.web.IngestClient;
import org.vigil.local.web.WorklistClient;

/** Sends studies and follows them to the worklist: what {@code send} and {@code demo} share. */
final class Journey {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final StackPorts ports;
  private final PrintWriter out;

  Journey(StackPorts ports, PrintWriter out) {
    this.ports = ports;
    this.out = out;
  }

  /**
   * Returns when every study has an outcome or none has come for a minute.
   *
   * @return whether every study was accepted and none still waits
   */
  boolean run(Iterator<Shipment> shipments, int count, SendSettings settings)
      throws InterruptedException {
    List<Delivery> deliveries = send(shipments, count, settings);
    List<String> accepted =
        deliveries.stream().map(Delivery::acceptedId).flatMap(Optional::stream).distinct().toList();
    Map<String, Outcome> outcomes = follow(accepted);
    OutcomeReport report = new OutcomeReport(deliveries, outcomes);
    out.println();
    out.println(report.text());
    out.println();
    out.println("The worklist: " + ports.url(Service.WORKLIST));
    out.flush();
    return report.isAllWell();
  }

  private List<Delivery> send(Iterator<Shipment> shipments, int count, SendSettings settings)
      throws InterruptedException {
    List<Delivery> deliveries = new ArrayList<>();
    Sender sender =
        new Sender(
            new IngestClient(ports.url(Service.INGEST)), settings, RandomGenerator.getDefault());
    try (Progress progress = Progress.of("Sent", count, out)) {
      sender.sendAll(
          shipments,
          delivery -> {
            deliveries.add(delivery);
            progress.at(deliveries.size());
          });
    }
    return deliveries;
  }

  private Map<String, Outcome> follow(List<String> accepted) throws InterruptedException {
    OutcomeWatch watch =
        new OutcomeWatch(new WorklistClient(ports.url(Service.WORKLIST)), PATIENCE);
    try (Progress progress = Progress.of("On the worklist", accepted.size(), out)) {
      return watch.await(accepted, progress::at);
    }
  }
}
