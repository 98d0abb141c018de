/**
 * The triage policy: which score makes which urgency, and how long each urgency may wait
 * (docs/policy.md). Entry type: {@link org.vigil.worklist.policy.TriagePolicy}.
 *
 * <p>Invariants: a policy that exists keeps the bounds of DESIGN 4.5 and 4.6 (stat waits no longer
 * than unassessed, unassessed no longer than urgent, urgent no longer than routine); whatever is
 * missing, unsure or unusable becomes unassessed, never routine.
 */
package org.vigil.worklist.policy;
