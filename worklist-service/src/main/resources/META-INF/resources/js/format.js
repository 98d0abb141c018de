/** A span of milliseconds as people say it: 42 s, 3 min, 2 h 05 min, 3 d 4 h. */
export function span(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Time left until an instant, or time since it. */
export function due(dueAt, now) {
  const left = Date.parse(dueAt) - now;
  return left >= 0 ? { text: `due in ${span(left)}`, overdue: false } : { text: `overdue ${span(-left)}`, overdue: true };
}

export function clockTime(iso) {
  return new Date(iso).toLocaleString([], { dateStyle: "short", timeStyle: "medium" });
}

/** chest-xray becomes Chest xray. */
export function words(word) {
  const text = String(word).replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const REASONS = {
  "no-slot": "No model takes a study like this.",
  "no-model": "There is no active model for this kind of study.",
  "slot-unsuitable": "The model that was asked for does not take this study.",
  "image-unreadable": "The picture could not be read.",
  "metadata-missing": "The model needs metadata that is not there.",
  "role-not-used": "No image shows what the model looks at.",
  "out-of-distribution": "The picture is unlike anything that the model learnt from.",
  "model-failed": "The model failed on this study.",
  "too-late": "The score would have come too late.",
};

export function abstention(reason) {
  return REASONS[reason] ?? words(reason);
}
