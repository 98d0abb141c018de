package org.vigil.training.topic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.vigil.platform.event.EventRecords;

/**
 * The versions that were active in a slot earlier, as a header of its newest BundlePromoted record.
 *
 * <p>models.active is compacted: the earlier records of a slot go, and what they said would go with
 * them. The header keeps as much of it as a roll-back needs.
 */
final class ActiveHistory {
  /** Versions, latest first, separated by commas, which no version contains. */
  static final String HEADER = "vigil_active_before";

  private ActiveHistory() {}

  static void write(Headers headers, List<String> before) {
    headers.add(HEADER, String.join(",", before).getBytes(StandardCharsets.UTF_8));
  }

  static List<String> read(Headers headers) {
    return EventRecords.header(headers, HEADER)
        .filter(text -> !text.isEmpty())
        .map(text -> Arrays.asList(text.split(",")))
        .orElse(List.of());
  }
}
