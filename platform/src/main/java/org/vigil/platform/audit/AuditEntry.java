package org.vigil.platform.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigil.schemas.event.AuditAgent;
import org.vigil.schemas.event.AuditOutcome;
import org.vigil.schemas.event.AuditThing;

/**
 * Something that is to be audited, before it is known when and by whom. Immutable.
 *
 * @param things what it was done to, by our own opaque names
 * @param signed the name that whoever does it signs with, where the request carries one; sign-on
 *     knows better
 * @param machine who does it where no request is being served, such as a site's modality
 * @param detail for people; never an identifier of a patient
 */
public record AuditEntry(
    Act act,
    List<AuditThing> things,
    Optional<String> signed,
    Optional<AuditAgent> machine,
    AuditOutcome outcome,
    Optional<String> detail) {

  private static final int LONGEST_NAME = 200;

  public AuditEntry {
    things = List.copyOf(things);
  }

  public static AuditEntry of(Act act) {
    return new AuditEntry(
        act, List.of(), Optional.empty(), Optional.empty(), AuditOutcome.SUCCESS, Optional.empty());
  }

  public AuditEntry study(String studyId) {
    return about("study", studyId);
  }

  public AuditEntry image(String imageId) {
    return about("image", imageId);
  }

  /** Adds a thing of any other type. */
  public AuditEntry about(String type, String name) {
    List<AuditThing> all = new ArrayList<>(things);
    all.add(new AuditThing(type, name));
    return new AuditEntry(act, all, signed, machine, outcome, detail);
  }

  /** As the request itself says; what is far too long for a name is cut. */
  public AuditEntry signedBy(String name) {
    String said = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    return new AuditEntry(act, things, Optional.of(said), machine, outcome, detail);
  }

  /** Done by a site's own machines. */
  public AuditEntry bySite(String site) {
    return by(new AuditAgent(site, List.of(), site));
  }

  /** Done by this service itself. */
  public AuditEntry byService(String service) {
    return by(new AuditAgent(service, List.of(), null));
  }

  private AuditEntry by(AuditAgent agent) {
    return new AuditEntry(act, things, signed, Optional.of(agent), outcome, detail);
  }

  public AuditEntry saying(String text) {
    return new AuditEntry(act, things, signed, machine, outcome, Optional.of(text));
  }

  /** The same, with how it went. */
  public AuditEntry ending(AuditOutcome how) {
    return new AuditEntry(act, things, signed, machine, how, detail);
  }
}
