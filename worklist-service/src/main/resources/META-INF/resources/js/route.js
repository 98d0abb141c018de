// Where the reader is, kept in the address so that reload, back and bookmarks work.

/** `#/study/abc` and friends as `{view, id, filter}`; what is unknown is the worklist. */
export function parse(hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view, id] = path.split('/');
  if (view === 'runs' && !id) {
    return { view: 'runs', filter: {} };
  }
  if ((view === 'study' || view === 'runs') && id) {
    try {
      return { view: view === 'runs' ? 'run' : 'study', id: decodeURIComponent(id), filter: {} };
    } catch {
      return { view: 'list', filter: {} };
    }
  }
  return { view: view === 'upload' ? 'upload' : 'list', filter: filterOf(new URLSearchParams(query)) };
}

function filterOf(parameters) {
  const filter = {};
  for (const key of ['state', 'kind', 'urgency', 'site']) {
    filter[key] = parameters.get(key) ?? '';
  }
  filter.state = filter.state === 'read' ? 'read' : 'open';
  return filter;
}

export const runHash = (id) => `#/runs/${encodeURIComponent(id)}`;

export const studyHash = (id) => `#/study/${encodeURIComponent(id)}`;

export function listHash(filter = {}, view = '') {
  const given = Object.entries(filter).filter(([key, value]) => value && !(key === 'state' && value === 'open'));
  const query = new URLSearchParams(given).toString();
  return `#/${view}${query ? `?${query}` : ''}`;
}
