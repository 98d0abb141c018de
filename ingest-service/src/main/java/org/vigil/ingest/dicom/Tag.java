package org.vigil.ingest.dicom;

/** The attributes that are read, as (group &lt;&lt; 16 | element), by their keywords of PS3.6. */
final class Tag {
  static final int TransferSyntaxUID = 0x00020010;
  static final int Modality = 0x00080060;
  static final int BodyPartExamined = 0x00180015;
  static final int ViewPosition = 0x00185101;
  static final int PatientAge = 0x00101010;
  static final int PatientSex = 0x00100040;
  static final int ImagerPixelSpacing = 0x00181164;
  static final int NominalScannedPixelSpacing = 0x00182010;
  static final int StudyInstanceUID = 0x0020000D;
  static final int SamplesPerPixel = 0x00280002;
  static final int PhotometricInterpretation = 0x00280004;
  static final int PlanarConfiguration = 0x00280006;
  static final int NumberOfFrames = 0x00280008;
  static final int Rows = 0x00280010;
  static final int Columns = 0x00280011;
  static final int PixelSpacing = 0x00280030;
  static final int PixelAspectRatio = 0x00280034;
  static final int BitsAllocated = 0x00280100;
  static final int BitsStored = 0x00280101;
  static final int HighBit = 0x00280102;
  static final int PixelRepresentation = 0x00280103;
  static final int PixelPaddingValue = 0x00280120;
  static final int PixelPaddingRangeLimit = 0x00280121;
  static final int WindowCenter = 0x00281050;
  static final int WindowWidth = 0x00281051;
  static final int RescaleIntercept = 0x00281052;
  static final int RescaleSlope = 0x00281053;
  static final int VOILUTFunction = 0x00281056;
  static final int RedPaletteDescriptor = 0x00281101;
  static final int RedPaletteData = 0x00281201;
  static final int SegmentedRedPaletteData = 0x00281221;
  static final int ModalityLUTSequence = 0x00283000;
  static final int LUTDescriptor = 0x00283002;
  static final int LUTData = 0x00283006;
  static final int VOILUTSequence = 0x00283010;
  static final int PixelData = 0x7FE00010;
  static final int Item = 0xFFFEE000;
  static final int ItemDelimitationItem = 0xFFFEE00D;
  static final int SequenceDelimitationItem = 0xFFFEE0DD;

  private Tag() {}
}
