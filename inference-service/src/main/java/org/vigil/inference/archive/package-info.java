/**
 * Embeds the archive in the spaces of the bundles that a slot uses now, so that similar cases can
 * be looked up there. Entry type: {@link org.vigil.inference.archive.ArchiveKeeper}.
 *
 * <p>Invariants: a study on its way to the worklist goes before the archive; a study is embedded
 * from the pictures that it was scored with, by their digests; what a crash interrupts is done
 * again, and doing it twice changes nothing.
 */
package org.vigil.inference.archive;
