package org.vigil.ingest.deidentify;

/**
 * What becomes of an attribute (PS3.15 table E.1-1a). Where the table leaves it to the attribute's
 * type in its object, the choice that every type allows is taken.
 */
enum Rule {
  /** X. */
  REMOVE,
  /** Z, and X/Z. */
  EMPTY,
  /** D, Z/D, X/D and X/Z/D: a value that says nothing. */
  DUMMY,
  /** U: another UID, the same for the same. */
  UID,
  /** X/Z/U*: a sequence whose items are treated for themselves. */
  ITEMS;

  static Rule of(String code) {
    return switch (code) {
      case "X" -> REMOVE;
      case "Z", "X/Z" -> EMPTY;
      case "D", "Z/D", "X/D", "X/Z/D" -> DUMMY;
      case "U" -> UID;
      case "X/Z/U*" -> ITEMS;
      default -> throw new IllegalArgumentException("no action of table E.1-1a: " + code);
    };
  }
}
