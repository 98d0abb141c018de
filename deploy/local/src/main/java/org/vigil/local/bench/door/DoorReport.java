package org.vigil.local.bench.door;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.vigil.local.bench.Machine;

/**
 * What was measured.
 *
 * @param megabytes mean size of an object
 */
public record DoorReport(
    Instant at,
    Machine machine,
    DoorSettings settings,
    double megabytes,
    List<Door> doors,
    Optional<LargeLoad.Memory> large) {

  /** One way in, by both servers. */
  public record Door(String name, Timed orthanc, Timed vigil) {
    /** Our rate over Orthanc's. */
    public double ratio() {
      return vigil.perSecond() / orthanc.perSecond();
    }

    @Override
    public String toString() {
      return "%s: Vigil %.1f/s (%.1f processor ms each), Orthanc %.1f/s (%.1f): ratio %.2f"
          .formatted(
              name,
              vigil.perSecond(),
              vigil.processorMillis(),
              orthanc.perSecond(),
              orthanc.processorMillis(),
              ratio());
    }
  }

  private static String words(LargeLoad.Memory memory) {
    return ("%d associations with an object of %.0f MB each: %.0f MB in memory before, %.0f at most;"
            + " %d times told to come again, %d s")
        .formatted(
            memory.associations(),
            memory.megabytes(),
            memory.residentBefore(),
            memory.residentPeak(),
            memory.comeAgain(),
            memory.wall().toSeconds());
  }

  @Override
  public String toString() {
    StringJoiner text = new StringJoiner("\n");
    text.add(
        "%d radiographs of %.2f MB by %d senders"
            .formatted(settings.instances(), megabytes, settings.senders()));
    doors.forEach(door -> text.add(door.toString()));
    large.ifPresent(memory -> text.add(words(memory)));
    return text.toString();
  }
}
