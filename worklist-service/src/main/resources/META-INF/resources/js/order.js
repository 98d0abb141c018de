// The reading order of DESIGN 4.5, as the server keeps it: past due first, by due time; then by
// urgency, and within one by arrival; ties by StudyId. Urgent and unassessed are one rank.

const RANK = { stat: 0, urgent: 1, unassessed: 1, routine: 2 };

/** A line of the worklist with its times as milliseconds, which is what comparing needs. */
export function withTimes(item) {
  return { ...item, received: Date.parse(item.receivedAt), due: Date.parse(item.dueAt) };
}

/** Due at this very moment is overdue. */
export function isOverdue(item, now) {
  return item.due <= now;
}

/** Compares two lines at a moment (milliseconds, server's clock). */
export function compare(a, b, now) {
  const lateA = isOverdue(a, now);
  const lateB = isOverdue(b, now);
  if (lateA !== lateB) {
    return lateA ? -1 : 1;
  }
  const first = lateA ? a.due - b.due : rank(a) - rank(b);
  return first || a.received - b.received || (a.studyId < b.studyId ? -1 : a.studyId > b.studyId ? 1 : 0);
}

function rank(item) {
  return RANK[item.urgency] ?? RANK.unassessed; // An urgency that we do not know must not sink.
}

/** What differs between the lines on the screen and the lines as they should be; lists of ids. */
export function difference(shown, wanted) {
  const before = new Set(shown);
  const after = new Set(wanted);
  const added = wanted.filter((id) => !before.has(id));
  const gone = shown.filter((id) => !after.has(id));
  const kept = shown.filter((id) => after.has(id));
  const keptNow = wanted.filter((id) => before.has(id));
  return { added, gone, moved: movedUp(kept, keptNow) };
}

/** Those that overtook a neighbour: now before something that stood before them. */
function movedUp(before, after) {
  const was = new Map(before.map((id, index) => [id, index]));
  const moved = [];
  let least = Infinity;
  for (const id of [...after].reverse()) {
    if (was.get(id) > least) {
      moved.push(id);
    }
    least = Math.min(least, was.get(id));
  }
  return moved.reverse();
}
