/**
 * DenseNet121 with focal ZLPR: many findings per radiograph. Entry types: {@link
 * org.vigil.models.method.fzlpr.FzlprNetwork} and {@link
 * org.vigil.models.method.fzlpr.FzlprConfiguration}.
 *
 * <p>Invariant: a finding is present where its logit is above 0.
 */
package org.vigil.models.method.fzlpr;
