package org.vigil.ingest.deidentify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigil.ingest.dicom.dataset.DataDictionary;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Element;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.dicom.dataset.Value;

/**
 * Takes identifiers out of data sets at every depth (PS3.15 annex E.1.1). Private attributes go
 * unless they are listed as safe, and so does what no edition of the standard knows, since nobody
 * can say what is in it; names in attributes that the profile does not list are emptied. Pixels are
 * left as they are. Thread-safe.
 */
public final class Deidentifier {
  private static final int PATIENT_ID = 0x00100020;
  private static final int PATIENT_NAME = 0x00100010;

  private final ProfileTable table = ProfileTable.standard();
  private final Pseudonyms pseudonyms;
  private final Options options;

  public Deidentifier(KeySource keys, Options options) {
    this.pseudonyms = new Pseudonyms(keys);
    this.options = options;
  }

  /**
   * A data set without identifiers.
   *
   * @param report what was done
   */
  public record Result(DataSet dataSet, Report report) {}

  public Result deidentify(DataSet original) {
    Report report = new Report();
    String patient =
        original
            .text(PATIENT_ID)
            .or(() -> original.text(PATIENT_NAME))
            .or(() -> original.text(Tag.StudyInstanceUID))
            .orElse("");
    DataSet clean = new Pass(report, pseudonyms.days(patient)).dataSet(original);
    MethodAttributes.of(options).forEach(clean::put);
    return new Result(clean, report);
  }

  /** One object. */
  private final class Pass {
    private final Report report;
    private final int days;

    Pass(Report report, int days) {
      this.report = report;
      this.days = days;
    }

    DataSet dataSet(DataSet original) {
      DataSet clean = new DataSet(original.order());
      for (Element element : original.elements()) {
        treat(original, element).ifPresent(clean::put);
      }
      return clean;
    }

    private Optional<Element> treat(DataSet original, Element element) {
      int tag = element.tag();
      if (element.isPrivate()) {
        return SafePrivate.isSafe(original, tag, options.safePrivate()) ? kept(element) : gone(tag);
      }
      Optional<ProfileTable.Row> row = table.row(tag);
      if (row.isPresent()) {
        return listed(original, element, row.get());
      }
      if (DataDictionary.keyword(tag).isEmpty() || isOpaque(element)) {
        return gone(tag);
      }
      return element.vr().equals("PN") ? emptied(element) : kept(element);
    }

    /** Bytes that their writer did not know, which may be a sequence with anything in it. */
    private static boolean isOpaque(Element element) {
      return element.vr().equals("UN") && element.value() instanceof Value.Bytes;
    }

    private Optional<Element> gone(int tag) {
      report.remove(tag);
      return Optional.empty();
    }

    private Optional<Element> emptied(Element element) {
      report.remove(element.tag());
      return Optional.of(
          element.vr().equals("SQ")
              ? Element.items(element.tag(), List.of())
              : Element.bytes(element.tag(), element.vr(), new byte[0]));
    }

    private Optional<Element> replaced(Element by) {
      report.replace(by.tag());
      return Optional.of(by);
    }

    /** What stays; the items of a sequence are treated each for itself. */
    private Optional<Element> kept(Element element) {
      return Optional.of(
          element.value() instanceof Value.Items(List<DataSet> items)
              ? Element.items(element.tag(), items.stream().map(this::dataSet).toList())
              : element);
    }

    private Optional<Element> listed(DataSet original, Element element, ProfileTable.Row row) {
      if (row.date() && options.modifiedDates()) {
        return original
            .text(element.tag())
            .flatMap(text -> ShiftedDate.of(text, element.vr(), days))
            .map(text -> Element.text(element.tag(), element.vr(), text))
            .flatMap(this::replaced)
            .or(() -> basic(original, element, row.rule()));
      }
      if (row.descriptor() && options.cleansDescriptors()) {
        return original
            .text(element.tag())
            .map(text -> Descriptors.clean(text, options.descriptorWords()))
            .filter(text -> !text.isEmpty())
            .map(text -> Element.text(element.tag(), element.vr(), text))
            .flatMap(this::replaced)
            .or(() -> basic(original, element, row.rule()));
      }
      return basic(original, element, row.rule());
    }

    private Optional<Element> basic(DataSet original, Element element, Rule rule) {
      return switch (rule) {
        case REMOVE -> gone(element.tag());
        case EMPTY -> emptied(element);
        case DUMMY -> replaced(DummyValue.of(element));
        case UID -> replaced(uids(original, element));
        case ITEMS -> kept(element);
      };
    }

    private Element uids(DataSet original, Element element) {
      List<String> uids = new ArrayList<>();
      for (String uid : original.text(element.tag()).orElse("").split("\\\\", -1)) {
        uids.add(uid.isBlank() ? "" : pseudonyms.uid(uid.strip()));
      }
      return Element.text(element.tag(), "UI", String.join("\\", uids));
    }
  }
}
