/**
 * PEMM (Tang 2024, dissertation, section 5.4): one encoder for both pictures of a lesion, joined by
 * a shared cross-attention. Entry type: {@link org.vigil.models.method.pemm.SharedCrossAttention}.
 *
 * <p>Invariant: parameter names and outputs are those of the reference values (golden tests).
 */
package org.vigil.models.method.pemm;
