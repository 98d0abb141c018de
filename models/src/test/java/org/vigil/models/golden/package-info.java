/**
 * Reference values that the code must reproduce. Entry types: {@link
 * org.vigil.models.golden.GoldenFile} for the numbers, {@link org.vigil.models.golden.GoldenFill}
 * for parameters and inputs that follow from their names.
 *
 * <p>Invariant: nothing of the reference values is stored in the project; where they are absent the
 * tests skip and say so.
 */
package org.vigil.models.golden;
