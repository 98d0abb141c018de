/**
 * Heat maps: which parts of a picture spoke for a finding. For urgent studies after their scores
 * are published, for others when a reader asks. Entry type: {@link
 * org.vigil.inference.explain.ExplanationDesk}.
 *
 * <p>Invariants: the device explains only while no study is held or on it, one map at a time; what
 * finds no room or no quiet moment in time is dropped and counted, never waited for.
 */
package org.vigil.inference.explain;
