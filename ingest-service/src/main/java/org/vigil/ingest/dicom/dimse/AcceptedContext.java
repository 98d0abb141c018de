package org.vigil.ingest.dicom.dimse;

import org.vigil.ingest.dicom.pdu.Uid;

/**
 * A presentation context that both sides have agreed on.
 *
 * @param id its number on the association
 * @param abstractSyntax the SOP class that is spoken of
 * @param transferSyntax how its data sets are encoded
 */
public record AcceptedContext(int id, Uid abstractSyntax, Uid transferSyntax) {}
