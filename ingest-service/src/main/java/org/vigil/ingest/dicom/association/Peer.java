package org.vigil.ingest.dicom.association;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.vigil.ingest.dicom.pdu.AeTitle;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;

/**
 * An application entity, or a group of them, that may send.
 *
 * @param title its calling AE title; empty for any
 * @param networks it may call from
 * @param site that its studies belong to
 * @param kind of its studies where its objects do not say it
 * @param reportTo where it takes storage commitment reports
 */
public record Peer(
    Optional<AeTitle> title,
    List<Network> networks,
    SiteId site,
    Optional<StudyKind> kind,
    Optional<InetSocketAddress> reportTo) {

  boolean matches(AeTitle calling, InetAddress from) {
    return title.map(calling::equals).orElse(!calling.value().isEmpty())
        && networks.stream().anyMatch(network -> network.contains(from));
  }
}
