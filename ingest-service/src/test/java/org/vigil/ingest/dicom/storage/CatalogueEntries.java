package org.vigil.ingest.dicom.storage;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.vigil.ingest.dicom.dataset.DataDictionary;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Element;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;

/** Enters instances into a catalogue for tests that only search it. */
public final class CatalogueEntries {
  private CatalogueEntries() {}

  public static void enter(Catalogue catalogue, SiteId site, Map<Integer, String> words) {
    DataSet data = new DataSet(ByteOrder.LITTLE_ENDIAN);
    data.put(Element.text(Tag.SpecificCharacterSet, "CS", "ISO_IR 192"));
    words.forEach(
        (tag, value) ->
            data.put(
                Element.bytes(
                    tag, DataDictionary.vr(tag), value.getBytes(StandardCharsets.UTF_8))));
    ImageId image = ImageId.of(Sha256.of(words.get(Tag.SOPInstanceUID)));
    catalogue.enter(site, image, new Headline(data));
  }
}
