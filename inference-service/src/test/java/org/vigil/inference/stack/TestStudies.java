package org.vigil.inference.stack;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.RoleSource;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.ObjectKeys;

/** Makes the integration tests' studies, and puts their pictures into the store. */
public final class TestStudies {
  /** The site whose drawn pictures the committed bundles do not doubt. */
  public static final SiteId SITE = new SiteId("demo");

  private static final int SIDE = 64;

  private final ObjectStore store;

  public TestStudies(ObjectStore store) {
    this.store = store;
  }

  /** A chest X-ray that was made ready just now. */
  public static StudyReady chestXray(Priority priority, NormalisedImage... images) {
    return study(StudyKind.CHEST_XRAY, priority, images);
  }

  public static StudyReady study(StudyKind kind, Priority priority, NormalisedImage... images) {
    Instant now = Instant.now();
    return StudyReady.newBuilder()
        .setStudyId(StudyId.ofSenderKey(SITE, UUID.randomUUID().toString()).value())
        .setRevision(1)
        .setSite(SITE.value())
        .setKind(kind)
        .setPriority(priority)
        .setComplete(true)
        .setImages(List.of(images))
        .setReceivedAt(now)
        .setReadyAt(now)
        .build();
  }

  /** An image whose picture is in the store. */
  public NormalisedImage stored(ImageRole role, byte[] png) {
    NormalisedImage image = missing(role, Sha256.of(png));
    store.put(ObjectKeys.images(image.getObjectKey()), png, "image/png");
    return image;
  }

  /** An image whose picture is not in the store. */
  public static NormalisedImage missing(ImageRole role, Sha256 digest) {
    ImageId id = ImageId.of(digest);
    return NormalisedImage.newBuilder()
        .setImageId(id.value())
        .setRole(role)
        .setRoleSource(RoleSource.DECLARED)
        .setRawKey(ObjectKeys.raw(SITE, id).key())
        .setObjectKey(ObjectKeys.normalised("n1", id).key())
        .setSha256(digest.hex())
        .setWidth(SIDE)
        .setHeight(SIDE)
        .setBitsPerSample(16)
        .setChannels(1)
        .setNormalisation("n1")
        .build();
  }

  /** A 16-bit grey gradient that depends on a seed. */
  public static byte[] radiograph(int seed) {
    return radiograph(seed, SIDE);
  }

  public static byte[] radiograph(int seed, int side) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_USHORT_GRAY);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.getRaster().setSample(x, y, 0, (x * 700 + y * 300 + seed * 1000) & 0xFFFF);
      }
    }
    return png(image);
  }

  /** An 8-bit colour gradient that depends on a seed. */
  public static byte[] photograph(int seed) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        image.setRGB(x, y, (x * 4) << 16 | (y * 4) << 8 | (seed * 16 & 0xFF));
      }
    }
    return png(image);
  }

  private static byte[] png(BufferedImage image) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
