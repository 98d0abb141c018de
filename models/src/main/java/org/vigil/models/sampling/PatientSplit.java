package org.vigil.models.sampling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vigil.models.seed.Seed;

/**
 * Divides pictures into parts so that no patient is in two of them. A patient's part follows from
 * the seed and the patient alone: when pictures or patients are added later, nobody moves, and
 * nobody who was tested on is ever trained on.
 */
public final class PatientSplit {
  private static final double TOLERANCE = 1e-9;

  private final Map<String, Double> shares;
  private final Seed seed;

  /**
   * @param shares of patients per part, in order, summing to 1; met on average, not exactly
   */
  public PatientSplit(Map<String, Double> shares, Seed seed) {
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    if (!(Math.abs(sum - 1) < TOLERANCE) || shares.values().stream().anyMatch(s -> s < 0)) {
      throw new IllegalArgumentException("shares must be positive and sum to 1, got " + shares);
    }
    this.shares = new LinkedHashMap<>(shares);
    this.seed = seed;
  }

  /** The part that a patient belongs to, now and ever. */
  public String part(String patient) {
    Seed own = seed;
    for (int i = 0; i < patient.length(); i++) {
      own = own.at(patient.charAt(i));
    }
    double draw = own.generator().nextDouble();
    String last = "";
    for (Map.Entry<String, Double> part : shares.entrySet()) {
      last = part.getValue() > 0 ? part.getKey() : last;
      draw -= part.getValue();
      if (draw < 0) {
        return part.getKey();
      }
    }
    return last; // Rounding left the shares' sum a little below the draw.
  }

  /**
   * Indices of the pictures in each part, in order.
   *
   * @param patients whose picture each is
   */
  public Map<String, int[]> split(List<String> patients) {
    Map<String, List<Integer>> parts = new LinkedHashMap<>();
    shares.keySet().forEach(name -> parts.put(name, new ArrayList<>()));
    IntStream.range(0, patients.size()).forEach(i -> parts.get(part(patients.get(i))).add(i));
    Map<String, int[]> indices = new LinkedHashMap<>();
    parts.forEach(
        (name, members) ->
            indices.put(name, members.stream().mapToInt(Integer::intValue).toArray()));
    return indices;
  }
}
