package org.vigil.local.send;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Optional;
import org.vigil.schemas.event.ImageRole;

/**
 * One image of a shipment.
 *
 * @param role what it shows, where the sender knows
 * @param content its bytes, read anew for each try
 */
public record Attachment(Optional<ImageRole> role, Content content) {

  /** Where an image's bytes come from. */
  public interface Content {
    /**
     * A publisher of all bytes.
     *
     * @throws FileNotFoundException if they are gone
     */
    BodyPublisher body() throws FileNotFoundException;
  }

  /** An image in a file, which is streamed. */
  public static Attachment of(Path file, Optional<ImageRole> role) {
    return new Attachment(role, () -> BodyPublishers.ofFile(file));
  }

  /** An image in memory. */
  public static Attachment of(byte[] bytes, ImageRole role) {
    return new Attachment(Optional.of(role), () -> BodyPublishers.ofByteArray(bytes));
  }
}
