/**
 * Studies for the demonstration. Entry type: {@link org.vigil.local.demo.SyntheticStudies}.
 *
 * <p>Invariants: every picture carries the word SYNTHETIC in its pixels; the site is {@code demo};
 * a seed draws the same bytes every time.
 */
package org.vigil.local.demo;
