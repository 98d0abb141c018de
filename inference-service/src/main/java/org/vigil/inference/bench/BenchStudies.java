package org.vigil.inference.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.vigil.models.bundle.BundleManifest;
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
import org.vigil.schemas.word.Words;

/**
 * Studies of one drawn picture each, of the kind that a bundle takes: an uneven ground with grain,
 * as a radiograph or a photograph has, so that its PNG is about as large as theirs. The pictures
 * are drawn once and used in turn. They come from site {@code demo}, whose drawn pictures the
 * demonstration bundles do not doubt.
 */
final class BenchStudies {
  private static final SiteId SITE = new SiteId("demo");
  private static final int PICTURES = 32;
  private static final String NORMALISATION = "n1";

  private final ImageRole role;
  private final List<NormalisedImage> images = new ArrayList<>();
  private final String run = Long.toHexString(System.nanoTime());

  /**
   * Draws the pictures and puts them where the flow fetches them.
   *
   * @param side of the square pictures, pixels
   */
  BenchStudies(BundleManifest manifest, int side, long seed, Wire wire) {
    this.role = Words.parse(ImageRole.class, manifest.inputs().roles().getFirst()).orElseThrow();
    Random random = new Random(seed);
    for (int i = 0; i < PICTURES; i++) {
      byte[] png = png(kind() == StudyKind.CHEST_XRAY ? grey(side, random) : colour(side, random));
      NormalisedImage image = image(png, side);
      wire.put(image.getObjectKey(), png);
      images.add(image);
    }
  }

  StudyKind kind() {
    return switch (role) {
      case FRONTAL, LATERAL -> StudyKind.CHEST_XRAY;
      case DERMOSCOPIC, CLINICAL -> StudyKind.SKIN;
      case TONGUE -> StudyKind.TONGUE;
      case OTHER -> throw new IllegalArgumentException("no kind of study has role " + role);
    };
  }

  /**
   * @param number another one for every study
   */
  StudyReady study(long number, Priority priority, Instant readyAt) {
    return StudyReady.newBuilder()
        .setStudyId(StudyId.ofSenderKey(SITE, run + "-" + number).value())
        .setRevision(1)
        .setSite(SITE.value())
        .setKind(kind())
        .setPriority(priority)
        .setComplete(true)
        .setImages(List.of(images.get((int) (number % PICTURES))))
        .setReceivedAt(readyAt)
        .setReadyAt(readyAt)
        .build();
  }

  private NormalisedImage image(byte[] png, int side) {
    Sha256 digest = Sha256.of(png);
    ImageId id = ImageId.of(digest);
    boolean grey = kind() == StudyKind.CHEST_XRAY;
    return NormalisedImage.newBuilder()
        .setImageId(id.value())
        .setRole(role)
        .setRoleSource(RoleSource.DECLARED)
        .setRawKey(ObjectKeys.raw(SITE, id).key())
        .setObjectKey(ObjectKeys.normalised(NORMALISATION, id).key())
        .setSha256(digest.hex())
        .setWidth(side)
        .setHeight(side)
        .setBitsPerSample(grey ? 16 : 8)
        .setChannels(grey ? 1 : 3)
        .setNormalisation(NORMALISATION)
        .build();
  }

  /** 16 bits that hold 8, as of an uploaded file. */
  private static BufferedImage grey(int side, Random random) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_USHORT_GRAY);
    double tilt = random.nextDouble();
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.getRaster().setSample(x, y, 0, 257 * light(x, y, side, tilt, random));
      }
    }
    return image;
  }

  private static BufferedImage colour(int side, Random random) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    double tilt = random.nextDouble();
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int light = light(x, y, side, tilt, random);
        image.setRGB(x, y, light << 16 | light * 2 / 3 << 8 | light / 2);
      }
    }
    return image;
  }

  private static int light(int x, int y, int side, double tilt, Random random) {
    double slope = 120 + 80 * Math.sin((x + tilt * y) * 2 * Math.PI / side);
    return Math.clamp(Math.round(slope + 4 * random.nextGaussian()), 0, 255);
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
