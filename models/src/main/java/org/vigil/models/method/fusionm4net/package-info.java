/**
 * FusionM4Net (Tang 2024, dissertation, chapter 6): two pictures of a lesion and the patient's
 * metadata in two stages. Entry type: {@link org.vigil.models.method.fusionm4net.FusionM4Network}
 * (the first stage); the weight searches and the SVM cluster of the second are in {@link
 * org.vigil.models.fusion}.
 *
 * <p>Invariant: parameter names and outputs are those of the reference values (golden tests).
 */
package org.vigil.models.method.fusionm4net;
