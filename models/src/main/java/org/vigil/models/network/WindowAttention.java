package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Linear;

/**
 * Attention within the windows of a grid of tokens, [batch, rows, columns, width] to the same; the
 * grid may be shifted first so that windows straddle those of the block before (Liu et al. 2021,
 * section 3.2).
 *
 * <p>Sides that windows do not fill are padded with zeros on the right and below; a window that
 * covers the padded grid is not shifted.
 */
abstract class WindowAttention extends Layer {
  private static final float NOT_NEIGHBOURS = -100;

  private final Sizes sizes;

  /**
   * @param heads divides the width
   * @param window side in tokens
   * @param shift of the grid in tokens, up and to the left
   */
  record Sizes(int width, int heads, int window, int shift) {

    /** Tokens of a window. */
    int tokens() {
      return window * window;
    }

    /** Steps from one token of a window to another along one axis: -(window - 1) to window - 1. */
    int steps() {
      return 2 * window - 1;
    }
  }

  WindowAttention(Sizes sizes) {
    this.sizes = sizes;
  }

  /** Queries, keys and values side by side: [..., width] to [..., 3 width]. */
  abstract NDArray projected(NDArray tokens);

  /** How well queries fit keys: both [., heads, tokens, depth] to [., heads, tokens, tokens]. */
  abstract NDArray fit(NDArray queries, NDArray keys);

  /** What positions add to the fit: [heads, tokens, tokens]. */
  abstract NDArray positionBias();

  /** The last map. */
  abstract Linear out();

  @Override
  public final NDArray forward(NDArray x) {
    int window = sizes.window;
    NDArray padded = TokenGrid.padded(x, window);
    long rows = padded.getShape().get(1);
    long columns = padded.getShape().get(2);
    long up = window >= rows ? 0 : sizes.shift;
    long left = window >= columns ? 0 : sizes.shift;
    NDArray windows = TokenGrid.windows(TokenGrid.rolled(padded, up, left), window);
    NDArray mask = up + left == 0 ? null : mask(x.getManager(), rows, columns, up, left);
    NDArray joined = TokenGrid.joined(attend(windows, mask), rows, columns, window);
    NDArray back = TokenGrid.rolled(joined, -up, -left);
    return TokenGrid.cropped(back, x.getShape().get(1), x.getShape().get(2));
  }

  /**
   * @param windows [batch * count, tokens, width]
   * @param mask [count, 1, tokens, tokens], or null
   */
  private NDArray attend(NDArray windows, NDArray mask) {
    int heads = sizes.heads;
    int tokens = sizes.tokens();
    NDArray qkv =
        projected(windows)
            .reshape(-1, tokens, 3, heads, sizes.width / heads)
            .transpose(2, 0, 3, 1, 4); // [3, batch * count, heads, tokens, depth]
    NDArray fit = fit(qkv.get(0), qkv.get(1)).add(positionBias());
    if (mask != null) {
      long count = mask.getShape().get(0);
      fit = fit.reshape(-1, count, heads, tokens, tokens).add(mask);
    }
    NDArray weights = fit.reshape(-1, heads, tokens, tokens).softmax(-1);
    NDArray mixed = weights.matMul(qkv.get(2)).transpose(0, 2, 1, 3);
    return out().forward(mixed.reshape(-1, tokens, sizes.width));
  }

  /** Keeps tokens apart that the shift alone brought into one window. */
  private NDArray mask(NDManager manager, long rows, long columns, long up, long left) {
    int side = sizes.window;
    int tokens = sizes.tokens();
    int across = (int) (columns / side);
    int count = (int) (rows / side) * across;
    float[] mask = new float[count * tokens * tokens];
    for (int w = 0; w < count; w++) {
      int[] regions = new int[tokens];
      for (int t = 0; t < tokens; t++) {
        long row = (long) (w / across) * side + t / side;
        long column = (long) (w % across) * side + t % side;
        regions[t] = 3 * region(row, rows, up) + region(column, columns, left);
      }
      for (int i = 0; i < tokens * tokens; i++) {
        boolean apart = regions[i / tokens] != regions[i % tokens];
        mask[w * tokens * tokens + i] = apart ? NOT_NEIGHBOURS : 0;
      }
    }
    return manager.create(mask, new Shape(count, 1, tokens, tokens));
  }

  /** 0 before the last window, 1 within it, 2 for what came in from the other side. */
  private int region(long at, long size, long shift) {
    if (shift == 0 || at < size - sizes.window) {
      return 0;
    }
    return at < size - shift ? 1 : 2;
  }

  /**
   * Where the steps from each token of a window to each other stand in a table of all steps:
   * [tokens * tokens].
   */
  static long[] stepIndex(Sizes sizes) {
    int side = sizes.window;
    int tokens = sizes.tokens();
    long[] index = new long[tokens * tokens];
    for (int i = 0; i < index.length; i++) {
      int from = i / tokens;
      int to = i % tokens;
      long down = from / side - to / side + side - 1L;
      long right = from % side - to % side + side - 1L;
      index[i] = down * sizes.steps() + right;
    }
    return index;
  }

  /**
   * Picks the bias of every pair of tokens.
   *
   * @param table [steps * steps, heads]
   * @param index {@link #stepIndex}
   * @return [heads, tokens, tokens]
   */
  final NDArray picked(NDArray table, NDArray index) {
    return table.get(index).reshape(sizes.tokens(), sizes.tokens(), sizes.heads).transpose(2, 0, 1);
  }
}
