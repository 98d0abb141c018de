package org.vigil.local.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.local.demo.SyntheticStudies;
import org.vigil.local.send.Attachment;
import org.vigil.local.send.Shipment;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;

/** The pictures of a benchmark: studies of one frontal chest X-ray each. */
public final class ChestXrays {
  private static final SiteId SITE = new SiteId("bench");

  private ChestXrays() {}

  /** Made-up pictures of 512 × 512, drawn now so that drawing takes no time later. */
  public static List<Shipment> drawn(int count, long seed) {
    List<Shipment> drawn = new ArrayList<>();
    Iterator<Shipment> studies = new SyntheticStudies(Integer.MAX_VALUE, seed);
    while (drawn.size() < count) {
      Shipment study = studies.next();
      if (study.kind().equals(Optional.of(StudyKind.CHEST_XRAY))) {
        drawn.add(study(study.label(), study.images().getFirst()));
      }
    }
    return drawn;
  }

  /** Real pictures, which the sender streams from their files. */
  public static List<Shipment> of(List<Path> files) {
    return files.stream()
        .map(file -> study(file.toString(), Attachment.of(file, Optional.of(ImageRole.FRONTAL))))
        .toList();
  }

  private static Shipment study(String label, Attachment image) {
    return new Shipment(
        label,
        SITE,
        Optional.of(StudyKind.CHEST_XRAY),
        Priority.ROUTINE,
        Optional.empty(),
        Map.of(),
        List.of(image));
  }
}
