package org.vigil.local.status;

/**
 * How far a consumer group is behind, over all partitions that it has committed for.
 *
 * @param records records that it has still to read
 * @param members consumers that are there now
 */
public record GroupLag(String group, long records, int members) {}
