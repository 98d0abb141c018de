package org.vigil.ingest.dicomweb;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a multipart body (RFC 2046 section 5.1) part by part as it arrives; memory does not grow
 * with the size of its parts. One use, one thread.
 */
final class MultipartRelated {
  private static final int BUFFER = 64 << 10;
  private static final int LONGEST_HEADERS = 16 << 10;
  private static final int LONGEST_BOUNDARY = 70;

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;

  private MultipartRelated(InputStream in, String boundary) {
    this.in = in;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    // The first delimiter need not begin with an end of line.
    buffer[0] = '\r';
    buffer[1] = '\n';
    to = 2;
  }

  /** Opens where the body of a part goes. */
  @FunctionalInterface
  interface Parts {
    Part begin(Head head) throws IOException;
  }

  /**
   * What stands before the body of a part.
   *
   * @param contentType in lower case; empty where it has none
   * @param location by which other parts name it; empty where it has none
   */
  record Head(String contentType, String location) {}

  /** Where the body of a part goes. */
  interface Part extends Closeable {
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** All of it is there. Without this call before it is closed, it is not. */
    void complete() throws IOException;
  }

  /** A body that is no multipart body. */
  static final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /** A parameter of a media type, such as its boundary (RFC 2045 section 5.1). */
  static Optional<String> parameter(String mediaType, String name) {
    Pattern pattern =
        Pattern.compile(
            ";\\s*" + name + "\\s*=\\s*(\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    Matcher matcher = pattern.matcher(mediaType);
    return matcher.find()
        ? Optional.of(matcher.group(2) == null ? matcher.group(3) : matcher.group(2))
        : Optional.empty();
  }

  /**
   * @throws MalformedException if it ends before its last delimiter
   */
  static void read(InputStream in, String boundary, Parts parts) throws IOException {
    if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
      throw new MalformedException("a boundary has 1 to 70 characters");
    }
    new MultipartRelated(in, boundary).read(parts);
  }

  private void read(Parts parts) throws IOException {
    copy(Optional.empty()); // A preamble is for nobody.
    while (!isLast()) {
      try (Part part = parts.begin(head())) {
        copy(Optional.of(part));
        part.complete();
      }
    }
  }

  /** After a delimiter: whether it was the last one. */
  private boolean isLast() throws IOException {
    int first = next();
    int second = next();
    if (first == '-' && second == '-') {
      return true;
    }
    while (!(first == '\r' && second == '\n')) { // Padding behind the boundary.
      if (first != ' ' && first != '\t') {
        throw new MalformedException("a boundary is followed by something else");
      }
      first = second;
      second = next();
    }
    return false;
  }

  private Head head() throws IOException {
    TreeMap<String, String> headers = headers();
    return new Head(
        headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT),
        headers.getOrDefault("content-location", ""));
  }

  private TreeMap<String, String> headers() throws IOException {
    TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    int left = LONGEST_HEADERS;
    for (String line = line(left); !line.isEmpty(); line = line(left)) {
      left -= line.length();
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private String line(int most) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = next(); next != '\n'; next = next()) {
      line.append((char) next);
      if (line.length() > most) {
        throw new MalformedException("the headers of a part are too long");
      }
    }
    return line.toString().strip();
  }

  private int next() throws IOException {
    if (from == to && !fill()) {
      throw new MalformedException("the body ends before its last boundary");
    }
    return buffer[from++] & 0xFF;
  }

  /** Copies up to the next delimiter and steps over it. */
  private void copy(Optional<Part> part) throws IOException {
    while (true) {
      int found = find();
      int end = found >= 0 ? found : Math.max(from, to - delimiter.length + 1);
      if (part.isPresent()) {
        part.get().write(buffer, from, end - from);
      }
      from = end;
      if (found >= 0) {
        from += delimiter.length;
        return;
      }
      if (!fill()) {
        throw new MalformedException("the body ends before its last boundary");
      }
    }
  }

  private int find() {
    for (int at = from; at <= to - delimiter.length; at++) {
      if (buffer[at] == '\r' && matches(at)) {
        return at;
      }
    }
    return -1;
  }

  private boolean matches(int at) {
    for (int i = 1; i < delimiter.length; i++) {
      if (buffer[at + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean fill() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    int n = in.read(buffer, to, buffer.length - to);
    if (n > 0) {
      to += n;
    }
    return n > 0;
  }
}
