package org.vigil.local.bench.door;

import java.nio.file.Path;

/**
 * What is measured.
 *
 * @param pictures folder of real chest X-rays, JPEG
 * @param instances for each door and server
 * @param warmUp before that, not counted
 * @param senders at the same time
 * @param large associations that then send an object of 50 MB each to us; 0 for without
 * @param plugins folder of Orthanc's DICOMweb plugin
 */
public record DoorSettings(
    Path pictures, int instances, int warmUp, int senders, int large, Path plugins) {}
