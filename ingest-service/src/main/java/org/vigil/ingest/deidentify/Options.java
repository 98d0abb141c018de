package org.vigil.ingest.deidentify;

import java.util.Set;

/**
 * Which options of the profile are in force (PS3.15 annex E.3).
 *
 * @param modifiedDates Retain Longitudinal Temporal Information with Modified Dates (E.3.6): dates
 *     are shifted by a number of days that is the patient's, times stay
 * @param descriptorWords Clean Descriptors (E.3.5): descriptions keep these words, in lower case,
 *     and numbers of up to two digits, and nothing else; empty for without
 * @param safePrivate Retain Safe Private (E.3.10): attributes that stay, as {@code CREATOR:EE} with
 *     the last two digits of their element; empty for without
 */
public record Options(boolean modifiedDates, Set<String> descriptorWords, Set<String> safePrivate) {
  /** The basic profile alone. */
  public static final Options BASIC = new Options(false, Set.of(), Set.of());

  boolean cleansDescriptors() {
    return !descriptorWords.isEmpty();
  }
}
