package org.vigil.models.method.multiscalevit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Pooling;
import org.vigil.models.preprocess.PatchGrid;
import org.vigil.models.preprocess.PatchPosition;

/**
 * The patches of every scale as tokens (multi-scale ViT, section 3.1): [batch, 3, h, w] to [batch,
 * 1 + patches, dim]; 256 tokens for 224 x 224. One projection serves all scales; a linear map of
 * (scale, x, y) is added to each patch, the class token in front carries no position.
 */
public final class MultiScaleTokens extends Layer {
  private final NDArray classToken; // [1, 1, dim]
  private final Conv2d projection;
  private final Position position;
  private final int patch;

  public MultiScaleTokens(Build build, int width, int patch) {
    this.classToken = learnt("class_token", build.manager().zeros(new Shape(1, 1, width)));
    this.projection =
        child("conv_proj", Conv2d.of(3, width, patch).withStride(patch).withBias().build(build));
    this.position = child("position", new Position(build, width));
    this.patch = patch;
  }

  @Override
  public NDArray forward(NDArray x) {
    Shape shape = x.getShape();
    PatchGrid grid = new PatchGrid((int) shape.get(2), (int) shape.get(3), patch);
    NDList rows = new NDList();
    NDArray level = x;
    for (int i = 0; i < grid.levels().size(); i++) {
      level = i == 0 ? x : Pooling.average(level, 2, 2);
      NDArray maps = projection.forward(level); // [batch, dim, rows, columns]
      long width = maps.getShape().get(1);
      rows.add(maps.reshape(shape.get(0), width, -1).transpose(0, 2, 1));
    }
    NDArray patches = NDArrays.concat(rows, 1); // [batch, patches, dim]
    NDArray placed = patches.add(position.forward(positions(x, grid.positions())));
    Shape front = new Shape(shape.get(0), 1, classToken.getShape().get(2));
    return NDArrays.concat(new NDList(classToken.broadcast(front), placed), 1);
  }

  /** [patches, 3]: scale, x, y. */
  private static NDArray positions(NDArray x, List<PatchPosition> positions) {
    float[] values = new float[positions.size() * 3];
    int at = 0;
    for (PatchPosition position : positions) {
      values[at++] = (float) position.scale();
      values[at++] = (float) position.x();
      values[at++] = (float) position.y();
    }
    NDArray array = x.getManager().create(values, new Shape(positions.size(), 3));
    return array.toDevice(x.getDevice(), false);
  }

  /** A linear map without bias, [patches, 3] to [patches, dim]. */
  private static final class Position extends Layer {
    private final NDArray weight; // [dim, 3]

    Position(Build build, int width) {
      weight =
          learnt(
              "weight",
              build
                  .manager()
                  .randomNormal(
                      0, 0.02f, new Shape(width, 3), ai.djl.ndarray.types.DataType.FLOAT32));
    }

    @Override
    public NDArray forward(NDArray positions) {
      return positions.matMul(weight.transpose());
    }
  }
}
