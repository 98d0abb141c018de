package org.vigil.ingest.dicom.dataset;

/** The attributes that are read, as (group &lt;&lt; 16 | element), by their keywords of PS3.6. */
public final class Tag {
  public static final int MediaStorageSOPClassUID = 0x00020002;
  public static final int MediaStorageSOPInstanceUID = 0x00020003;
  public static final int TransferSyntaxUID = 0x00020010;
  public static final int SpecificCharacterSet = 0x00080005;
  public static final int SOPClassUID = 0x00080016;
  public static final int SOPInstanceUID = 0x00080018;
  public static final int ReferencedSOPClassUID = 0x00081150;
  public static final int ReferencedSOPInstanceUID = 0x00081155;
  public static final int ReferencedFrameNumber = 0x00081160;
  public static final int TransactionUID = 0x00081195;
  public static final int FailureReason = 0x00081197;
  public static final int FailedSOPSequence = 0x00081198;
  public static final int ReferencedSOPSequence = 0x00081199;
  public static final int SourceImageSequence = 0x00082112;
  public static final int SeriesInstanceUID = 0x0020000E;
  public static final int Modality = 0x00080060;
  public static final int BodyPartExamined = 0x00180015;
  public static final int ViewPosition = 0x00185101;
  public static final int PatientAge = 0x00101010;
  public static final int PatientSex = 0x00100040;
  public static final int ImagerPixelSpacing = 0x00181164;
  public static final int NominalScannedPixelSpacing = 0x00182010;
  public static final int StudyInstanceUID = 0x0020000D;
  public static final int SamplesPerPixel = 0x00280002;
  public static final int PhotometricInterpretation = 0x00280004;
  public static final int PlanarConfiguration = 0x00280006;
  public static final int NumberOfFrames = 0x00280008;
  public static final int Rows = 0x00280010;
  public static final int Columns = 0x00280011;
  public static final int PixelSpacing = 0x00280030;
  public static final int PixelAspectRatio = 0x00280034;
  public static final int BitsAllocated = 0x00280100;
  public static final int BitsStored = 0x00280101;
  public static final int HighBit = 0x00280102;
  public static final int PixelRepresentation = 0x00280103;
  public static final int PixelPaddingValue = 0x00280120;
  public static final int PixelPaddingRangeLimit = 0x00280121;
  public static final int WindowCenter = 0x00281050;
  public static final int WindowWidth = 0x00281051;
  public static final int RescaleIntercept = 0x00281052;
  public static final int RescaleSlope = 0x00281053;
  public static final int VOILUTFunction = 0x00281056;
  public static final int RedPaletteDescriptor = 0x00281101;
  public static final int RedPaletteData = 0x00281201;
  public static final int SegmentedRedPaletteData = 0x00281221;
  public static final int ModalityLUTSequence = 0x00283000;
  public static final int LUTDescriptor = 0x00283002;
  public static final int LUTData = 0x00283006;
  public static final int VOILUTSequence = 0x00283010;
  public static final int ExtendedOffsetTable = 0x7FE00001;
  public static final int ExtendedOffsetTableLengths = 0x7FE00002;
  public static final int PixelData = 0x7FE00010;
  public static final int Item = 0xFFFEE000;
  public static final int ItemDelimitationItem = 0xFFFEE00D;
  public static final int SequenceDelimitationItem = 0xFFFEE0DD;

  private Tag() {}

  /** Odd groups belong to makers (PS3.5 section 7.8). */
  public static boolean isPrivate(int tag) {
    return (tag & 0x00010000) != 0;
  }

  /** Whether it says which maker a block of private elements belongs to (section 7.8.1). */
  public static boolean isPrivateCreator(int tag) {
    int element = tag & 0xFFFF;
    return isPrivate(tag) && element >= 0x10 && element <= 0xFF;
  }

  /** As eight hexadecimal digits, the way DICOM JSON has it (PS3.18 annex F.2.2). */
  public static String name(int tag) {
    return "%08X".formatted(tag);
  }
}
