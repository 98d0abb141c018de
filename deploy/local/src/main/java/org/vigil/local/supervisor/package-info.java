/**
 * The process that keeps a stack running, and what it tells the commands. Entry types: {@link
 * org.vigil.local.supervisor.Supervisor}, {@link org.vigil.local.supervisor.StateFile}.
 *
 * <p>Invariant: a state file whose supervisor is dead means that nothing runs, or is just ending.
 */
package org.vigil.local.supervisor;
