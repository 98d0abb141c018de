package org.vigil.ingest.dicomweb;

import java.util.Optional;
import org.vigil.ingest.deidentify.ExportDesk;

/**
 * Whether anything goes out de-identified.
 *
 * @param desk empty where no key is configured
 */
public record Exports(Optional<ExportDesk> desk) {}
