package org.vigil.models.dataset.table;

import java.nio.file.Path;
import java.util.Optional;
import org.vigil.models.dataset.DatasetException;

/** A table says something that its reader cannot take. Repair the file at the place named. */
public final class TableException extends DatasetException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final long line;
  private final transient Optional<String> column;

  /**
   * @param line from 1, the header's too
   * @param column by name, where one is to blame
   */
  public TableException(Path file, long line, Optional<String> column, String message) {
    super(
        "%s, line %d%s: %s"
            .formatted(
                file.getFileName(),
                line,
                column.map(name -> ", column '" + name + "'").orElse(""),
                message));
    this.file = file;
    this.line = line;
    this.column = column;
  }

  public Path file() {
    return file;
  }

  public long line() {
    return line;
  }

  public Optional<String> column() {
    return column;
  }
}
