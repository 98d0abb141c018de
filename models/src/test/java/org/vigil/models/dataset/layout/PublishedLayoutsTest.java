package org.vigil.models.dataset.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.LeakException;
import org.vigil.models.dataset.MetadataField;
import org.vigil.models.dataset.Part;
import org.vigil.models.dataset.table.TableException;

class PublishedLayoutsTest {
  @TempDir Path folder;

  @Test
  void isic2018HasAPartPerTableAndLesionsOfTheTrainingPart() throws IOException {
    Published.isic2018(folder);
    Dataset read = Layout.ISIC_2018.read(folder);
    assertEquals(
        List.of("MEL", "NV", "BCC", "AKIEC", "BKL", "DF", "VASC"), read.labels().outputs());
    assertEquals(2, read.part(Part.TRAINING).size());
    assertEquals(List.of(1), read.items().get(0).labels());
    assertEquals("HAM_7", read.items().get(1).patient());
    assertEquals("ISIC_3", read.part(Part.TEST).getFirst().patient());
    assertEquals("CC BY-NC 4.0", read.terms().licence());
    assertEquals(3, read.sources().size());
  }

  @Test
  void anItemOfTwoClassesIsRefusedWithItsPlace() throws IOException {
    Published.isic2018(folder);
    Published.table(
        folder,
        "ISIC2018_Task3_Test_GroundTruth.csv",
        "image,MEL,NV,BCC,AKIEC,BKL,DF,VASC",
        "ISIC_3,0.0,0.0,0.0,0.0,0.0,0.0,1.0",
        "ISIC_4,1.0,1.0,0.0,0.0,0.0,0.0,0.0");
    TableException e = assertThrows(TableException.class, () -> Layout.ISIC_2018.read(folder));
    assertEquals(3, e.line());
    assertEquals(Optional.of("NV"), e.column());
    assertEquals("ISIC2018_Task3_Test_GroundTruth.csv", e.file().getFileName().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sex", "gender"})
  void isic2019KnowsBothHeadingsOfTheLastColumnAndLeavesGapsOpen(String heading)
      throws IOException {
    Published.isic2019(folder, heading);
    Dataset read = Layout.ISIC_2019.read(folder);
    Item first = read.items().getFirst();
    assertEquals("BCN_3", first.patient());
    assertEquals(
        Map.of("age_approx", "55.0", "anatom_site_general", "anterior torso", "sex", "female"),
        first.metadata());
    assertEquals("ISIC_2", read.items().get(1).patient());
    assertEquals(Map.of(), read.items().get(1).metadata());
    assertFalse(read.hasSplit());
  }

  @Test
  void anIsic2019ImageOfTheUnknownClassIsRefused() throws IOException {
    Published.isic2019(folder, "sex");
    Published.table(
        folder,
        "ISIC_2019_Training_GroundTruth.csv",
        "image,MEL,NV,BCC,AK,BKL,DF,VASC,SCC,UNK",
        "ISIC_1,0,0,0,0,0,0,0,0,1");
    TableException e = assertThrows(TableException.class, () -> Layout.ISIC_2019.read(folder));
    assertEquals(Optional.of("UNK"), e.column());
  }

  @Test
  void ham10000UnderstandsShortAndWrittenOutDiagnoses() throws IOException {
    Published.table(
        folder,
        "HAM10000_metadata.csv",
        "lesion_id,image_id,dx,dx_type,age,sex,localization",
        "HAM_1,ISIC_1,bkl,histo,80.0,male,scalp",
        "HAM_1,ISIC_2,Benign keratosis-like lesions,histo,80.0,male,scalp",
        "HAM_2,ISIC_3,nv,follow_up,,unknown,unknown");
    Dataset read = Layout.HAM10000.read(folder);
    assertEquals(List.of(2), read.items().get(0).labels());
    assertEquals(List.of(2), read.items().get(1).labels());
    assertEquals(Map.of(), read.items().get(2).metadata());
    assertEquals(
        "HAM10000_images_part_1/ISIC_1.jpg", read.items().getFirst().pictures().getFirst().path());
  }

  @Test
  void anUnknownDiagnosisIsRefusedWithItsPlace() throws IOException {
    Published.table(
        folder,
        "HAM10000_metadata.csv",
        "lesion_id,image_id,dx,dx_type,age,sex,localization",
        "HAM_1,ISIC_1,bkl,histo,80.0,male,scalp",
        "HAM_1,ISIC_2,wart,histo,80.0,male,scalp");
    TableException e = assertThrows(TableException.class, () -> Layout.HAM10000.read(folder));
    assertEquals(3, e.line());
    assertEquals(Optional.of("dx"), e.column());
    assertTrue(e.getMessage().contains("'wart'"), e.getMessage());
  }

  @Test
  void padUfes20IsReadAsPublishedAndAfterASpreadsheet() throws IOException {
    String published =
        "PAT_46,881,False,False,POMERANIA,POMERANIA,55,False,FEMALE,True,True,True,True,3.0,NECK,"
            + "6.0,5.0,BCC,True,True,False,True,UNK,True,PAT_46_881_939.png,True";
    String rewritten =
        "PAT_46,881,FALSE,FALSE,POMERANIA,POMERANIA,55,FALSE,FEMALE,TRUE,TRUE,TRUE,TRUE,3,NECK,"
            + "6,05.00.00,BCC,TRUE,TRUE,FALSE,TRUE,UNK,TRUE,PAT_46_881_939.png,TRUE";
    Published.table(folder, "metadata.csv", Published.PAD_HEADER, published);
    Dataset first = Layout.PAD_UFES_20.read(folder);
    Files.writeString(
        folder.resolve("metadata.csv"), Published.PAD_HEADER + "\r\n" + rewritten + "\r\n");
    Dataset second = Layout.PAD_UFES_20.read(folder);
    assertEquals(first.items(), second.items());
    Item item = first.items().getFirst();
    assertEquals("PAT_46", item.patient());
    assertEquals(List.of(1), item.labels());
    assertEquals(20, item.metadata().size()); // 21 entries, of which one is unknown
    assertFalse(item.metadata().containsKey("bleed"));
    assertEquals(21, first.fields().size());
  }

  @Test
  void derm7ptGroupsItsAnswersAndFollowsItsCreatorsSplit() throws IOException {
    Published.derm7pt(folder);
    Dataset read = Layout.DERM7PT.read(folder);
    assertEquals(List.of(5, 3, 3, 3, 2, 3, 2, 3), read.labels().choices());
    assertEquals(24, read.labels().outputs().size());
    assertEquals(List.of(0, 0, 0, 0, 0, 0, 0, 1), read.items().get(0).labels());
    assertEquals(List.of(2, 2, 2, 2, 1, 2, 1, 2), read.items().get(1).labels());
    assertEquals(List.of(1, 1, 1, 1, 0, 1, 0, 0), read.items().get(2).labels());
    assertEquals("3", read.part(Part.TRAINING).getFirst().id());
    assertEquals("images/NEL/Nel026.jpg", read.items().getFirst().pictures().getFirst().path());
    assertEquals("clinical", read.items().getFirst().pictures().get(1).role());
  }

  @Test
  void aCaseInTwoPartsOfTheCreatorsSplitIsRefused() throws IOException {
    Published.derm7pt(folder);
    Published.table(folder, "valid_indexes.csv", "indexes", "0", "2");
    assertThrows(TableException.class, () -> Layout.DERM7PT.read(folder));
  }

  @Test
  void nihFollowsTheOfficialListsAndBothFormsOfAges() throws IOException {
    Published.nih(folder);
    Dataset read = Layout.CHEST_XRAY_14.read(folder);
    assertEquals(14, read.labels().outputs().size());
    assertEquals(2, read.part(Part.TRAINING).size());
    assertEquals("58", read.items().getFirst().metadata().get("Patient Age"));
    assertEquals(1, read.items().getFirst().labels().get(13));
    assertEquals(List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), read.items().get(1).labels());
    read.requireNoLeak();
  }

  @Test
  void aPatientOnBothSidesOfASplitIsRefusedByName() throws IOException {
    Published.nih(folder);
    Published.table(folder, "train_val_list.txt", "00000001_000.png");
    Published.table(folder, "test_list.txt", "00000001_001.png", "00000002_000.png");
    Dataset read = Layout.CHEST_XRAY_14.read(folder);
    LeakException e = assertThrows(LeakException.class, read::requireNoLeak);
    assertTrue(e.getMessage().contains("split: 1"), e.getMessage());
  }

  @Test
  void ranzcrClipHasElevenFindingsAndPatients() throws IOException {
    Published.table(
        folder, "train.csv", Published.CLIP_HEADER, "1.2.826.1,0,0,1,0,0,0,1,0,0,1,0,ec89415d1");
    Dataset read = Layout.RANZCR_CLIP.read(folder);
    assertEquals(11, read.labels().outputs().size());
    assertEquals(List.of(0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0), read.items().getFirst().labels());
    assertEquals("ec89415d1", read.items().getFirst().patient());
    assertEquals("train/1.2.826.1.jpg", read.items().getFirst().pictures().getFirst().path());
  }

  @Test
  void listsOfPicturesAndMarksAreRead() throws IOException {
    Published.table(folder, "classes.txt", "A", "B");
    Published.table(folder, "x_train_labels.txt", "d/00000001_000.png\t0,1");
    Published.table(folder, "x_test_labels.txt", "d/00000002_000.png\t1,0", "d/x.jpg 1");
    TableException e = assertThrows(TableException.class, () -> Layout.LABEL_LISTS.read(folder));
    assertEquals(2, e.line());
    Published.table(folder, "x_test_labels.txt", "d/00000002_000.png\t1,0");
    Dataset read = Layout.LABEL_LISTS.read(folder);
    assertEquals("00000002", read.part(Part.TEST).getFirst().patient());
    assertEquals(List.of(0, 1), read.part(Part.TRAINING).getFirst().labels());
  }

  @Test
  void ph2IsReadFromItsOwnTextAndFromATable() throws IOException {
    Published.table(
        folder,
        "PH2_dataset.txt",
        "||   Name ||   Histological Diagnosis ||   Clinical Diagnosis ||   Asymmetry ||",
        "|| IMD003 ||                          ||         0           ||      0      ||       T    "
            + "        ||      A        ||   A   ||       A          ||         A         ||  4 "
            + " ||",
        "|| IMD219 ||                          ||         2           ||      2      ||      AT    "
            + "        ||      T        ||   P   ||       P          ||         P         ||  4 5"
            + " ||");
    Dataset own = Layout.PH2_CRITERIA.read(folder);
    assertEquals(List.of(0, 0, 0, 0, 0, 0), own.items().getFirst().labels());
    assertEquals(List.of(1, 1, 0, 1, 1, 1), own.items().get(1).labels());
    assertEquals(
        "PH2 Dataset images/IMD219/IMD219_Dermoscopic_Image/IMD219.bmp",
        own.items().get(1).pictures().getFirst().path());
    Files.delete(folder.resolve("PH2_dataset.txt"));
    Published.table(
        folder,
        "labels.csv",
        "file,diagnosis,asymmetry,pigment_network,dots_globules,streaks,regression_areas,blue_whitish_veil",
        "IMD003.jpg,common nevus,0,T,A,A,A,A",
        "IMD219.jpg,melanoma,2,AT,T,P,P,P");
    assertEquals(List.of(1), Layout.PH2_MELANOMA.read(folder).items().get(1).labels());
    assertEquals(
        own.items().get(1).labels(), Layout.PH2_CRITERIA.read(folder).items().get(1).labels());
  }

  @Test
  void aPlainFolderSaysWhichColumnsMeanWhat() throws IOException {
    Published.table(
        folder, "labels.csv", "name,who,dx,age,split", "a.png,p1,x|y,5,train", "b.png,p2,,7,test");
    var columns =
        new FolderAndTable.Columns(
            "name",
            "dx",
            Optional.of("who"),
            Optional.empty(),
            List.of(MetadataField.quantity("age")),
            "clinical",
            true);
    Dataset read = new FolderAndTable(columns).read(folder);
    assertEquals(List.of("x", "y"), read.labels().outputs());
    assertEquals(List.of(0, 0), read.items().get(1).labels());
    assertEquals("p1", read.items().getFirst().patient());
    assertEquals(Optional.of(Part.TEST), read.items().get(1).part());
    assertEquals(Map.of("age", "7.0"), read.items().get(1).metadata());
  }

  @Test
  void aFolderWithoutTheTableSaysWhatIsMissing() {
    DatasetException e =
        assertThrows(DatasetException.class, () -> Layout.PAD_UFES_20.read(folder));
    assertTrue(e.getMessage().contains("metadata.csv"), e.getMessage());
    assertThrows(DatasetException.class, () -> Layout.HAM10000.read(folder.resolve("nowhere")));
  }

  @Test
  void everyLayoutHasAWord() {
    for (Layout layout : Layout.values()) {
      assertEquals(Optional.of(layout), Layout.of(layout.word()));
    }
  }
}
