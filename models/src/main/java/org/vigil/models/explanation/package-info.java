/**
 * Says where in a picture a network found what it says: class activation maps of convolutional
 * networks, attention rollout of transformers. A map shows what moved the network's answer; it is
 * no evidence that the answer is right. What metadata did to an answer: {@code
 * org.vigil.models.attribution}.
 */
package org.vigil.models.explanation;
