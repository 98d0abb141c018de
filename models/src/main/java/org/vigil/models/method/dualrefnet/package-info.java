/**
 * DualRefNet (Khurshid, Singh and Vatsa 2025): lesion pictures and metadata, with a decoder that
 * learns to enlarge the picture. Entry types: {@link org.vigil.models.method.dualrefnet.DualRefNet}
 * and {@link org.vigil.models.method.dualrefnet.DualRefNetConfiguration}.
 *
 * <p>Invariant: backbones keep torchvision's parameter names below {@code image}.
 */
package org.vigil.models.method.dualrefnet;
