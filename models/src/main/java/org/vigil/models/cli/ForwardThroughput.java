package org.vigil.models.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.scoring.Devices;
import org.vigil.models.scoring.Scorer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures how many pictures a second a bundle's network takes, with nothing around it; prints
 * JSON.
 */
@Command(name = "forward", description = "Measures the raw forward throughput of a bundle.")
final class ForwardThroughput implements Callable<Integer> {

  @Parameters(index = "0", description = "folder of the bundle")
  private Path folder;

  @Option(names = "--batch", defaultValue = "8")
  private int batch;

  @Option(names = "--seconds", defaultValue = "15")
  private double seconds;

  @Option(names = "--device", defaultValue = "cpu")
  private String device;

  @Option(names = "--as-trained", description = "without rewriting the network for inference")
  private boolean asTrained;

  @Override
  public Integer call() throws Exception {
    try (Scorer scorer = scorer()) {
      float[] input = new float[scorer.bundle().manifest().preprocessing().length()];
      List<float[]> inputs = Collections.nCopies(batch, input);
      measure(scorer, inputs, seconds / 3); // Warm-up.
      System.out.println(new ObjectMapper().writeValueAsString(measure(scorer, inputs, seconds)));
    }
    return 0;
  }

  private Scorer scorer() {
    Bundle bundle = Bundle.read(BundleFiles.in(folder));
    return asTrained
        ? Scorer.loadAsTrained(bundle, Devices.named(device))
        : Scorer.load(bundle, Devices.named(device));
  }

  private Map<String, Object> measure(Scorer scorer, List<float[]> inputs, double limit) {
    long start = System.nanoTime();
    int passes = 0;
    double elapsed = 0;
    while (elapsed < limit) {
      scorer.score(inputs);
      passes++;
      elapsed = (System.nanoTime() - start) / 1e9;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("batch", batch);
    result.put("passes", passes);
    result.put("secondsPerPass", elapsed / passes);
    result.put("imagesPerSecond", passes * batch / elapsed);
    return result;
  }
}
