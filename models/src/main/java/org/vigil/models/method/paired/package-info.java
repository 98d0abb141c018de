/**
 * What the methods for a dermoscopic and a clinical picture of one lesion share (Tang 2024,
 * dissertation, chapters 5 and 6): encoders that run stage by stage, attention between them, and
 * branches that answer eight questions. Entry type: {@link
 * org.vigil.models.method.paired.PairedNetwork}.
 *
 * <p>Invariant: parameter names and outputs are those of the reference values (golden tests).
 */
package org.vigil.models.method.paired;
