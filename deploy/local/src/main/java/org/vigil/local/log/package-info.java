/**
 * What processes print: bounded files, and reading them. Entry types: {@link
 * org.vigil.local.log.BoundedLog}, {@link org.vigil.local.log.LogTail}.
 *
 * <p>Invariant: a log takes at most (kept + 1) times its bound on disk.
 */
package org.vigil.local.log;
