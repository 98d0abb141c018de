package org.vigil.models.preprocess;

/**
 * Cuts a picture into the patches of all scales that the multi-scale transformer reads as its
 * tokens (multi-scale ViT, section 3.1).
 *
 * @param patch side, pixels; 16 in the paper
 */
public record MultiScalePatches(int patch) {

  /**
   * @return [patch][channel][row][column], row-major, patches in the order of {@link
   *     PatchGrid#positions}; each patch lies as a convolution's kernel does
   */
  public float[] cut(Planes picture) {
    int length = picture.channels() * patch * patch;
    int count = new PatchGrid(picture.height(), picture.width(), patch).patches();
    float[] out = new float[Math.multiplyExact(count, length)];
    int to = 0;
    for (Planes level : Pyramid.of(picture, patch)) {
      int columns = level.width() / patch;
      int patches = level.height() / patch * columns;
      for (int i = 0; i < patches; i++, to += length) {
        copy(level, i / columns * patch, i % columns * patch, out, to);
      }
    }
    return out;
  }

  private void copy(Planes level, int top, int left, float[] out, int to) {
    int at = to;
    for (int channel = 0; channel < level.channels(); channel++) {
      for (int y = top; y < top + patch; y++) {
        int from = (channel * level.height() + y) * level.width() + left;
        for (int x = 0; x < patch; x++) {
          out[at++] = (float) level.values()[from + x];
        }
      }
    }
  }
}
