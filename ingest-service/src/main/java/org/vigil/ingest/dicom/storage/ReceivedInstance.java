package org.vigil.ingest.dicom.storage;

import org.vigil.ingest.dicom.association.Peer;
import org.vigil.ingest.dicom.pdu.Uid;

/**
 * An instance that is wholly on disk.
 *
 * @param peer that sent it
 * @param sopClass as the command says
 * @param sopInstance as the command says
 * @param transferSyntax as was agreed
 * @param file with its bytes
 */
record ReceivedInstance(
    Peer peer, Uid sopClass, Uid sopInstance, Uid transferSyntax, InstanceFile file) {}
