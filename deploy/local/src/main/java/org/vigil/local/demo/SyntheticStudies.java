package org.vigil.local.demo;

import java.awt.image.BufferedImage;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import org.vigil.local.send.Attachment;
import org.vigil.local.send.Shipment;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;

/**
 * Made-up studies for the demonstration: pictures that look a little like skin lesions and chest
 * X-rays, every one marked SYNTHETIC, all of site {@code demo}. The same seed draws the same
 * studies, byte for byte. They show the house at work; what a model says about them means nothing.
 */
public final class SyntheticStudies implements Iterator<Shipment> {
  private static final SiteId SITE = new SiteId("demo");
  private static final List<String> PLACES =
      List.of("back", "lower extremity", "upper extremity", "abdomen", "face", "chest", "foot");
  private static final double STAT_SHARE = 0.1;
  private static final double TWO_VIEWS_SHARE = 0.25;
  private static final double DERMOSCOPIC_SHARE = 0.7;

  private final int count;
  private final long seed;
  private int next;

  public SyntheticStudies(int count, long seed) {
    this.count = count;
    this.seed = seed;
  }

  @Override
  public boolean hasNext() {
    return next < count;
  }

  @Override
  public Shipment next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int number = next++;
    // Each study has a generator of its own, so that it does not depend on the ones before.
    Random random = new Random(seed * 1_000_003 + number);
    return number % 2 == 0 ? chest(number, random) : skin(number, random);
  }

  private Shipment chest(int number, Random random) {
    Map<String, String> metadata = person(random);
    metadata.put("view", random.nextBoolean() ? "PA" : "AP");
    ThoraxPainter painter = new ThoraxPainter(random);
    Attachment frontal = png(painter.frontal(), ImageRole.FRONTAL);
    List<Attachment> images =
        random.nextDouble() < TWO_VIEWS_SHARE
            ? List.of(frontal, png(painter.lateral(), ImageRole.LATERAL))
            : List.of(frontal);
    return shipment(number, StudyKind.CHEST_XRAY, metadata, images, random);
  }

  private Shipment skin(int number, Random random) {
    Map<String, String> metadata = person(random);
    metadata.put("localization", PLACES.get(random.nextInt(PLACES.size())));
    boolean dermoscopic = random.nextDouble() < DERMOSCOPIC_SHARE;
    BufferedImage picture = new LesionPainter(random, dermoscopic).paint();
    ImageRole role = dermoscopic ? ImageRole.DERMOSCOPIC : ImageRole.CLINICAL;
    return shipment(number, StudyKind.SKIN, metadata, List.of(jpeg(picture, role)), random);
  }

  private static Map<String, String> person(Random random) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("age", Integer.toString(20 + 5 * random.nextInt(14)));
    metadata.put("sex", random.nextBoolean() ? "female" : "male");
    return metadata;
  }

  private Shipment shipment(
      int number,
      StudyKind kind,
      Map<String, String> metadata,
      List<Attachment> images,
      Random random) {
    Priority priority = random.nextDouble() < STAT_SHARE ? Priority.STAT : Priority.ROUTINE;
    String name = "demo-%d-%03d".formatted(seed, number);
    return new Shipment(
        name, SITE, Optional.of(kind), priority, Optional.of(name), metadata, images);
  }

  private static Attachment png(BufferedImage picture, ImageRole role) {
    return Attachment.of(PictureBytes.png(SyntheticMark.burnInto(picture)), role);
  }

  private static Attachment jpeg(BufferedImage picture, ImageRole role) {
    return Attachment.of(PictureBytes.jpeg(SyntheticMark.burnInto(picture)), role);
  }
}
