/** What a server refused, in its own words (RFC 9457). */
export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail ?? body?.title ?? `HTTP ${status}`);
    this.status = status;
    this.about = body?.instance;
  }
}

async function json(response) {
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Problem(response.status, body);
  return body;
}

async function get(path) {
  let response;
  try {
    response = await fetch(path, { headers: { accept: "application/json" } });
  } catch {
    throw new Problem(0, { detail: "The server cannot be reached." });
  }
  return json(response);
}

export const worklist = (filters) => {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value));
  return get(`/api/worklist?${query}`);
};
export const study = (id) => get(`/api/studies/${encodeURIComponent(id)}`);
export const ledger = () => get("/api/ledger");
export const config = () => get("/api/config");

export async function verdict(id, body) {
  return json(await fetch(`/api/studies/${encodeURIComponent(id)}/verdict`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(body),
  }));
}

/** Sends a study to ingest; progress is 0 to 1. XMLHttpRequest, since fetch tells no upload progress. */
export function upload(ingestUrl, form, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${ingestUrl}/api/studies`);
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => request.status === 202
      ? resolve(request.response)
      : reject(new Problem(request.status, request.response));
    request.onerror = () => reject(new Problem(0, { detail: "The upload did not get through. Nothing was taken." }));
    request.send(form);
  });
}

/** Follows changes; calls back with each event, and with the state of the stream. */
export function follow({ onStudy, onRead, onLedger, onState }) {
  const source = new EventSource("/api/events");
  source.onopen = () => onState("live");
  source.onerror = () => onState("lost");
  source.addEventListener("study", (event) => onStudy(JSON.parse(event.data)));
  source.addEventListener("read", (event) => onRead(JSON.parse(event.data)));
  source.addEventListener("ledger", (event) => onLedger(JSON.parse(event.data)));
  return source;
}
