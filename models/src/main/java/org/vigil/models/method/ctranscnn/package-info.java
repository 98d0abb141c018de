/**
 * CTransCNN (Wu et al. 2023): a convolutional and a token branch that inform each other at every
 * layer. Entry types: {@link org.vigil.models.method.ctranscnn.CTransCnn} and {@link
 * org.vigil.models.method.ctranscnn.CTransCnnConfiguration}.
 *
 * <p>Invariant: parameter names are those of the authors' implementation.
 */
package org.vigil.models.method.ctranscnn;
