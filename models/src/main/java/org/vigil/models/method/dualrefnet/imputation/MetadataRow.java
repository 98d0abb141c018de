package org.vigil.models.method.dualrefnet.imputation;

import java.util.Set;

/**
 * One case's metadata as numbers.
 *
 * @param values as encoded; 0 where nothing is known; not copied
 * @param missing names of the columns of which nothing is known
 */
public record MetadataRow(float[] values, Set<String> missing) {
  public MetadataRow {
    missing = Set.copyOf(missing);
  }
}
