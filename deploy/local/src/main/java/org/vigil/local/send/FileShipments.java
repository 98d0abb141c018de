package org.vigil.local.send;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.local.stack.StackException;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.word.Words;

/**
 * Makes a shipment of each file. DICOM files of one study become one study at the front door, by
 * their Study Instance UID.
 *
 * @param site who sends
 * @param kind for every file; empty to let DICOM files say it
 * @param role for every file; empty to let the table, DICOM or the kind's default say it
 * @param priority for every study
 * @param table metadata by file name
 */
public record FileShipments(
    SiteId site,
    Optional<StudyKind> kind,
    Optional<ImageRole> role,
    Priority priority,
    MetadataTable table) {

  /**
   * @throws StackException if the kind of some files is not known
   */
  public List<Shipment> of(List<Path> files) throws IOException {
    requireKinds(files);
    List<Shipment> shipments = new ArrayList<>();
    for (Path file : files) {
      shipments.add(shipment(file));
    }
    return shipments;
  }

  private Shipment shipment(Path file) {
    Map<String, String> row = table.rowOf(file);
    return new Shipment(
        file.getFileName().toString(),
        site,
        kind,
        priority,
        Optional.empty(),
        TableColumns.of(row, kind),
        List.of(Attachment.of(file, role.or(() -> RoleColumns.of(row, kind)))));
  }

  private void requireKinds(List<Path> files) throws IOException {
    if (kind.isPresent()) {
      return;
    }
    List<Path> unknown = new ArrayList<>();
    for (Path file : files) {
      if (!PictureFile.isDicom(file)) {
        unknown.add(file);
      }
    }
    if (!unknown.isEmpty()) {
      throw new StackException(
          "%d of %d files are not DICOM and do not say what they show (first: %s): add --kind, one of %s"
              .formatted(
                  unknown.size(), files.size(), unknown.getFirst(), Words.list(StudyKind.class)));
    }
  }

  /** The columns of the table that are not sent. */
  public List<String> columnsNotSent() {
    return table.columns().stream()
        .filter(column -> TableColumns.of(column, kind).isEmpty())
        .toList();
  }
}
