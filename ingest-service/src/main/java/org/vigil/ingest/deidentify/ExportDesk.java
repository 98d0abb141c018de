package org.vigil.ingest.deidentify;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vigil.ingest.burnedin.FileSearch;
import org.vigil.ingest.dicom.dataset.DataDictionary;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.DataSetWriter;
import org.vigil.ingest.dicom.dataset.Part10;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.dicom.dataset.TransferSyntax;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.dicom.storage.FileMeta;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.reason.RejectionReason;
import org.vigil.schemas.store.ObjectKey;

/**
 * Makes de-identified files for whoever may have no identifiers, and keeps the way back. What may
 * have text in its pixels does not go out: only objects that say they have none, and in which none
 * is found. Thread-safe.
 */
public final class ExportDesk {
  private static final int BURNED_IN_ANNOTATION = 0x00280301;
  private static final String[] KEPT_IN_VAULT = {
    "PatientID", "PatientName", "StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID"
  };

  private final Deidentifier deidentifier;
  private final MappingVault vault;
  private final FileSearch search;
  private final boolean trustPixels;

  /**
   * @param search for what they say wrongly
   * @param trustPixels whether objects go out that do not say whether text is burned in, and pixels
   *     are not searched
   */
  public ExportDesk(
      Deidentifier deidentifier, MappingVault vault, FileSearch search, boolean trustPixels) {
    this.deidentifier = deidentifier;
    this.vault = vault;
    this.search = search;
    this.trustPixels = trustPixels;
  }

  /**
   * A de-identified Part 10 file.
   *
   * @throws RefusedException if the object may have identifiers in its pixels, or is damaged
   */
  public byte[] export(SiteId site, byte[] original) throws IOException {
    Part10.Contents contents = Part10.read(original);
    requireCleanPixels(contents.dataSet());
    if (!trustPixels && search.isSuspected(original)) {
      throw new RefusedException(
          RejectionReason.UNPROCESSABLE, "text seems to be burned into the object's pixels");
    }
    DataSet clean = deidentifier.deidentify(contents.dataSet()).dataSet();
    Uid sopClass = uid(clean, Tag.SOPClassUID);
    Uid sopInstance = uid(clean, Tag.SOPInstanceUID);
    vault.keep(site, sopInstance.value(), new MappingVault.Original(identifiers(contents)));
    TransferSyntax syntax = contents.syntax();
    String written = syntax.isEncapsulated() ? syntax.uid() : TransferSyntax.EXPLICIT_LITTLE.uid();
    byte[] head = FileMeta.of(sopClass, sopInstance, new Uid(written));
    byte[] body = DataSetWriter.write(clean);
    byte[] file = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, file, head.length, body.length);
    return file;
  }

  /**
   * Where the way back to an original is kept, be it there or not.
   *
   * @throws RefusedException if the object is damaged
   */
  public ObjectKey mapping(SiteId site, byte[] original) {
    DataSet clean = deidentifier.deidentify(Part10.read(original).dataSet()).dataSet();
    return MappingVault.name(site, uid(clean, Tag.SOPInstanceUID).value());
  }

  private void requireCleanPixels(DataSet data) {
    Optional<String> burnedIn = data.text(BURNED_IN_ANNOTATION);
    boolean clean = burnedIn.map("NO"::equals).orElse(trustPixels);
    if (!clean) {
      throw new RefusedException(
          RejectionReason.UNPROCESSABLE,
          "the object does not say that no text is burned into its pixels");
    }
  }

  private static Uid uid(DataSet data, int tag) {
    try {
      return new Uid(data.text(tag).orElse(""));
    } catch (IllegalArgumentException e) {
      throw Part10.damaged("the object has no usable SOP class or instance UID");
    }
  }

  private static Map<String, String> identifiers(Part10.Contents contents) {
    Map<String, String> identifiers = new LinkedHashMap<>();
    for (String keyword : KEPT_IN_VAULT) {
      DataDictionary.tag(keyword)
          .flatMap(contents.dataSet()::text)
          .ifPresent(value -> identifiers.put(keyword, value));
    }
    return identifiers;
  }
}
