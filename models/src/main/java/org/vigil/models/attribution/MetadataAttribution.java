package org.vigil.models.attribution;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Says how much each metadata entry of a case moved the probability of one class. The players are
 * the entries; what is unknown is taken from real background cases and averaged over them
 * (interventional Shapley values: Lundberg and Lee 2017; Janzing et al. 2020). Dependence between
 * entries is thereby broken, as is usual; a value says what the model does, not what causes a
 * disease. Thread-safe if the model is.
 *
 * @param fields at least one, over columns that do not overlap; columns of none are always known
 * @param background encoded metadata of real cases, [case][column]; each coalition asks the model
 *     once per row
 * @param method how coalitions are chosen; its error does not cover the choice of the background
 */
public record MetadataAttribution(
    List<MetadataField> fields, double[][] background, ShapleyMethod method) {
  public MetadataAttribution {
    fields = List.copyOf(fields);
    if (fields.isEmpty() || background.length == 0) {
      throw new IllegalArgumentException("needs a field and a background case");
    }
    requireApart(fields, background[0].length);
  }

  private static void requireApart(List<MetadataField> fields, int columns) {
    BitSet taken = new BitSet();
    for (MetadataField field : fields) {
      int end = field.from() + field.columns();
      if (end > columns || !taken.get(field.from(), end).isEmpty()) {
        throw new IllegalArgumentException(
            field.name() + " overlaps another field or exceeds " + columns + " columns");
      }
      taken.set(field.from(), end);
    }
  }

  /**
   * One value per field, in order; {@code empty} is the mean answer over the background.
   *
   * @param model of the case's pictures
   * @param metadata of the case, encoded
   * @param target the class whose probability is explained
   */
  public ShapleyValues explain(MetadataModel model, double[] metadata, int target) {
    if (metadata.length != background[0].length) {
      throw new IllegalArgumentException(
          metadata.length + " columns, the background has " + background[0].length);
    }
    return method.values(new Game(model, metadata, target));
  }

  private final class Game implements CoalitionGame {
    private final MetadataModel model;
    private final double[] metadata;
    private final int target;

    Game(MetadataModel model, double[] metadata, int target) {
      this.model = model;
      this.metadata = metadata;
      this.target = target;
    }

    @Override
    public int players() {
      return fields.size();
    }

    @Override
    public double[] gains(List<BitSet> coalitions) {
      double[][] rows =
          coalitions.stream()
              .flatMap(known -> Arrays.stream(background).map(row -> mixed(row, known)))
              .toArray(double[][]::new);
      double[][] answers = model.probabilities(rows);
      double[] gains = new double[coalitions.size()];
      for (int i = 0; i < answers.length; i++) {
        gains[i / background.length] += answers[i][target] / background.length;
      }
      return gains;
    }

    /** This case with the unknown entries of a background one. */
    private double[] mixed(double[] row, BitSet known) {
      double[] mixed = metadata.clone();
      for (int i = 0; i < fields.size(); i++) {
        MetadataField field = fields.get(i);
        if (!known.get(i)) {
          System.arraycopy(row, field.from(), mixed, field.from(), field.columns());
        }
      }
      return mixed;
    }
  }
}
