/**
 * The command line. Entry type: {@link org.vigil.local.cli.VigilCommand}.
 *
 * <p>Invariants: a failure is one line on standard error with a cause and what to do; commands hold
 * no logic that the end-to-end tests would need as a library.
 */
package org.vigil.local.cli;
