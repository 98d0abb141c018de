package org.vigil.models.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is learnt from as one: a patient's lesion or radiograph with its pictures.
 *
 * @param id unique in the data set
 * @param patient whose it is, or the lesion where the data set does not name patients; nobody is in
 *     two parts of a split
 * @param pictures at least one
 * @param labels of the data set's {@link LabelScheme}
 * @param metadata what is known, as published, by field; what is unknown is absent
 * @param part official, or drawn; empty where the data set leaves it open
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Item(
    String id,
    String patient,
    List<PictureRef> pictures,
    List<Integer> labels,
    Map<String, String> metadata,
    Optional<Part> part) {
  public Item {
    pictures = List.copyOf(pictures);
    labels = List.copyOf(labels);
    metadata = new TreeMap<>(metadata);
  }

  public Item in(Part other) {
    return new Item(id, patient, pictures, labels, metadata, Optional.of(other));
  }
}
