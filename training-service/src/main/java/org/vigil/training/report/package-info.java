/**
 * What is worth looking at after a run: curve, ROC, calibration, confusion and the worst errors on
 * the locked test cases, as one document that the runs page draws. Entry type: {@link
 * org.vigil.training.report.RunReport}.
 *
 * <p>Invariants: made of the evaluated cases alone; nothing in it says who a patient is; the audit
 * share is not in it.
 */
package org.vigil.training.report;
