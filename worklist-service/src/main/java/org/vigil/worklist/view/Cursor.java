package org.vigil.worklist.view;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.vigil.schemas.word.Words;
import org.vigil.worklist.order.Place;
import org.vigil.worklist.study.Urgency;

/**
 * Where a page of the worklist ended: a place, not a study, because the study may be moved before
 * the next page is asked for, and whatever stood between would be missed.
 */
public sealed interface Cursor {

  /** For clients: opaque, and safe in an address. */
  String token();

  /** Behind a place among the open studies. */
  record Open(Place place) implements Cursor {
    @Override
    public String token() {
      return Cursor.token(
          "open",
          Words.of(place.urgency()),
          place.receivedAt().toString(),
          place.dueAt().toString(),
          place.studyId());
    }
  }

  /** Behind a study among those that were read. */
  record Read(String studyId, Instant readAt) implements Cursor {
    @Override
    public String token() {
      return Cursor.token("read", readAt.toString(), studyId);
    }
  }

  /** The cursor of a token; empty if it is none. */
  static Optional<Cursor> parse(String token) {
    try {
      byte[] text = Base64.getUrlDecoder().decode(token);
      String[] parts = new String(text, StandardCharsets.UTF_8).split("\n", -1);
      return switch (parts[0]) {
        case "open" ->
            Words.parse(Urgency.class, parts[1]).map(urgency -> new Open(place(urgency, parts)));
        case "read" -> Optional.of(new Read(parts[2], Instant.parse(parts[1])));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Place place(Urgency urgency, String[] parts) {
    return new Place(parts[4], urgency, Instant.parse(parts[2]), Instant.parse(parts[3]));
  }

  private static String token(String... parts) {
    byte[] text = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }
}
