package org.vigil.ingest.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventPublisher;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.topic.Topics;

/**
 * Brings orders and images together, whichever comes first. Each side writes its own part down
 * before it looks for the other's, so that of two that come at once at least one sees both; that
 * both do is no harm, because the study is put together from the same words. Thread-safe.
 */
public final class OrderDesk {
  private static final String SOURCE = "/vigil/ingest";

  private final OrderBook book;
  private final EventPublisher publisher;
  private final Clock clock;
  private final Duration horizon;

  /**
   * @param horizon how long after an image came an order still changes its study; shorter than
   *     assembled studies are remembered
   */
  public OrderDesk(OrderBook book, EventPublisher publisher, Clock clock, Duration horizon) {
    this.book = book;
    this.publisher = publisher;
    this.clock = clock;
    this.horizon = horizon;
  }

  /**
   * Takes the orders of a message, and what it says of their patients; returns when store and
   * broker have everything.
   *
   * @param message as it was received
   */
  public void take(SiteId site, List<Order> orders, byte[] message) {
    book.keep(site, message);
    for (Order order : orders) {
      Sha256 accession = digest(order.accession());
      order.patient().ifPresent(patient -> book.put(site, patient));
      change(site, accession, OrderRecord.of(book.order(site, accession), order));
    }
  }

  /** Corrects a patient's details in all of the patient's orders. */
  public void update(SiteId site, Patient patient, byte[] message) {
    book.keep(site, message);
    book.put(site, patient);
    for (Sha256 accession : book.ordersOf(site, patient.id())) {
      book.order(site, accession).ifPresent(order -> change(site, accession, order.with(patient)));
    }
  }

  /** From now on one id means another patient's; its orders are that patient's. */
  public void merge(SiteId site, String from, Patient into, byte[] message) {
    book.keep(site, message);
    book.put(site, into);
    book.merged(site, from, into.id());
    for (Sha256 accession : book.ordersOf(site, from)) {
      book.order(site, accession).ifPresent(order -> change(site, accession, order.with(into)));
    }
  }

  private void change(SiteId site, Sha256 accession, OrderRecord order) {
    book.put(site, accession, order);
    Instant oldest = clock.instant().minus(horizon);
    List<ImageNormalised> images =
        book.images(site, accession).stream()
            .filter(event -> event.getReceivedAt().isAfter(oldest))
            .map(
                event ->
                    ImageNormalised.newBuilder(order.fill(event)).setCompleteWith(null).build())
            .toList();
    publish(images);
  }

  /**
   * The event of an image that came under an accession number, with what its order adds. The image
   * is remembered before the order is looked for.
   */
  public ImageNormalised linked(SiteId site, String accession, ImageNormalised event) {
    Sha256 digest = digest(accession);
    book.link(site, digest, event);
    Optional<OrderRecord> order = book.order(site, digest);
    return order.map(known -> known.fill(event)).orElse(event);
  }

  private void publish(List<ImageNormalised> events) {
    List<CompletableFuture<Void>> acknowledgements = new ArrayList<>();
    for (ImageNormalised event : events) {
      Sha256 words = Sha256.of(event.getPriority() + "\n" + new TreeMap<>(event.getMetadata()));
      String id =
          "ordered/%s/%s/%s".formatted(event.getStudyId(), event.getImage().getImageId(), words);
      acknowledgements.add(
          publisher.publish(
              Topics.IMAGES_NORMALISED,
              event.getStudyId(),
              event,
              Envelope.about(event.getStudyId(), id, SOURCE, clock.instant())));
    }
    try {
      CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  static Sha256 digest(String accession) {
    return Sha256.of("accession\n" + accession);
  }
}
