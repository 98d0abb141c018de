/**
 * The DICOM upper layer protocol machine (PS3.8 section 9.2), for both sides of an association.
 * Entry type: {@link org.vigil.ingest.dicom.upperlayer.UpperLayer}; the transition table is in
 * {@link org.vigil.ingest.dicom.upperlayer.State}.
 *
 * <p>Invariants: states, events and actions have the standard's names and numbers; the state
 * changes in one thread, by an event, through the action of table 9-10 and in no other way; nothing
 * waits for a peer without a time limit.
 */
package org.vigil.ingest.dicom.upperlayer;
