package org.vigil.platform.access;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who is let in to an endpoint. */
public sealed interface Admission {

  /** Also who has not signed on; nothing of a study is behind it. */
  record Anyone() implements Admission {
    @Override
    public boolean admits(Caller caller) {
      return true;
    }
  }

  /** Whoever has any of Vigil's roles. */
  record AnyRole() implements Admission {
    @Override
    public boolean admits(Caller caller) {
      return !caller.roles().isEmpty();
    }
  }

  /** Whoever has one of these roles. */
  record OneOf(Set<AccessRole> roles) implements Admission {
    public OneOf {
      roles = Set.copyOf(roles);
    }

    @Override
    public boolean admits(Caller caller) {
      return roles.stream().anyMatch(caller::is);
    }
  }

  /** Whether somebody who has signed on is let in. */
  boolean admits(Caller caller);

  /**
   * @param words {@code anyone}, {@code any-role} or words of roles
   * @throws IllegalArgumentException for a word that is none of these, or for no word
   */
  static Admission of(List<String> words) {
    if (words.equals(List.of("anyone"))) {
      return new Anyone();
    }
    if (words.equals(List.of("any-role"))) {
      return new AnyRole();
    }
    if (words.isEmpty()) {
      throw new IllegalArgumentException("an endpoint that lets nobody in");
    }
    return new OneOf(words.stream().map(Admission::role).collect(Collectors.toSet()));
  }

  private static AccessRole role(String word) {
    return AccessRole.of(word)
        .orElseThrow(() -> new IllegalArgumentException("no role is called " + word));
  }
}
