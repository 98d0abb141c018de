/**
 * DICOMweb (PS3.18): storing, searching and retrieving instances by HTTP. Entry types: {@link
 * org.vigil.ingest.dicomweb.StoreResource}, {@link org.vigil.ingest.dicomweb.SearchResource},
 * {@link org.vigil.ingest.dicomweb.RetrieveResource}.
 *
 * <p>Invariants: an instance that is stored here takes the way of C-STORE and is answered by the
 * same rules; nothing is answered unless a site is configured.
 */
package org.vigil.ingest.dicomweb;
