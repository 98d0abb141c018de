/**
 * Normalisation: from any decoded picture to one of two forms, and from there to PNG, always the
 * same bytes for the same picture. Entry types: {@link org.vigil.ingest.normalise.Picture}, {@link
 * org.vigil.ingest.normalise.PngWriter}.
 */
package org.vigil.ingest.normalise;
