package org.vigil.worklist.policy;

import org.vigil.worklist.study.Urgency;

/**
 * What the policy says of a study.
 *
 * @param urgency how soon it has to be read
 * @param reason why, in plain words for readers
 */
public record Assessment(Urgency urgency, String reason) {}
