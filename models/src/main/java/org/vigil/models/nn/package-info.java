/**
 * Layers with PyTorch's parameter names on DJL arrays, so that network code reads like
 * torchvision's and loads its weights. Entry type: {@link org.vigil.models.nn.Module}.
 *
 * <p>Invariants: a module owns its tensors through the {@link org.vigil.models.nn.Build}'s manager;
 * forward passes leave their intermediates to the caller's {@code NDScope}.
 */
package org.vigil.models.nn;
