package org.vigil.models.dataset.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.Part;
import org.vigil.models.dataset.PictureRef;
import org.vigil.models.dataset.Terms;
import org.vigil.models.dataset.table.TableException;

/**
 * The lists that CTransCNN's authors published for ChestX-ray11 and ChestX-ray14: {@code
 * classes.txt}, and one list per part whose name ends in train, val or test (or {@code
 * train_labels}, ...) with a picture and comma-separated 0 and 1 in each line. Patients are known
 * where NIH's picture names give them; their ChestX-ray14 lists put patients in several parts.
 */
final class LabelLists implements DatasetReader {
  private static final String LABELS = "labels";

  @Override
  public Dataset read(Path folder) {
    Sources sources = new Sources(folder);
    List<String> findings = lines(sources.need("classes.txt"));
    List<Item> items = new ArrayList<>();
    for (Path file : lists(folder)) {
      Part part = partOf(file).orElseThrow();
      sources.find(file.getFileName().toString());
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        items.add(item(file, i + 1, lines.get(i), findings.size(), part));
      }
    }
    if (items.isEmpty()) {
      throw new DatasetException("no lists of a train, val or test part in " + folder);
    }
    return new Dataset(
        "CTransCNN's lists",
        new Terms("none stated", "Wu et al. 2023, doi 10.3390/app13116610"),
        new LabelScheme.AnyOf(findings),
        List.of(),
        items,
        sources.digests());
  }

  private static List<Path> lists(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> partOf(file).isPresent()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Part> partOf(Path file) {
    String name = file.getFileName().toString().replaceAll("(_labels)?\\.txt(\\.gz)?$", "");
    return Part.of(name.substring(name.lastIndexOf('_') + 1));
  }

  private static List<String> lines(Path file) {
    try (InputStream in = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Item item(Path file, long number, String line, int findings, Part part) {
    String[] halves = line.strip().split("\\s+", 2);
    String[] marks = halves.length == 2 ? halves[1].split(",", -1) : new String[0];
    if (marks.length != findings) {
      throw new TableException(
          file, number, Optional.of(LABELS), marks.length + " marks of " + findings + " classes");
    }
    List<Integer> labels = new ArrayList<>();
    for (String mark : marks) {
      if (!mark.strip().matches("[01]")) {
        throw new TableException(
            file, number, Optional.of(LABELS), "neither 0 nor 1: '" + mark + "'");
      }
      labels.add(Integer.parseInt(mark.strip()));
    }
    String patient = ChestXray14.patientOf(halves[0]).orElse(halves[0]);
    return new Item(
        halves[0],
        patient,
        List.of(new PictureRef("frontal", halves[0])),
        labels,
        Map.of(),
        Optional.of(part));
  }
}
