package org.vigil.local.bench;

/**
 * How the pipeline is measured.
 *
 * @param network architecture, at 224 px
 * @param batch most images in a forward pass
 * @param threads torch's threads within a forward pass
 * @param device cpu or cuda
 * @param studies studies in each phase
 * @param warmUp studies before the first phase, which are not counted
 * @param window studies on their way at any time while the pipeline is saturated
 * @param rate studies per second of a single phase at that rate; 0 for the two phases: saturated,
 *     then half of what that gave
 * @param rawSeconds how long the bare forward pass is measured, each time
 * @param seed draws pictures and arrivals
 */
public record PipelineSettings(
    String network,
    int batch,
    int threads,
    String device,
    int studies,
    int warmUp,
    int window,
    double rate,
    double rawSeconds,
    long seed) {}
