/**
 * Public data sets as they are published. Entry types: {@link org.vigil.models.dataset.MedMnist},
 * {@link org.vigil.models.dataset.LabelledImages}.
 */
package org.vigil.models.dataset;
