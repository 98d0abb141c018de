package org.vigil.ingest.dicomweb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.fuzz.Fuzzing;

/** Multipart bodies (RFC 2046 section 5.1), whole, cut off and spoilt. */
class MultipartRelatedTest {
  private static final String BOUNDARY = "a=b_c";

  private final List<byte[]> parts = new ArrayList<>();
  private final List<String> types = new ArrayList<>();
  private int open;

  @Test
  void everyPartIsHadAsItWasWritten() throws IOException {
    byte[] large = new byte[200_000];
    new Random(1).nextBytes(large);
    byte[] tricky = ("\r\n--" + BOUNDARY.substring(1) + "\r\n--\r\r\n-").getBytes("US-ASCII");
    read(new ByteArrayInputStream(body(large, new byte[0], tricky)));
    assertEquals(3, parts.size());
    assertArrayEquals(large, parts.get(0));
    assertArrayEquals(new byte[0], parts.get(1));
    assertArrayEquals(tricky, parts.get(2));
    assertEquals(List.of("application/dicom", "application/dicom", "application/dicom"), types);
  }

  @Test
  void itDoesNotMatterInWhichPiecesTheBodyComes() throws IOException {
    byte[] body = body("one".getBytes("US-ASCII"), new byte[70_000]);
    Random random = new Random(7);
    read(
        new InputStream() {
          private int at;

          @Override
          public int read() {
            return at < body.length ? body[at++] & 0xFF : -1;
          }

          @Override
          public int read(byte[] to, int offset, int length) {
            int n = Math.min(1 + random.nextInt(5000), Math.min(length, body.length - at));
            System.arraycopy(body, at, to, offset, n);
            at += n;
            return n == 0 ? -1 : n;
          }
        });
    assertArrayEquals("one".getBytes("US-ASCII"), parts.get(0));
    assertEquals(70_000, parts.get(1).length);
  }

  @Test
  void aBodyThatIsCutOffHasNoLastPart() throws IOException {
    byte[] whole = body("first".getBytes("US-ASCII"), "second".getBytes("US-ASCII"));
    for (int length = 0; length < whole.length - 4; length++) {
      parts.clear();
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThrows(
          MultipartRelated.MalformedException.class, () -> read(new ByteArrayInputStream(cut)));
      for (byte[] part : parts) {
        String text = new String(part, StandardCharsets.US_ASCII);
        assertTrue(text.equals("first") || text.equals("second"), text);
      }
    }
    assertEquals(0, open);
  }

  @Test
  void spoiltBodiesAreReadOrRefused() throws InterruptedException {
    byte[] whole = body("first".getBytes(StandardCharsets.US_ASCII), new byte[300]);
    Fuzzing.refusedBy(MultipartRelated.MalformedException.class)
        .allocatingAtMost(4 << 20)
        .run(
            3_000,
            Fuzzing.Inputs.mutantsOf(List.of(whole)),
            (bytes, random) -> {
              parts.clear();
              types.clear();
              read(new ByteArrayInputStream(bytes));
            });
    assertEquals(0, open);
  }

  @Test
  void parametersAreReadQuotedOrNot() {
    String type = "multipart/related; type=\"application/dicom\"; Boundary=abc";
    assertEquals(Optional.of("abc"), MultipartRelated.parameter(type, "boundary"));
    assertEquals(Optional.of("application/dicom"), MultipartRelated.parameter(type, "type"));
    assertEquals(Optional.empty(), MultipartRelated.parameter(type, "start"));
  }

  private static byte[] body(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      ascii(out, "--" + BOUNDARY + "\r\nContent-Type: application/dicom\r\nX: y\r\n\r\n");
      out.writeBytes(part);
      ascii(out, "\r\n");
    }
    ascii(out, "--" + BOUNDARY + "--\r\n");
    return out.toByteArray();
  }

  private static void ascii(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void read(InputStream in) throws IOException {
    MultipartRelated.read(in, BOUNDARY, this::begin);
  }

  private MultipartRelated.Part begin(MultipartRelated.Head head) {
    open++;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new MultipartRelated.Part() {
      @Override
      public void write(byte[] from, int offset, int length) {
        bytes.write(from, offset, length);
      }

      @Override
      public void complete() {
        types.add(head.contentType());
        parts.add(bytes.toByteArray());
      }

      @Override
      public void close() {
        open--;
      }
    };
  }
}
