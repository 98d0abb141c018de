package org.vigil.platform.audit;

/** Something that is not as it was written. */
public sealed interface ChainFault {

  /** In a line, for people. */
  String line();

  /** A record has other content than when it was written. */
  record Changed(String writer, long sequence) implements ChainFault {
    @Override
    public String line() {
      return "changed: record %d of %s".formatted(sequence, writer);
    }
  }

  /** Records are not there any more. */
  record Removed(String writer, long from, long to) implements ChainFault {
    @Override
    public String line() {
      return from == to
          ? "removed: record %d of %s".formatted(from, writer)
          : "removed: records %d to %d of %s".formatted(from, to, writer);
    }
  }

  /** A record stands where another one of its number has been. */
  record Inserted(String writer, long sequence, int partition, long offset) implements ChainFault {
    @Override
    public String line() {
      return "inserted: a second record %d of %s (partition %d, offset %d)"
          .formatted(sequence, writer, partition, offset);
    }
  }

  /** A record stands behind one that was written after it. */
  record Reordered(String writer, long sequence) implements ChainFault {
    @Override
    public String line() {
      return "reordered: record %d of %s stands behind a later one".formatted(sequence, writer);
    }
  }

  /** Bytes that are no audit record, or one of another writer than its key says. */
  record Foreign(int partition, long offset) implements ChainFault {
    @Override
    public String line() {
      return "foreign: partition %d, offset %d is no audit record".formatted(partition, offset);
    }
  }

  /** The beginning of a partition is gone. */
  record CutOff(int partition, long before) implements ChainFault {
    @Override
    public String line() {
      return "cut off: partition %d begins at offset %d".formatted(partition, before);
    }
  }
}
