package org.vigil.ingest.hl7;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.ingest.config.Hl7Settings;
import org.vigil.ingest.dicom.association.Network;
import org.vigil.schemas.id.SiteId;

/** The allow-list of the HL7 port: which addresses may send, and which site they are. Immutable. */
public final class Senders {
  private final List<Sender> senders;

  private record Sender(List<Network> networks, SiteId site) {}

  private Senders(List<Sender> senders) {
    this.senders = senders;
  }

  /**
   * The senders of a configuration.
   *
   * @throws IllegalArgumentException naming the sender whose configuration is wrong
   */
  public static Senders of(Map<String, Hl7Settings.Sender> settings) {
    return new Senders(
        settings.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> sender(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static Sender sender(String name, Hl7Settings.Sender settings) {
    try {
      return new Sender(
          settings.networks().stream().map(Network::parse).toList(), new SiteId(settings.site()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "vigil.ingest.hl7.senders." + name + ": " + e.getMessage(), e);
    }
  }

  /** The site that sends from an address; empty if nobody may. */
  Optional<SiteId> site(InetAddress from) {
    return senders.stream()
        .filter(sender -> sender.networks().stream().anyMatch(network -> network.contains(from)))
        .map(Sender::site)
        .findFirst();
  }
}
