/**
 * The service's JSON answers, as the HTTP contract has them (docs/worklist.md). Entry type: {@link
 * org.vigil.worklist.answer.Answers}.
 *
 * <p>Invariant: these records are the contract; fields are added, never renamed.
 */
package org.vigil.worklist.answer;
