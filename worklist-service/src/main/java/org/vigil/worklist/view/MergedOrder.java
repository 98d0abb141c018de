package org.vigil.worklist.view;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Several sorted lists as one; each step costs the logarithm of their number. Valid until one of
 * them changes.
 */
final class MergedOrder<T> implements Iterator<T> {
  private final PriorityQueue<Head<T>> heads;

  MergedOrder(List<Iterator<T>> lists, Comparator<? super T> order) {
    this.heads = new PriorityQueue<>((a, b) -> order.compare(a.first, b.first));
    lists.forEach(this::offer);
  }

  private void offer(Iterator<T> list) {
    if (list.hasNext()) {
      heads.add(new Head<>(list.next(), list));
    }
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  @Override
  public T next() {
    Head<T> head = heads.remove();
    offer(head.rest);
    return head.first;
  }

  private record Head<T>(T first, Iterator<T> rest) {}
}
