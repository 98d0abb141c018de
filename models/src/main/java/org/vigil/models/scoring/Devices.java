package org.vigil.models.scoring;

import ai.djl.Device;
import ai.djl.engine.Engine;

/** Devices by their configured names. */
public final class Devices {
  private Devices() {}

  /**
   * @param name {@code auto} (CUDA where there is a card, else CPU), {@code cpu} or {@code cuda}
   * @throws IllegalArgumentException for another name, or {@code cuda} where no card can be used
   */
  public static Device named(String name) {
    int cards = "cpu".equals(name) ? 0 : Engine.getEngine("PyTorch").getGpuCount();
    return switch (name) {
      case "cpu" -> Device.cpu();
      case "auto" -> cards > 0 ? Device.gpu() : Device.cpu();
      case "cuda" -> {
        if (cards == 0) {
          throw new IllegalArgumentException(
              "device cuda, but no card can be used: build with -Pcuda and check the driver");
        }
        yield Device.gpu();
      }
      default ->
          throw new IllegalArgumentException("device '" + name + "'; known: auto, cpu, cuda");
    };
  }
}
