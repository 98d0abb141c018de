/**
 * JIF-MMFA (Tang 2024, dissertation, chapter 4): joint-individual fusion of one image and the
 * patient's metadata, with the fusions that it is compared with. Entry type: {@link
 * org.vigil.models.method.jif.JifNetwork}.
 *
 * <p>Invariant: parameter names and outputs are those of the reference values (golden tests).
 */
package org.vigil.models.method.jif;
