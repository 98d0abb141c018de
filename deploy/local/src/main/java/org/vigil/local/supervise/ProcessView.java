package org.vigil.local.supervise;

/**
 * A supervised process at one moment.
 *
 * @param name what people call it
 * @param state what it is doing
 * @param restarts how often it was started again since the stack came up
 */
public record ProcessView(String name, ProcessState state, int restarts) {}
