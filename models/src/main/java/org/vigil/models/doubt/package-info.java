/**
 * What lets a model say that it does not know: whether a picture is good enough to be judged,
 * whether it looks like the kind of picture that the model is for, and whether the network's own
 * maps of it lie where those of such pictures lie. Fitted on pictures of the right kind, with
 * limits for a stated share of false abstention, and carried in the bundle. Entry types: {@link
 * org.vigil.models.doubt.Doubt}, {@link org.vigil.models.doubt.DoubtFit}.
 *
 * <p>Invariant: what cannot be judged (a number that is none) is doubted.
 */
package org.vigil.models.doubt;
