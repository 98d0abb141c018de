package org.vigil.training.dataset;

import java.util.List;
import java.util.Map;
import org.vigil.schemas.id.Sha256;
import org.vigil.training.document.Documents;
import org.vigil.training.feedback.CasePart;

/**
 * What a run may learn from and be measured on: an immutable manifest, named by the SHA-256 of its
 * bytes.
 *
 * @param form 1
 * @param slot the slot that it was drawn for
 * @param findings what the targets mean, in order
 * @param licence of the pictures
 * @param provenance where it comes from, in words
 * @param items in a fixed order
 * @param leftOut how many labelled cases are not in it, by reason
 */
public record DataSet(
    int form,
    String slot,
    List<String> findings,
    String licence,
    String provenance,
    List<Item> items,
    Map<String, Integer> leftOut) {

  /**
   * One picture with what readers say of its study.
   *
   * @param study its study; all pictures of a study are of one part
   * @param objectKey of the normalised PNG in the image bucket
   * @param sha256 of the normalised PNG
   * @param part what it may be used for
   * @param targets share of readers that call each finding present, 0 to 1
   * @param present what most readers say of each finding
   * @param strata values by which results are told apart, by name, such as site
   */
  public record Item(
      String study,
      String objectKey,
      String sha256,
      CasePart part,
      List<Double> targets,
      List<Boolean> present,
      Map<String, String> strata) {}

  /** The manifest's bytes; equal data sets have equal bytes. */
  public byte[] bytes() {
    return Documents.bytes(this);
  }

  public Sha256 digest() {
    return Sha256.of(bytes());
  }

  public long count(CasePart part) {
    return items.stream().filter(item -> item.part() == part).count();
  }
}
