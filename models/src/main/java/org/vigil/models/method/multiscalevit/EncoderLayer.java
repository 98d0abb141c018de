package org.vigil.models.method.multiscalevit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.Dropout;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.LayerNorm;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Module;

/**
 * A pre-norm layer of ViT (Dosovitskiy et al. 2021) with torchvision's parameter names: [batch,
 * tokens, dim] to the same.
 */
final class EncoderLayer extends Module {
  static final double EPS = 1e-6;

  private final LayerNorm ln1;
  private final SelfAttention attention;
  private final LayerNorm ln2;
  private final Mlp mlp;
  private final float dropout;

  EncoderLayer(Build build, MultiScaleVitConfiguration.Encoder encoder) {
    int width = encoder.width();
    ln1 = child("ln_1", new LayerNorm(build, width, EPS));
    attention = child("self_attention", new SelfAttention(build, width, encoder.heads()));
    ln2 = child("ln_2", new LayerNorm(build, width, EPS));
    mlp = child("mlp", new Mlp(build, encoder));
    dropout = (float) encoder.dropout();
  }

  @Override
  public NDArray forward(NDArray tokens) {
    NDArray x = tokens.add(dropped(attention.forward(ln1.forward(tokens)), dropout, isTraining()));
    return x.add(mlp.forward(ln2.forward(x)));
  }

  private static NDArray dropped(NDArray x, float rate, boolean training) {
    return training ? Dropout.dropout(x, rate, true).singletonOrThrow() : x;
  }

  /** Every token reads every other. */
  private static final class SelfAttention extends Module {
    private final NDArray weight; // [3 dim, dim]
    private final NDArray bias; // [3 dim]
    private final Linear out;
    private final int heads;

    SelfAttention(Build build, int width, int heads) {
      double bound = Math.sqrt(6.0 / (4 * width)); // Xavier, as torch.nn.MultiheadAttention
      NDArray first =
          build
              .manager()
              .create(uniform(build, 3 * width * width, bound), new Shape(3L * width, width));
      this.weight = learnt("in_proj_weight", first);
      this.bias = learnt("in_proj_bias", build.manager().zeros(new Shape(3L * width)));
      this.out = child("out_proj", new Linear(build, width, width));
      this.heads = heads;
    }

    private static float[] uniform(Build build, int count, double bound) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) ((build.random().nextDouble() * 2 - 1) * bound);
      }
      return values;
    }

    @Override
    public NDArray forward(NDArray x) {
      Shape shape = x.getShape();
      long depth = shape.get(2) / heads;
      NDArray all = ai.djl.nn.core.Linear.linear(x, weight, bias).singletonOrThrow();
      NDArray qkv =
          all.reshape(shape.get(0), shape.get(1), 3, heads, depth).transpose(2, 0, 3, 1, 4);
      NDArray scores = qkv.get(0).matMul(qkv.get(1).transpose(0, 1, 3, 2)).div(Math.sqrt(depth));
      NDArray mixed = scores.softmax(-1).matMul(qkv.get(2)); // [batch, heads, tokens, depth]
      return out.forward(mixed.transpose(0, 2, 1, 3).reshape(shape));
    }
  }

  /** Two linear maps, named 0 and 3 as torchvision's MLP has dropout at 2 and 4. */
  private static final class Mlp extends Module {
    private final Linear first;
    private final Linear second;
    private final float dropout;

    Mlp(Build build, MultiScaleVitConfiguration.Encoder encoder) {
      first = child("0", new Linear(build, encoder.width(), encoder.hidden()));
      second = child("3", new Linear(build, encoder.hidden(), encoder.width()));
      dropout = (float) encoder.dropout();
    }

    @Override
    public NDArray forward(NDArray x) {
      NDArray hidden = dropped(Activation.gelu(first.forward(x)), dropout, isTraining());
      return dropped(second.forward(hidden), dropout, isTraining());
    }
  }
}
