package org.vigil.worklist.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.vigil.worklist.order.Place;
import org.vigil.worklist.order.ReadingList;
import org.vigil.worklist.study.StudyEntry;

/**
 * The studies by {@link Group}, each group in its order, so that a filtered list costs what it
 * shows and how many groups pass (kinds x urgencies x sites), not how many studies there are. Not
 * thread-safe.
 */
final class StudyGroups {
  private final Map<Group, ReadingList> open = new HashMap<>();
  private final Map<Group, TreeSet<ReadStudy>> read = new HashMap<>();

  void add(StudyEntry entry, Place place, Instant now) {
    Group group = Group.of(entry);
    ReadStudy.of(entry)
        .ifPresentOrElse(
            study -> read.computeIfAbsent(group, g -> new TreeSet<>()).add(study),
            () -> open.computeIfAbsent(group, g -> new ReadingList(now)).put(place));
  }

  void remove(StudyEntry entry) {
    Group group = Group.of(entry);
    Optional<ReadStudy> study = ReadStudy.of(entry);
    if (study.isPresent()) {
      read.get(group).remove(study.get());
      read.computeIfPresent(group, (g, studies) -> studies.isEmpty() ? null : studies);
    } else {
      open.get(group).remove(entry.studyId());
      open.computeIfPresent(group, (g, studies) -> studies.size() == 0 ? null : studies);
    }
  }

  int countOpen(Filter filter) {
    return passing(open, filter).stream().mapToInt(ReadingList::size).sum();
  }

  int countRead(Filter filter) {
    return passing(read, filter).stream().mapToInt(TreeSet::size).sum();
  }

  /** The open studies that pass, in reading order, behind a place if one is given. */
  Iterator<Place> open(Filter filter, Optional<Place> after, Instant now) {
    List<ReadingList> lists = passing(open, filter);
    lists.forEach(list -> list.advance(now));
    return new MergedOrder<>(
        lists.stream().map(list -> behind(list, after)).toList(), Place.readingOrder(now));
  }

  private static Iterator<Place> behind(ReadingList list, Optional<Place> after) {
    return list.from(after.map(list::countUpTo).orElse(0));
  }

  /** The read studies that pass, latest first, behind one if it is given. */
  Iterator<ReadStudy> read(Filter filter, Optional<ReadStudy> after) {
    return new MergedOrder<>(
        passing(read, filter).stream()
            .map(
                list ->
                    after
                        .map(study -> list.tailSet(study, false).iterator())
                        .orElseGet(list::iterator))
            .toList(),
        Comparator.naturalOrder());
  }

  private static <L> List<L> passing(Map<Group, L> groups, Filter filter) {
    return groups.entrySet().stream()
        .filter(group -> filter.takes(group.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
