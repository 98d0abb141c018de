package org.vigil.ingest.tus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.platform.problem.ProblemException;

class UploadFolderTest {
  private static final byte[] BYTES = "sixteen bytes...".getBytes(StandardCharsets.US_ASCII);
  private static final UploadFolder.Bounds BOUNDS =
      new UploadFolder.Bounds(100, 150, Duration.ofHours(5), Duration.ofHours(1));

  @TempDir Path path;
  private UploadFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = UploadFolder.open(path, BOUNDS, Clock.systemUTC());
  }

  private HeldUpload append(UploadKey key, long offset, byte[] bytes) throws Exception {
    return folder.append(key, offset, new ByteArrayInputStream(bytes), Optional.empty());
  }

  private static void assertStatus(int status, Executable call) {
    assertEquals(status, assertThrows(ProblemException.class, call).problem().status());
  }

  @Test
  void partsBecomeOneFile() throws Exception {
    UploadKey key = folder.begin(UploadKey.random(), 16).key();
    assertEquals(6, append(key, 0, Arrays.copyOf(BYTES, 6)).offset());
    HeldUpload whole = append(key, 6, Arrays.copyOfRange(BYTES, 6, 16));
    assertTrue(whole.isComplete());
    assertArrayEquals(BYTES, Files.readAllBytes(folder.file(key.value())));
  }

  @Test
  void whatWasToldSurvivesTheProcess() throws Exception {
    UploadKey key = folder.begin(UploadKey.random(), 16).key();
    append(key, 0, Arrays.copyOf(BYTES, 6));
    Files.createFile(path.resolve("spool-1")); // As kill -9 leaves it.
    Files.createFile(path.resolve("normalised-1.png"));
    folder = UploadFolder.open(path, BOUNDS, Clock.systemUTC());
    assertEquals(6, folder.find(key).orElseThrow().offset());
    assertEquals(16, append(key, 6, Arrays.copyOfRange(BYTES, 6, 16)).offset());
    assertEquals(2, Files.list(path).count());
  }

  @Test
  void anotherOffsetIsAConflictAndChangesNothing() throws Exception {
    UploadKey key = folder.begin(UploadKey.random(), 16).key();
    append(key, 0, Arrays.copyOf(BYTES, 6));
    assertStatus(409, () -> append(key, 0, BYTES));
    assertStatus(409, () -> append(key, 7, BYTES));
    assertEquals(6, folder.find(key).orElseThrow().offset());
  }

  @Test
  void moreThanTheLengthIsNotKept() throws Exception {
    UploadKey key = folder.begin(UploadKey.random(), 10).key();
    append(key, 0, Arrays.copyOf(BYTES, 6));
    assertStatus(413, () -> append(key, 6, BYTES));
    assertEquals(6, folder.find(key).orElseThrow().offset());
  }

  @Test
  void whatCameBeforeTheSenderBrokeOffIsKept() throws Exception {
    UploadKey key = folder.begin(UploadKey.random(), 16).key();
    InputStream broken =
        new InputStream() {
          private int at;

          @Override
          public int read() throws IOException {
            if (at == 6) {
              throw new IOException("connection reset");
            }
            return BYTES[at++];
          }
        };
    assertThrows(IOException.class, () -> folder.append(key, 0, broken, Optional.empty()));
    long kept = folder.find(key).orElseThrow().offset();
    assertEquals(16, append(key, kept, Arrays.copyOfRange(BYTES, (int) kept, 16)).offset());
    assertArrayEquals(BYTES, Files.readAllBytes(folder.file(key.value())));
  }

  @Test
  void bytesThatChangedOnTheirWayAreDiscarded() throws Exception {
    UploadKey key = folder.begin(UploadKey.random(), 16).key();
    Checksum checksum = sha1(BYTES);
    byte[] changed = BYTES.clone();
    changed[3]++;
    assertStatus(
        460, () -> folder.append(key, 0, new ByteArrayInputStream(changed), Optional.of(checksum)));
    assertEquals(0, folder.find(key).orElseThrow().offset());
    InputStream right = new ByteArrayInputStream(BYTES);
    assertTrue(folder.append(key, 0, right, Optional.of(checksum)).isComplete());
  }

  private static Checksum sha1(byte[] bytes) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
    return Checksum.parse("sha1 " + Base64.getEncoder().encodeToString(digest)).orElseThrow();
  }

  @Test
  void aSenderThatComesAgainTakesOverFromItsHangingRequest() throws Exception {
    UploadKey key = folder.begin(UploadKey.random(), 16).key();
    CountDownLatch reading = new CountDownLatch(1);
    try (PipedOutputStream sender = new PipedOutputStream();
        PipedInputStream hanging = new PipedInputStream(sender)) {
      sender.write(BYTES, 0, 6);
      InputStream body =
          new FilterInputStream(hanging) {
            @Override
            public int read(byte[] buffer, int from, int count) throws IOException {
              if (hanging.available() == 0) {
                reading.countDown();
              }
              return super.read(buffer, from, count);
            }
          };
      CompletableFuture<Void> first = new CompletableFuture<>();
      Thread.startVirtualThread(
          () -> {
            try {
              folder.append(key, 0, body, Optional.empty());
            } catch (Exception e) {
              first.completeExceptionally(e);
            }
          });
      reading.await();
      assertStatus(409, () -> append(key, 0, BYTES));
      assertThrows(Exception.class, first::join);
    }
    assertEquals(16, append(key, 6, Arrays.copyOfRange(BYTES, 6, 16)).offset());
  }

  @Test
  void theSameIdempotencyKeyIsTheSameUpload() throws Exception {
    UploadKey key = UploadKey.ofIdempotencyKey("a key nobody can guess");
    folder.begin(key, 16);
    append(key, 0, Arrays.copyOf(BYTES, 6));
    assertEquals(6, folder.begin(key, 16).offset());
    assertStatus(422, () -> folder.begin(key, 17));
  }

  @Test
  void noMoreIsBegunThanIsHeld() throws Exception {
    assertStatus(413, () -> folder.begin(UploadKey.random(), 101));
    UploadKey first = folder.begin(UploadKey.random(), 100).key();
    assertStatus(503, () -> folder.begin(UploadKey.random(), 51));
    folder.remove(first);
    assertEquals(Optional.empty(), folder.find(first));
    folder.begin(UploadKey.random(), 51);
  }

  @Test
  void anUploadExpiresHoursAfterItsLastPart() throws Exception {
    UploadKey key = folder.begin(UploadKey.random(), 16).key();
    append(key, 0, Arrays.copyOf(BYTES, 6));
    assertEquals(0, after(Duration.ofHours(4)).sweep());
    assertEquals(1, after(Duration.ofHours(6)).sweep());
    assertEquals(0, Files.list(path).count());
    assertStatus(404, () -> append(key, 6, BYTES));
  }

  @Test
  void anUploadThatWasUsedIsHeldAShortTimeMore() throws Exception {
    UploadKey key = folder.begin(UploadKey.random(), 16).key();
    append(key, 0, BYTES);
    folder.used(key.value());
    folder.used(key.value());
    assertArrayEquals(BYTES, Files.readAllBytes(folder.file(key.value())));
    assertEquals(0, after(Duration.ofMinutes(50)).sweep());
    assertEquals(1, after(Duration.ofMinutes(70)).sweep());
  }

  private UploadFolder after(Duration time) throws IOException {
    Clock later = Clock.fixed(Instant.now().plus(time), ZoneOffset.UTC);
    return UploadFolder.open(path, BOUNDS, later);
  }

  @Test
  void aFileIsGivenOnlyWhenItIsWhole() throws Exception {
    UploadKey key = folder.begin(UploadKey.random(), 16).key();
    assertStatus(409, () -> folder.file(key.value()));
    assertStatus(404, () -> folder.file("../" + key));
    assertStatus(404, () -> folder.file(UploadKey.random().value()));
  }
}
