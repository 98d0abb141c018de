/**
 * Inference: routes each ready study to a model, scores it or says why not, in Kafka transactions.
 *
 * <p>Path of a study: {@link org.vigil.inference.flow.ScoringSession} reads it, {@link
 * org.vigil.inference.study.StudyPreparer} routes and prepares it, {@link
 * org.vigil.inference.flow.ComputeThread} runs the network, the session publishes. Invariant:
 * nothing ever invents a score.
 */
package org.vigil.inference;
