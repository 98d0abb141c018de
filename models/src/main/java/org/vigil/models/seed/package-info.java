/**
 * Randomness as a pure function of where it is needed: a run draws from its seed, the epoch and the
 * place within it, never from what was drawn before. Entry type: {@link
 * org.vigil.models.seed.Seed}.
 *
 * <p>Invariant: results do not depend on the number of threads, and a run resumes anywhere without
 * a stored generator state.
 */
package org.vigil.models.seed;
