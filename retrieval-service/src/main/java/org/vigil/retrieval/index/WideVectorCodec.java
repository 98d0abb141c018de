package org.vigil.retrieval.index;

import java.io.IOException;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104ScalarQuantizedVectorsFormat.ScalarEncoding;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.vigil.retrieval.cases.UnitVector;

/**
 * Lucene's codec without its limit of 1024 numbers in a vector, which a ResNet-50 embedding (2048)
 * exceeds. What it writes is Lucene's own format, read by Lucene's own reader.
 */
final class WideVectorCodec extends FilterCodec {
  /** Neighbours of a node, as in Lucene's default and in Malkov and Yashunin's M. */
  private static final int NEIGHBOURS = 16;

  /** Candidates while building (efConstruction). */
  private static final int BUILD_CANDIDATES = 100;

  private final KnnVectorsFormat vectors;

  WideVectorCodec(VectorStorage storage) {
    this(new Lucene104Codec(), storage);
  }

  private WideVectorCodec(Lucene104Codec codec, VectorStorage storage) {
    super(codec.getName(), codec);
    KnnVectorsFormat wide = new Wide(format(storage));
    this.vectors =
        new PerFieldKnnVectorsFormat() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return wide;
          }
        };
  }

  private static KnnVectorsFormat format(VectorStorage storage) {
    return switch (storage) {
      case FLOAT -> new Lucene99HnswVectorsFormat(NEIGHBOURS, BUILD_CANDIDATES);
      case INT8 ->
          new Lucene104HnswScalarQuantizedVectorsFormat(
              ScalarEncoding.UNSIGNED_BYTE, NEIGHBOURS, BUILD_CANDIDATES);
    };
  }

  @Override
  public KnnVectorsFormat knnVectorsFormat() {
    return vectors;
  }

  private static final class Wide extends KnnVectorsFormat {
    private final KnnVectorsFormat hnsw;

    private Wide(KnnVectorsFormat hnsw) {
      super(hnsw.getName());
      this.hnsw = hnsw;
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
      return hnsw.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
      return hnsw.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String field) {
      return UnitVector.WIDEST;
    }
  }
}
