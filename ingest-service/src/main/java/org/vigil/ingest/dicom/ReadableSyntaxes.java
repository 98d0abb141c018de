package org.vigil.ingest.dicom;

import org.vigil.ingest.dicom.dataset.TransferSyntax;

/** Tells the network part which transfer syntaxes the decoder reads. */
public final class ReadableSyntaxes {
  private ReadableSyntaxes() {}

  /**
   * @param uid of a transfer syntax
   */
  public static boolean contains(String uid) {
    return TransferSyntax.of(uid).isPresent();
  }
}
