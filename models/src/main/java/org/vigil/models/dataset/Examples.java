package org.vigil.models.dataset;

import org.vigil.models.preprocess.Bitmap8;

/** Pictures with what a network should say about them. Thread-safe. */
public interface Examples {

  int size();

  /** Values of a target. */
  int outputs();

  /** A picture, decoded, of the network's channels; nobody writes into it. */
  Bitmap8 picture(int index);

  /** What the network should give, 0 to 1 each; nobody writes into it. */
  float[] target(int index);
}
