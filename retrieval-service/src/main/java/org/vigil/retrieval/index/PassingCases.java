package org.vigil.retrieval.index;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

/**
 * The cases of one segment that are there and pass a filter: as bits for a walk through the graph,
 * which meets them in any order, and as numbers where they are few enough to be compared one by
 * one. Immutable.
 */
final class PassingCases extends AcceptDocs {
  /** A larger share than one in so many is never compared one by one (see {@link SearchRule}). */
  private static final int NUMBERS_SHARE = 4;

  /** Nor are more than so many, which take a quarter of a megabyte. */
  private static final int MOST_NUMBERS = 1 << 16;

  private final FixedBitSet bits;
  private final int[] numbers;
  private final int count;

  private PassingCases(FixedBitSet bits) {
    this.bits = bits;
    this.count = bits.cardinality();
    int few = Math.min(bits.length() / NUMBERS_SHARE, MOST_NUMBERS);
    this.numbers = count <= few ? numbers(bits, count) : new int[0];
  }

  static PassingCases of(Weight filter, LeafReaderContext leaf) throws IOException {
    FixedBitSet bits = new FixedBitSet(leaf.reader().maxDoc());
    Scorer scorer = filter.scorer(leaf);
    if (scorer != null) {
      bits.or(scorer.iterator());
    }
    Bits live = leaf.reader().getLiveDocs();
    if (live != null) {
      live.applyMask(bits, 0);
    }
    return new PassingCases(bits);
  }

  private static int[] numbers(FixedBitSet bits, int count) {
    int[] numbers = new int[count];
    int next = 0;
    for (int i = 0; i < count; i++) {
      numbers[i] = bits.nextSetBit(next);
      next = numbers[i] + 1;
    }
    return numbers;
  }

  /** Null, as Lucene wants it, where all pass: then nothing is asked on the way. */
  @Override
  public Bits bits() {
    return count == bits.length() ? null : bits;
  }

  @Override
  public DocIdSetIterator iterator() {
    return numbers.length == count ? new NumbersIterator(numbers) : new BitSetIterator(bits, count);
  }

  /** How many they are, exactly. */
  @Override
  public int cost() {
    return count;
  }

  /** Goes through ascending numbers. */
  private static final class NumbersIterator extends DocIdSetIterator {
    private final int[] numbers;
    private int at = -1;

    NumbersIterator(int[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public int docID() {
      if (at < 0) {
        return -1;
      }
      return at < numbers.length ? numbers[at] : NO_MORE_DOCS;
    }

    @Override
    public int nextDoc() {
      at++;
      return docID();
    }

    @Override
    public int advance(int target) throws IOException {
      return slowAdvance(target);
    }

    @Override
    public long cost() {
      return numbers.length;
    }
  }
}
