package org.vigil.models.dataset.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the tables of a data set as its publishers write them. */
final class Published {
  static final String PAD_HEADER =
      "patient_id,lesion_id,smoke,drink,background_father,background_mother,age,pesticide,gender,"
          + "skin_cancer_history,cancer_history,has_piped_water,has_sewage_system,fitspatrick,region,"
          + "diameter_1,diameter_2,diagnostic,itch,grew,hurt,changed,bleed,elevation,img_id,biopsed";
  static final String DERM_HEADER =
      "case_num,diagnosis,seven_point_score,pigment_network,streaks,pigmentation,"
          + "regression_structures,dots_and_globules,blue_whitish_veil,vascular_structures,"
          + "level_of_diagnostic_difficulty,elevation,location,sex,management,clinic,derm,case_id,notes";
  static final String NIH_HEADER =
      "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,"
          + "OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y]";
  static final String CLIP_HEADER =
      "StudyInstanceUID,ETT - Abnormal,ETT - Borderline,ETT - Normal,NGT - Abnormal,"
          + "NGT - Borderline,NGT - Incompletely Imaged,NGT - Normal,CVC - Abnormal,"
          + "CVC - Borderline,CVC - Normal,Swan Ganz Catheter Present,PatientID";

  private Published() {}

  static void table(Path folder, String name, String... lines) throws IOException {
    Files.write(folder.resolve(name), List.of(lines));
  }

  static void isic2018(Path folder) throws IOException {
    String header = "image,MEL,NV,BCC,AKIEC,BKL,DF,VASC";
    table(
        folder,
        "ISIC2018_Task3_Training_GroundTruth.csv",
        header,
        "ISIC_1,0.0,1.0,0.0,0.0,0.0,0.0,0.0",
        "ISIC_2,1.0,0.0,0.0,0.0,0.0,0.0,0.0");
    table(
        folder,
        "ISIC2018_Task3_Training_LesionGroupings.csv",
        "image,lesion_id,diagnosis_confirm_type",
        "ISIC_1,HAM_7,histopathology",
        "ISIC_2,HAM_7,histopathology");
    table(
        folder,
        "ISIC2018_Task3_Test_GroundTruth.csv",
        header,
        "ISIC_3,0.0,0.0,0.0,0.0,0.0,0.0,1.0");
  }

  static void isic2019(Path folder, String lastColumn) throws IOException {
    table(
        folder,
        "ISIC_2019_Training_GroundTruth.csv",
        "image,MEL,NV,BCC,AK,BKL,DF,VASC,SCC,UNK",
        "ISIC_1,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0,0.0",
        "ISIC_2,1.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0");
    table(
        folder,
        "ISIC_2019_Training_Metadata.csv",
        "image,age_approx,anatom_site_general,lesion_id," + lastColumn,
        "ISIC_1,55.0,anterior torso,BCN_3,female",
        "ISIC_2,,,,");
  }

  static void derm7pt(Path folder) throws IOException {
    table(
        folder,
        "meta.csv",
        DERM_HEADER,
        "1,basal cell carcinoma,0,absent,absent,absent,absent,absent,absent,arborizing,medium,"
            + "nodular,abdomen,female,excision,NEL/NEL025.JPG,NEL/Nel026.jpg,,",
        "2,melanoma (in situ),4,atypical,irregular,localized"
            + " irregular,combinations,irregular,present,dotted,high,flat,back,male,excision,A/1.jpg,A/2.jpg,,\"a"
            + " note, with a comma\"",
        "3,clark nevus,1,typical,regular,diffuse regular,absent,regular,absent,absent,low,flat,"
            + "back,male,no further examination,A/3.jpg,A/4.jpg,,");
    table(folder, "train_indexes.csv", "indexes", "2");
    table(folder, "valid_indexes.csv", "indexes", "0");
    table(folder, "test_indexes.csv", "indexes", "1");
  }

  static void nih(Path folder) throws IOException {
    table(
        folder,
        "Data_Entry_2017.csv",
        NIH_HEADER,
        "00000001_000.png,Cardiomegaly|Hernia,0,1,058Y,M,PA,2682,2749,0.143,0.143",
        "00000001_001.png,No Finding,1,1,58,M,AP,2682,2749,0.143,0.143",
        "00000002_000.png,Pneumothorax,0,2,81,F,PA,2500,2048,0.171,0.171");
    table(folder, "train_val_list.txt", "00000001_000.png", "00000001_001.png");
    table(folder, "test_list.txt", "00000002_000.png");
  }
}
