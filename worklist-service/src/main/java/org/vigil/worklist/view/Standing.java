package org.vigil.worklist.view;

import java.util.Optional;
import org.vigil.worklist.study.StudyEntry;

/**
 * A study and where it stands now.
 *
 * @param position among all open studies, from 1; empty once read
 * @param overdue whether it waits longer than it may
 */
public record Standing(StudyEntry entry, Optional<Integer> position, boolean overdue) {}
