// People working through the API while something terrible happens to the servers: writers that try again with the same
// key until they are answered, readers, and open live streams; all of it kept in a history.
import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { rows } from "./database.mjs";
import { PASSWORD } from "./steps.mjs";

/** The session cookie of somebody, as any process of the installation accepts it. */
export async function session(server, email, password = PASSWORD) {
  const answer = await fetch(`${server.url}/login`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: server.url },
    body: new URLSearchParams({ email, password, next: "" }),
  });
  expect(answer.status, "logged in").toBe(303);
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
}

const lead = (name) => ({ name, service_line: "moving", source: "phone", urgency: "medium", origin: "Toronto", destination: "Ottawa", notes: "" });

export class Drill {
  #stopped = false;
  #ending = new AbortController();

  /** `servers`: one or several processes on one database; each call goes to the next that runs. */
  constructor(servers, cookie, history) {
    Object.assign(this, { servers, cookie, history });
    this.mark = randomUUID().slice(0, 8);
  }

  #where(client, attempt) {
    return this.servers[(Number(client.slice(1)) + attempt) % this.servers.length];
  }

  #call(server, path, { signal, ...options } = {}) {
    const headers = { cookie: this.cookie, "x-request-client": "drill", origin: server.url, "content-type": "application/json", ...options.headers };
    return fetch(`${server.url}${path}`, { ...options, headers, signal: signal ?? AbortSignal.timeout(15_000) });
  }

  /** Enters leads and makes quotes of them, each until it is answered; then reads it through another process. */
  async write(client, pause) {
    for (let n = 0; !this.#stopped; n += 1) {
      const name = `Drill ${this.mark} ${client} ${n}`;
      const made = await this.#insist(client, name, "/api/v1/leads", lead(name));
      if (!made) continue;
      await this.#insist(client, `${name} quoted`, `/api/v1/leads/${made}/quote`, {});
      await this.#read(client, name, made);
      await pause();
    }
  }

  async #insist(client, key, path, body) {
    const idempotency = randomUUID();
    for (let attempt = 0; ; attempt += 1) {
      const server = this.#where(client, attempt);
      const invoke = performance.now();
      const entry = (result, more) => this.history.add({ client, op: "write", key, invoke, return: performance.now(), result, ...more });
      try {
        const answer = await this.#call(server, path, { method: "POST", body: JSON.stringify(body), headers: { "idempotency-key": idempotency } });
        const text = await answer.text();
        if (answer.ok) {
          const { id, row } = JSON.parse(text);
          entry("ok", { id: id ?? row.id });
          return id ?? row.id;
        }
        // a server that cannot answers so, with when to come back, and without telling its insides
        expect([409, 429, 503], `${path} answers ${answer.status}: ${text}`).toContain(answer.status);
        if (answer.status === 503) expect(answer.headers.get("retry-after"), "says when to come back").toBeTruthy();
        entry("unknown");
      } catch (error) {
        if (error.matcherResult) throw error;
        entry("unknown");
      }
      await new Promise((again) => setTimeout(again, 30));
    }
  }

  async #read(client, key, id) {
    const invoke = performance.now();
    try {
      const answer = await this.#call(this.#where(client, 1), `/api/v1/leads/${id}`);
      if (answer.ok || answer.status === 404) this.history.add({ client, op: "read", key, invoke, return: performance.now(), result: "ok", found: answer.ok });
    } catch {
      // nobody answered: nothing was seen
    }
  }

  /** Listens until the drill ends, coming back where it left off whenever the stream breaks. */
  async listen(client) {
    let last;
    for (let attempt = 0; !this.#ending.signal.aborted; attempt += 1) {
      try {
        const headers = { accept: "text/event-stream", ...(last !== undefined && { "last-event-id": String(last) }) };
        const answer = await this.#call(this.#where(client, attempt), "/api/v1/live", { headers, signal: this.#ending.signal });
        if (!answer.ok) throw new Error(`${answer.status}`);
        for await (const { event, id, data } of messages(answer.body)) {
          if (id !== undefined) last = Number(id);
          if (event === "refetch" || (event === "hello" && !this.heard?.[client])) {
            // from here on nothing may be missing; what came before is read anew
            this.history.add({ client, op: "live", seq: data, refetch: true });
            (this.heard ??= {})[client] = true;
          } else if (data.seq) {
            this.history.add({ client, op: "live", seq: data.seq, key: data.id });
          }
        }
      } catch {
        await new Promise((again) => setTimeout(again, 50));
      }
    }
  }

  /** Lets the writers finish what they began. */
  finish() {
    this.#stopped = true;
  }

  /** Ends the streams. */
  hangUp() {
    this.#ending.abort();
  }

  /** What is there in the end: how often each lead and each quote of it exists, and which of them are whole. */
  async truth(server) {
    const found = await rows(
      server,
      `select l.name, count(*) as leads,
         (select count(*) from quotes q where q.org_id = l.org_id and q.lead_id = any(array_agg(l.id))) as quotes,
         (select count(*) from events e where e.org_id = l.org_id and e.entity_id = any(array_agg(l.id)) and e.kind = 'leads.created') as created,
         (select count(*) from events e where e.org_id = l.org_id and e.entity_id = any(array_agg(l.id)) and e.kind = 'leads.quoted') as told,
         bool_and(l.account_id is not null and l.contact_id is not null) as customer
       from leads l where l.name like 'Drill ${this.mark} %' group by l.org_id, l.name`,
    );
    const effects = new Map();
    const whole = new Set();
    for (const { name, leads, quotes, created, told, customer } of found) {
      effects.set(name, leads);
      if (created === leads) whole.add(name);
      if (quotes) effects.set(`${name} quoted`, quotes);
      if (quotes === told && customer) whole.add(`${name} quoted`);
    }
    return { effects, whole };
  }
}

/** The messages of an event stream. */
async function* messages(body) {
  let rest = "";
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    rest += text;
    for (let end; (end = rest.indexOf("\n\n")) >= 0; rest = rest.slice(end + 2)) {
      const fields = Object.fromEntries(rest.slice(0, end).split("\n").filter((line) => /^\w+:/.test(line)).map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
      if (fields.data) yield { event: fields.event, id: fields.id, data: JSON.parse(fields.data) };
    }
  }
}
