package org.vigil.training.trainer;

import java.awt.image.Raster;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.vigil.training.feedback.CasePart;

/**
 * A picture with its label.
 *
 * @param id its study, or its place in an archive
 * @param part what it may be used for
 * @param targets what a network should give, 0 to 1 each
 * @param present what is true of each finding
 * @param strata groups by name
 * @param picture decoded anew at each call
 */
record Sample(
    String id,
    CasePart part,
    float[] targets,
    List<Boolean> present,
    Map<String, String> strata,
    Supplier<Raster> picture) {}
