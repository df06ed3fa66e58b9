import { askForToken } from "./ask.js";

const BASE = "/api/v1";
const TOKEN = "brushcast-token";
let asking = null;

/** What the API refused, in its own words. */
export class Problem extends Error {
  constructor(status, paper, retryAfter) {
    super(paper.detail ?? `answered with ${status}`);
    this.status = status;
    this.kind = paper.type?.split(":").at(-1) ?? "";
    this.errors = paper.errors ?? [];
    this.retryAfter = Number(retryAfter ?? 1);
  }
}

/** A token is asked for once, however many requests want one, and kept for as long as this tab is open. */
async function wantToken(refused) {
  if (sessionStorage.getItem(TOKEN) !== refused) {
    return;
  }
  asking ??= askForToken(refused !== null).then((token) => {
    sessionStorage.setItem(TOKEN, token);
    asking = null;
  });
  await asking;
}

export function forgetToken() {
  sessionStorage.removeItem(TOKEN);
}

export const hasToken = () => sessionStorage.getItem(TOKEN) !== null;

/** An answer that is not a problem. */
export async function request(method, path, { body, headers = {}, signal } = {}) {
  for (;;) {
    const token = sessionStorage.getItem(TOKEN);
    const sent = { ...headers };
    if (token !== null) {
      sent.Authorization = `Bearer ${token}`;
    }
    if (body !== undefined) {
      sent["Content-Type"] = "application/json";
    }
    const answer = await fetch(BASE + path, {
      method,
      headers: sent,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      signal,
    });
    if (answer.status === 401) {
      await wantToken(token);
      continue;
    }
    if (!answer.ok) {
      throw new Problem(answer.status, await answer.json().catch(() => ({})), answer.headers.get("Retry-After"));
    }
    return answer;
  }
}

export async function ask(method, path, body) {
  const answer = await request(method, path, { body });
  return answer.status === 204 ? null : answer.json();
}

export const get = (path) => ask("GET", path);
export const streamPath = (id) => `/streams/${encodeURIComponent(id)}`;

/** All streams, each with what has become of it. */
export async function streams() {
  const all = [];
  let after = "";
  for (;;) {
    const page = await get(`/streams?status=true&limit=200&after=${encodeURIComponent(after)}`);
    all.push(...page.streams);
    if (!page.next) {
      return all;
    }
    after = page.next;
  }
}
