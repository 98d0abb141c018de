package org.vigil.models.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A data set as its reader found it: what there is, what it means, and where it comes from.
 * Pictures are named, not read.
 *
 * @param name of the published data set
 * @param terms licence and citation
 * @param labels what is said about every item
 * @param fields what may be known besides pictures
 * @param items in the tables' order
 * @param sources SHA-256 of every table and archive that was read, by name
 */
public record Dataset(
    String name,
    Terms terms,
    LabelScheme labels,
    List<MetadataField> fields,
    List<Item> items,
    Map<String, String> sources) {

  /**
   * @throws DatasetException for an item that stands twice, has no picture or foreign labels
   */
  public Dataset {
    fields = List.copyOf(fields);
    items = List.copyOf(items);
    sources = new TreeMap<>(sources);
    Set<String> ids = new HashSet<>();
    for (Item item : items) {
      if (!ids.add(item.id())) {
        throw new DatasetException("item '" + item.id() + "' stands twice in " + name);
      }
      if (item.pictures().isEmpty()) {
        throw new DatasetException("item '" + item.id() + "' has no picture");
      }
      labels.require(item.labels());
    }
    if (items.isEmpty()) {
      throw new DatasetException(name + " has no items");
    }
  }

  /** The items of a part, in order. */
  public List<Item> part(Part part) {
    return items.stream().filter(item -> item.part().filter(part::equals).isPresent()).toList();
  }

  /** Whether every item has a part. */
  public boolean hasSplit() {
    return items.stream().allMatch(item -> item.part().isPresent());
  }

  public Dataset with(List<Item> others) {
    return new Dataset(name, terms, labels, fields, others, sources);
  }

  /** The same data set with items changed one by one. */
  public Dataset each(UnaryOperator<Item> change) {
    return with(items.stream().map(change).toList());
  }

  /** How many items of a part have each output's label. */
  public int[] counts(Part part) {
    int[] counts = new int[labels.outputs().size()];
    for (Item item : part(part)) {
      float[] target = labels.target(item.labels());
      for (int i = 0; i < counts.length; i++) {
        counts[i] += (int) target[i];
      }
    }
    return counts;
  }

  /**
   * Refuses a split in which somebody is on both sides.
   *
   * @throws LeakException naming up to five patients
   */
  public Dataset requireNoLeak() {
    Map<String, Part> parts = new TreeMap<>();
    List<String> leaking = new ArrayList<>();
    for (Item item : items) {
      item.part()
          .ifPresent(
              part -> {
                Part before = parts.putIfAbsent(item.patient(), part);
                if (before != null && before != part && !leaking.contains(item.patient())) {
                  leaking.add(item.patient());
                }
              });
    }
    if (!leaking.isEmpty()) {
      throw new LeakException(
          "%d patients or lesions of %s are in more than one part of the split: %s%s"
              .formatted(
                  leaking.size(),
                  name,
                  String.join(", ", leaking.subList(0, Math.min(5, leaking.size()))),
                  leaking.size() > 5 ? ", ..." : ""));
    }
    return this;
  }
}
