package org.vigil.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** DCMTK's storescu and echoscu, calling the port of {@link DicomFolders} with real files. */
final class Storescu {
  private static final Path FILES =
      Path.of(System.getProperty("vigil.root")).resolve("../shared/data/dicom").normalize();

  private Storescu() {}

  /** Real files; skips the test where they are not. */
  static List<Path> real(String... names) {
    return Stream.of(names).map(Storescu::one).toList();
  }

  private static Path one(String name) {
    Path file = FILES.resolve(name);
    assumeTrue(Files.exists(file), "no " + file + ": the real DICOM files are not here");
    return file;
  }

  /**
   * Sends files with storescu.
   *
   * @param syntax storescu's option for the transfer syntax that it proposes first
   * @return the response to each file by its name, as storescu words it
   */
  static Map<String, String> send(String calling, String syntax, List<Path> files)
      throws Exception {
    Dcmtk.require("storescu");
    List<String> arguments =
        new ArrayList<>(List.of("-v", "-nh", "-R", syntax, "-aet", calling, "-aec", "VIGIL"));
    arguments.addAll(address());
    files.forEach(file -> arguments.add(file.toString()));
    String output = Dcmtk.run("storescu", arguments).output();
    Map<String, String> outcomes = outcomes(output);
    assertEquals(files.size(), outcomes.size(), output);
    return outcomes;
  }

  private static Map<String, String> outcomes(String output) {
    Map<String, String> outcomes = new TreeMap<>();
    String file = "";
    for (String line : output.lines().toList()) {
      if (line.contains("Sending file: ")) {
        Path path = Path.of(line.substring(line.indexOf(": ", 3) + 2).strip());
        file = path.getFileName().toString();
      } else if (line.contains("No presentation context for")) {
        outcomes.put(file, "no presentation context");
      } else if (line.contains("Received Store Response (")) {
        outcomes.put(file, line.substring(line.indexOf('(') + 1, line.lastIndexOf(')')));
      }
    }
    return outcomes;
  }

  static Dcmtk.Result echo(String calling, String called, String... more) throws Exception {
    Dcmtk.require("echoscu");
    List<String> arguments = new ArrayList<>(List.of("-v", "-aet", calling, "-aec", called));
    arguments.addAll(List.of(more));
    arguments.addAll(address());
    return Dcmtk.run("echoscu", arguments);
  }

  private static List<String> address() {
    return List.of("127.0.0.1", Integer.toString(DicomFolders.port()));
  }
}
