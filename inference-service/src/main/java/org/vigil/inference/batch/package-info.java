/**
 * How many of the studies that wait go into the next forward pass. Entry type: {@link
 * org.vigil.inference.batch.BatchRule}.
 *
 * <p>Invariants: a free device is never kept waiting for company; a pass never has more pictures
 * than allowed, unless one study alone has more; no routine study is taken while a prepared stat
 * study is left behind. Plain Java, without threads and without a clock of its own.
 */
package org.vigil.inference.batch;
