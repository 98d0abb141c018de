package org.vigil.models.dataset.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A comma-separated table with a header (RFC 4180, UTF-8, a byte-order mark is passed over; {@code
 * .gz} is unpacked). Columns are found by name, in whatever order they stand.
 *
 * @param file where it comes from
 * @param columns names in order
 * @param rows without the header and without empty lines
 */
public record Table(Path file, List<String> columns, List<Row> rows) {
  private static final int MARK = 0xFEFF;

  /**
   * Reads a table whole.
   *
   * @throws TableException for a column that is missing or named twice, or a row of another length
   * @throws UncheckedIOException if the file cannot be read or is not UTF-8
   */
  public static Table read(Path file, String... required) {
    try (Reader text = open(file);
        CsvReader<CsvRecord> reader =
            CsvReader.builder().ignoreDifferentFieldCount(false).ofCsvRecord(text)) {
      Table table = parse(file, reader);
      table.require(required);
      return table;
    } catch (CsvParseException e) {
      throw new TableException(file, lineOf(e), Optional.empty(), reason(e));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Reader open(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
    InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    Reader text = new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder());
    var marked = new PushbackReader(text);
    int first = marked.read();
    if (first >= 0 && first != MARK) {
      marked.unread(first);
    }
    return marked;
  }

  private static Table parse(Path file, CsvReader<CsvRecord> reader) {
    Map<String, Integer> index = new LinkedHashMap<>();
    List<Row> rows = new ArrayList<>();
    for (CsvRecord line : reader) {
      if (index.isEmpty()) {
        header(file, line, index);
      } else {
        rows.add(new Row(file, line.getStartingLineNumber(), index, line.getFields()));
      }
    }
    if (index.isEmpty()) {
      throw new TableException(file, 1, Optional.empty(), "no header");
    }
    return new Table(file, List.copyOf(index.keySet()), List.copyOf(rows));
  }

  private static void header(Path file, CsvRecord line, Map<String, Integer> index) {
    for (String name : line.getFields()) {
      if (index.putIfAbsent(name.strip(), index.size()) != null) {
        throw new TableException(file, 1, Optional.of(name.strip()), "stands twice in the header");
      }
    }
  }

  private void require(String... required) {
    for (String column : required) {
      if (!has(column)) {
        throw new TableException(
            file, 1, Optional.of(column), "is missing; the header has " + columns);
      }
    }
  }

  public boolean has(String column) {
    return columns.contains(column);
  }

  /** The parser counts lines in its cause's message only; a row that is read knows its own. */
  private static long lineOf(CsvParseException e) {
    var number = Pattern.compile("[lL]ine (\\d+)|[rR]ecord (\\d+)");
    for (Throwable t = e; t != null; t = t.getCause()) {
      var match = number.matcher(String.valueOf(t.getMessage()));
      if (match.find()) {
        return Long.parseLong(match.group(1) != null ? match.group(1) : match.group(2));
      }
    }
    return 1;
  }

  private static String reason(CsvParseException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }
}
