package org.vigil.retrieval.index;

import java.util.List;

/**
 * One thing that a case must be, said in {@link CaseFields}, for every engine to put in its way.
 */
public sealed interface Condition {
  String field();

  /** The field has one of these words. */
  record AnyOf(String field, List<String> words) implements Condition {
    static AnyOf word(String field, String word) {
      return new AnyOf(field, List.of(word));
    }
  }

  /** The field's number lies between two, both included. */
  record Between(String field, long least, long most) implements Condition {}
}
