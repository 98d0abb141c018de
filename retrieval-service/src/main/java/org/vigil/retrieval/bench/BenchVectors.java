package org.vigil.retrieval.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.apache.lucene.util.VectorUtil;

/**
 * Clustered unit vectors, as embeddings are: around each of N/100 directions lie about 100, some of
 * them nearer to the next cluster.
 */
final class BenchVectors {
  /** Length of the scatter around a direction of length 1. */
  private static final double SPREAD = 0.9;

  private final Random random;
  private final float[][] centres;
  private final int width;

  BenchVectors(int clusters, int width, long seed) {
    this.random = new Random(seed);
    this.width = width;
    this.centres = new float[clusters][];
    for (int i = 0; i < clusters; i++) {
      centres[i] = unit(gaussian());
    }
  }

  /** Further vectors of the same clusters. */
  float[][] draw(int count) {
    float[][] vectors = new float[count][];
    for (int i = 0; i < count; i++) {
      float[] centre = centres[random.nextInt(centres.length)];
      float[] vector = gaussian();
      for (int j = 0; j < width; j++) {
        vector[j] = (float) (centre[j] + SPREAD * vector[j] / Math.sqrt(width));
      }
      vectors[i] = unit(vector);
    }
    return vectors;
  }

  private float[] gaussian() {
    float[] vector = new float[width];
    for (int j = 0; j < width; j++) {
      vector[j] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static float[] unit(float[] vector) {
    return VectorUtil.l2normalize(vector);
  }

  /** Writes vectors one after the other, 32-bit little-endian floats. */
  static void write(float[][] vectors, Path file) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes =
          ByteBuffer.allocate(vectors[0].length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (float[] vector : vectors) {
        bytes.clear();
        bytes.asFloatBuffer().put(vector);
        bytes.limit(bytes.capacity());
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
    }
  }
}
