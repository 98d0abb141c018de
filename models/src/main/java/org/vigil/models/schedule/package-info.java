/**
 * Numbers that change in the course of training: learning rates and loss weights by epoch or step.
 * Plain Java. Entry type: {@link org.vigil.models.schedule.Schedule}; the papers' own in {@link
 * org.vigil.models.schedule.PaperSchedules} and {@link
 * org.vigil.models.schedule.MultiLossSchedule}.
 *
 * <p>Invariant: a schedule is a pure function of the step, so training resumes anywhere.
 */
package org.vigil.models.schedule;
