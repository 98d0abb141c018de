/**
 * What every parser of bytes from outside is held to. Each parser has a {@code *FuzzTest} in its
 * own package, which gives {@link org.vigil.ingest.fuzz.Fuzzing} whole inputs to spoil and the
 * errors that the parser declares. A run follows from its seed alone.
 */
package org.vigil.ingest.fuzz;
