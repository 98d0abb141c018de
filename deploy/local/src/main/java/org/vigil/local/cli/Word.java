package org.vigil.local.cli;

import org.vigil.platform.audit.Act;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.word.Words;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the house's words on the command line. */
final class Word {
  private Word() {}

  private static <E extends Enum<E>> E parse(Class<E> type, String word) {
    return Words.parse(type, word)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s".formatted(word, Words.list(type))));
  }

  static final class OfSite implements ITypeConverter<SiteId> {
    @Override
    public SiteId convert(String word) {
      try {
        return new SiteId(word);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class OfKind implements ITypeConverter<StudyKind> {
    @Override
    public StudyKind convert(String word) {
      return parse(StudyKind.class, word);
    }
  }

  static final class OfRole implements ITypeConverter<ImageRole> {
    @Override
    public ImageRole convert(String word) {
      return parse(ImageRole.class, word);
    }
  }

  static final class OfAct implements ITypeConverter<Act> {
    @Override
    public Act convert(String word) {
      return parse(Act.class, word);
    }
  }

  static final class OfPriority implements ITypeConverter<Priority> {
    @Override
    public Priority convert(String word) {
      return parse(Priority.class, word);
    }
  }
}
