package org.vigil.worklist.erasure;

/**
 * A study's hold.
 *
 * @param reference of the matter that needs the study, such as a file number; no patient's name
 * @param since RFC 3339
 */
public record LegalHold(String studyId, String reference, String since) {}
