package org.vigil.ingest.dicom.association;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.ingest.config.DicomSettings;
import org.vigil.ingest.dicom.pdu.AeTitle;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.word.Words;

/** The allow-list: who may call from where, and which site that is. Immutable. */
public final class Peers {
  private final List<Peer> peers;

  /** Those with a title of their own go before those with any; then by what they are called. */
  private Peers(List<Peer> peers) {
    this.peers = List.copyOf(peers);
  }

  /**
   * @throws IllegalArgumentException naming the peer whose configuration is wrong
   */
  public static Peers of(Map<String, DicomSettings.Peer> settings) {
    return new Peers(
        settings.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> peer(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparing((Peer peer) -> peer.title().isEmpty()))
            .toList());
  }

  /** The first that this may be; empty if nobody may call so from there. */
  public Optional<Peer> find(AeTitle calling, InetAddress from) {
    return peers.stream().filter(peer -> peer.matches(calling, from)).findFirst();
  }

  public boolean isEmpty() {
    return peers.isEmpty();
  }

  private static Peer peer(String name, DicomSettings.Peer settings) {
    try {
      return new Peer(
          settings.aeTitle().equals("*")
              ? Optional.empty()
              : Optional.of(new AeTitle(settings.aeTitle())),
          settings.networks().stream().map(Network::parse).toList(),
          new SiteId(settings.site()),
          settings.kind().map(Peers::kind),
          settings.reportTo().map(Peers::address));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "vigil.ingest.dicom.peers." + name + ": " + e.getMessage(), e);
    }
  }

  private static StudyKind kind(String word) {
    return Words.parse(StudyKind.class, word)
        .orElseThrow(
            () ->
                new IllegalArgumentException("the kind is one of " + Words.list(StudyKind.class)));
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("report-to is HOST:PORT");
    }
    return InetSocketAddress.createUnresolved(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
