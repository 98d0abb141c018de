package org.vigil.ingest.dicom.dataset;

import java.nio.ByteBuffer;
import java.util.List;

/** What an element holds (PS3.5 section 7). */
public sealed interface Value {

  /** Bytes as they stand, in the byte order of their data set. */
  record Bytes(ByteBuffer bytes) implements Value {}

  /** The items of a sequence. */
  record Items(List<DataSet> items) implements Value {}

  /** Encapsulated pixel data: the basic offset table, then the fragments (annex A.4). */
  record Fragments(ByteBuffer offsets, List<ByteBuffer> fragments) implements Value {}
}
