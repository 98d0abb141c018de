package org.vigil.models.dataset.layout;

import java.util.List;
import org.vigil.models.dataset.table.Row;

/** Labels that a table writes as one column per class. */
final class OneHot {
  private OneHot() {}

  /**
   * The only column with a 1.
   *
   * @throws org.vigil.models.dataset.table.TableException if none or several have one
   */
  static int index(Row row, List<String> columns) {
    int found = -1;
    for (int i = 0; i < columns.size(); i++) {
      if (row.mark(columns.get(i))) {
        if (found >= 0) {
          throw row.fault(columns.get(i), "is 1 as well as '" + columns.get(found) + "'");
        }
        found = i;
      }
    }
    if (found < 0) {
      throw row.fault(columns.getFirst(), "is 0 and so are all other classes");
    }
    return found;
  }

  /** 0 or 1 for every column. */
  static List<Integer> marks(Row row, List<String> columns) {
    return columns.stream().map(column -> row.mark(column) ? 1 : 0).toList();
  }
}
