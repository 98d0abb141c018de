package org.vigil.ingest.dicom.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigil.ingest.config.DicomSettings;
import org.vigil.ingest.dicom.association.AbstractSyntaxes;
import org.vigil.ingest.dicom.commitment.Commitment;
import org.vigil.ingest.dicom.dimse.EchoService;
import org.vigil.ingest.dicom.pdu.Uid;

/** What the DICOM door offers: verification, storage in what can be decoded, and commitment. */
public final class Offer {
  private static final List<Uid> UNCOMPRESSED =
      List.of(
          StorageSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(),
          StorageSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());

  private Offer() {}

  /**
   * @param policy whether what cannot be decoded is taken too, where nothing better is proposed
   */
  public static AbstractSyntaxes of(DicomSettings.Undecodable policy) {
    Map<Uid, List<Uid>> preferred = new HashMap<>();
    Map<Uid, List<Uid>> tolerated = new HashMap<>();
    preferred.put(EchoService.VERIFICATION, UNCOMPRESSED);
    preferred.put(Commitment.SOP_CLASS, UNCOMPRESSED);
    for (StorageSopClass sopClass : StorageSopClass.values()) {
      preferred.put(sopClass.uid(), StorageSyntax.readable());
      if (policy == DicomSettings.Undecodable.KEEP) {
        tolerated.put(sopClass.uid(), StorageSyntax.unreadable());
      }
    }
    return new AbstractSyntaxes(preferred, tolerated);
  }
}
