/**
 * The multi-scale vision transformer with dynamic multi-loss (Alqahtani et al. 2025): labels and
 * vectors for retrieval from one network. Entry types: {@link
 * org.vigil.models.method.multiscalevit.MultiScaleVit} and {@link
 * org.vigil.models.method.multiscalevit.MultiScaleVitConfiguration}.
 *
 * <p>Invariant: encoder layers have torchvision's ViT names below them, so ViT weights fit.
 */
package org.vigil.models.method.multiscalevit;
