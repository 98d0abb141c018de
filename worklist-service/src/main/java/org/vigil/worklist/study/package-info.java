/**
 * What the worklist knows of one study, and how each event changes it. Entry type: {@link
 * org.vigil.worklist.study.StudyEntry}.
 *
 * <p>Invariants: events may come twice and in any order and leave the same entry; the latest
 * revision wins; a verdict is never lost; nothing here reads a clock.
 */
package org.vigil.worklist.study;
