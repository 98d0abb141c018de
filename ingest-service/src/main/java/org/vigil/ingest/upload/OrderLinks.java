package org.vigil.ingest.upload;

import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.id.SiteId;

/** Links an image with the order that it was made for. */
public interface OrderLinks {
  /** Links nothing. */
  OrderLinks NONE = (site, accession, event) -> event;

  /**
   * @param accession number that the image carries
   * @return the event with what the order adds
   */
  ImageNormalised linked(SiteId site, String accession, ImageNormalised event);
}
