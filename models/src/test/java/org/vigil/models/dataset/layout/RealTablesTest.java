package org.vigil.models.dataset.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.LeakException;
import org.vigil.models.dataset.Part;
import org.vigil.models.golden.GoldenFile;

/** The real tables, with the counts that their publishers state. */
class RealTablesTest {
  @TempDir Path folder;

  private Path copied(String from, String to) throws IOException {
    Path file = GoldenFile.shared("data").resolve(from);
    assumeTrue(Files.exists(file), () -> "no table at " + file);
    return Files.copy(file, folder.resolve(to));
  }

  private static int[] counts(Dataset dataset) {
    return dataset.each(item -> item.in(Part.TEST)).counts(Part.TEST);
  }

  @Test
  void padUfes20HasItsPublishedClassesBeforeAndAfterASpreadsheet() throws IOException {
    copied("metadata/PAD-UFES-20_metadata.csv", "metadata.csv");
    Dataset published = Layout.PAD_UFES_20.read(folder);
    assertEquals(2298, published.items().size());
    assertEquals(1373, published.items().stream().map(i -> i.patient()).distinct().count());
    assertEquals("[730, 845, 52, 244, 192, 235]", Arrays.toString(counts(published)));
    Files.delete(folder.resolve("metadata.csv"));
    copied("metadata/PAD-UFES-20_metadata.spreadsheet.csv", "metadata.csv");
    assertEquals(published.items(), Layout.PAD_UFES_20.read(folder).items());
  }

  @Test
  void ham10000HasItsPublishedClassesAndLesions() throws IOException {
    copied("metadata/HAM10000_metadata.csv", "HAM10000_metadata.csv");
    Dataset read = Layout.HAM10000.read(folder);
    assertEquals(10_015, read.items().size());
    assertEquals(7470, read.items().stream().map(i -> i.patient()).distinct().count());
    assertEquals("[327, 514, 1099, 115, 1113, 6705, 142]", Arrays.toString(counts(read)));
  }

  @Test
  void isic2019HasItsPublishedClasses() throws IOException {
    copied(
        "metadata/ISIC_2019_Training_GroundTruth.csv.gz", "ISIC_2019_Training_GroundTruth.csv.gz");
    copied(
        "metadata/ISIC_2019_Training_Metadata.gender.csv.gz",
        "ISIC_2019_Training_Metadata.gender.csv.gz");
    Dataset read = Layout.ISIC_2019.read(folder);
    assertEquals(25_331, read.items().size());
    assertEquals("[4522, 12875, 3323, 867, 2624, 239, 253, 628]", Arrays.toString(counts(read)));
  }

  @Test
  void isic2018ReadsColumnsByNameWhateverTheirOrder() throws IOException {
    copied(
        "metadata/ISIC2018_Task3_Training_GroundTruth.other-order.csv",
        "ISIC2018_Task3_Training_GroundTruth.csv");
    copied("metadata/ISIC2018_Task3_Test_GroundTruth.csv", "ISIC2018_Task3_Test_GroundTruth.csv");
    copied(
        "metadata/ISIC2018_Task3_Validation_GroundTruth.csv",
        "ISIC2018_Task3_Validation_GroundTruth.csv");
    Dataset read = Layout.ISIC_2018.read(folder);
    assertEquals(7470, read.part(Part.TRAINING).size());
    assertEquals(193, read.part(Part.VALIDATION).size());
    assertEquals(1512, read.part(Part.TEST).size());
    int seen =
        read.items().stream()
            .filter(item -> item.id().equals("ISIC_0027419"))
            .findFirst()
            .orElseThrow()
            .labels()
            .getFirst();
    assertEquals("BKL", read.labels().outputs().get(seen));
  }

  @Test
  void derm7ptHasTheCreatorsSplit() throws IOException {
    for (String file : new String[] {"meta", "train_indexes", "valid_indexes", "test_indexes"}) {
      copied("metadata/derm7pt/" + file + ".csv", file + ".csv");
    }
    Dataset read = Layout.DERM7PT.read(folder);
    assertEquals(413, read.part(Part.TRAINING).size());
    assertEquals(203, read.part(Part.VALIDATION).size());
    assertEquals(395, read.part(Part.TEST).size());
    int[] counts = counts(read);
    assertEquals("[42, 575, 252, 97, 45]", Arrays.toString(Arrays.copyOf(counts, 5)));
  }

  @Test
  void nihHasItsPublishedCountsOfFindings() throws IOException {
    copied("metadata/NIH_Data_Entry_2017_v2020.csv.gz", "Data_Entry_2017_v2020.csv.gz");
    Dataset read = Layout.CHEST_XRAY_14.read(folder);
    assertEquals(112_120, read.items().size());
    assertEquals(30_805, read.items().stream().map(i -> i.patient()).distinct().count());
    Map<Integer, Integer> published = Map.of(0, 11_559, 2, 13_317, 3, 19_894, 13, 227);
    int[] counts = counts(read);
    published.forEach((finding, count) -> assertEquals(count, counts[finding]));
  }

  @Test
  void theChestXray11ListsHaveTheirThreeParts() throws IOException {
    copied("metadata/chest11/classes.txt", "classes.txt");
    for (String part : new String[] {"train", "val", "test"}) {
      String name = "chest_x-rays11_kaggle_" + part + ".txt.gz";
      copied("metadata/chest11/" + name, name);
    }
    Dataset read = Layout.LABEL_LISTS.read(folder);
    assertEquals(21_059, read.part(Part.TRAINING).size());
    assertEquals(6016, read.part(Part.VALIDATION).size());
    assertEquals(3008, read.part(Part.TEST).size());
  }

  @Test
  void thePublishedRandomSplitOfChestXray14LeaksPatientsAndIsRefused() throws IOException {
    copied("metadata/chest14/classes.txt", "classes.txt");
    for (String part : new String[] {"train", "val", "test"}) {
      String name = "add72_chest14_" + part + "_labels.txt.gz";
      copied("metadata/chest14/" + name, name);
    }
    Dataset read = Layout.LABEL_LISTS.read(folder);
    LeakException e = assertThrows(LeakException.class, read::requireNoLeak);
    assertTrue(e.getMessage().contains("are in more than one part"), e.getMessage());
  }

  @Test
  void theSmallHam10000KeepsLesionsApart() {
    Path archive = GoldenFile.shared("data/medmnist/ham10000_28.npz");
    assumeTrue(Files.exists(archive), () -> "no archive at " + archive);
    Dataset read = Layout.MEDMNIST.read(archive).requireNoLeak();
    assertEquals(6920, read.part(Part.TRAINING).size());
    assertTrue(read.items().getFirst().patient().startsWith("HAM_"));
  }
}
