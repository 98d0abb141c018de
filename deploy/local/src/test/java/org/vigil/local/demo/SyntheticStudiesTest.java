package org.vigil.local.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.vigil.local.send.Attachment;
import org.vigil.local.send.Shipment;
import org.vigil.schemas.event.StudyKind;

class SyntheticStudiesTest {

  @Test
  void aSeedDrawsTheSameStudiesByteForByte() throws Exception {
    List<Shipment> once = draw(6, 42);
    List<Shipment> again = draw(6, 42);
    for (int i = 0; i < once.size(); i++) {
      assertEquals(once.get(i).metadata(), again.get(i).metadata());
      assertEquals(once.get(i).key(), again.get(i).key());
      assertArrayEquals(first(once.get(i)), first(again.get(i)));
    }
  }

  @Test
  void noTwoStudiesAreTheSame() throws Exception {
    Set<ByteBuffer> pictures = new HashSet<>();
    for (Shipment study : draw(12, 1)) {
      assertTrue(pictures.add(ByteBuffer.wrap(first(study))), study.label());
    }
    assertFalse(pictures.contains(ByteBuffer.wrap(first(draw(1, 2).getFirst()))));
  }

  @Test
  void bothKindsComeFromTheDemoSiteOnly() {
    List<Shipment> studies = draw(10, 7);
    assertTrue(studies.stream().allMatch(s -> s.site().value().equals("demo")));
    for (StudyKind kind : List.of(StudyKind.CHEST_XRAY, StudyKind.SKIN)) {
      assertEquals(5, studies.stream().filter(s -> s.kind().equals(Optional.of(kind))).count());
    }
  }

  @Test
  void everyPictureSaysThatItIsSynthetic() throws Exception {
    for (Shipment study : draw(12, 3)) {
      for (Attachment image : study.images()) {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes(image)));
        assertTrue(hasMark(picture), study.label());
      }
    }
  }

  /** The bar at the foot: black with at least a tenth of white letters. */
  private static boolean hasMark(BufferedImage picture) {
    int dot = picture.getWidth() / 2 / 55;
    int left = (picture.getWidth() - 55 * dot) / 2;
    int top = picture.getHeight() - 10 * dot;
    int white = 0;
    int black = 0;
    for (int y = top; y < top + 7 * dot; y++) {
      for (int x = left; x < left + 55 * dot; x++) {
        int green = (picture.getRGB(x, y) >> 8) & 0xFF;
        white += green > 200 ? 1 : 0;
        black += green < 55 ? 1 : 0;
      }
    }
    int all = 7 * dot * 55 * dot;
    return white > all / 10 && black > all / 3 && white + black > all * 9 / 10;
  }

  private static List<Shipment> draw(int count, long seed) {
    List<Shipment> studies = new ArrayList<>();
    new SyntheticStudies(count, seed).forEachRemaining(studies::add);
    return studies;
  }

  private static byte[] first(Shipment study) throws Exception {
    return bytes(study.images().getFirst());
  }

  private static byte[] bytes(Attachment image) throws IOException {
    HttpRequest.BodyPublisher body = image.content().body();
    CompletableFuture<byte[]> all = new CompletableFuture<>();
    body.subscribe(new Collector(all));
    return all.join();
  }

  /** Gathers what a body publisher gives. */
  private record Collector(CompletableFuture<byte[]> all, ByteArrayOutputStream bytes)
      implements Flow.Subscriber<ByteBuffer> {
    Collector(CompletableFuture<byte[]> all) {
      this(all, new ByteArrayOutputStream());
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer piece) {
      byte[] part = new byte[piece.remaining()];
      piece.get(part);
      bytes.writeBytes(part);
    }

    @Override
    public void onError(Throwable failure) {
      all.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      all.complete(bytes.toByteArray());
    }
  }
}
