package org.vigil.training.trainer;

import java.util.List;
import org.vigil.models.dataset.Examples;
import org.vigil.models.preprocess.Bitmap8;
import org.vigil.models.preprocess.InputPipeline;
import org.vigil.models.preprocess.InputSpec;

/**
 * Samples at the network's size, in memory, in 8 bits. Thread-safe.
 *
 * <p>The network's own preprocessing makes them, so that what it learns from is what it will see;
 * radiographs lose what is below one of 256 levels.
 */
final class PreparedPictures implements Examples {
  private final Bitmap8[] pictures;
  private final float[][] targets;

  /**
   * @throws RefusedJobException if they take more than half of the heap
   */
  PreparedPictures(List<Sample> samples, InputSpec spec) {
    long bytes = (long) samples.size() * spec.length();
    long room = Runtime.getRuntime().maxMemory() / 2;
    if (bytes > room) {
      throw new RefusedJobException(
          "%d pictures take %d MiB, the trainer has %d: raise vigil.training.runs.heap"
              .formatted(samples.size(), bytes >> 20, room >> 20));
    }
    InputPipeline pipeline = new InputPipeline(spec);
    this.pictures = new Bitmap8[samples.size()];
    this.targets = new float[samples.size()][];
    for (int i = 0; i < pictures.length; i++) {
      pictures[i] = bitmap(pipeline.apply(samples.get(i).picture().get()), spec);
      targets[i] = samples.get(i).targets();
    }
  }

  /**
   * @param prepared [channel][row][column], normalised
   */
  private static Bitmap8 bitmap(float[] prepared, InputSpec spec) {
    int area = spec.width() * spec.height();
    byte[] samples = new byte[prepared.length];
    for (int channel = 0; channel < spec.channels(); channel++) {
      double mean = spec.mean().get(channel);
      double std = spec.std().get(channel);
      for (int i = 0; i < area; i++) {
        double value = prepared[channel * area + i] * std + mean;
        samples[i * spec.channels() + channel] = (byte) Math.clamp(Math.round(value * 255), 0, 255);
      }
    }
    return new Bitmap8(spec.width(), spec.height(), spec.channels(), samples);
  }

  @Override
  public int size() {
    return pictures.length;
  }

  @Override
  public int outputs() {
    return targets[0].length;
  }

  @Override
  public Bitmap8 picture(int index) {
    return pictures[index];
  }

  @Override
  public float[] target(int index) {
    return targets[index];
  }
}
