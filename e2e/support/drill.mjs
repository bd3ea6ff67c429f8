// People working through the API while something terrible happens to the servers: writers that try again with the same
// key until they are answered, readers, and open live streams; all of it kept in a history.
import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { rows } from "./database.mjs";
import { History, anomalies } from "./history.mjs";
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

const OWNER = "olive@northline.example";

/**
 * Lets people work and listen while `disturb` goes on again and again, and judges what they saw. `home`: the server whose
 * database is looked at in the end, where people work through something in front of it. What it came to.
 */
export async function drill(servers, info, disturb, { cookie, seconds, home = servers[0], writers: many = 8, listeners = 10, pause = 20, patience, timeout }) {
  const history = new History(info.outputPath("history.jsonl"));
  const drill = new Drill(servers, cookie ?? (await session(home, OWNER)), history, { patience, timeout });
  const streams = Array.from({ length: listeners }, (_, n) => drill.listen(`s${n}`));
  await expect.poll(() => Object.keys(drill.heard ?? {}).length, "everybody listens").toBe(listeners);
  const writers = Array.from({ length: many }, (_, n) => drill.write(`w${n}`, () => new Promise((on) => setTimeout(on, pause))));
  const began = performance.now();
  let disturbed = 0;
  while (performance.now() < began + seconds * 1000) {
    await disturb(disturbed, history);
    disturbed += 1;
  }
  drill.finish();
  await Promise.all(writers);

  const { effects, whole, ids: keys } = await drill.truth(home);
  const ids = new Map(history.entries.filter((one) => one.op === "write" && one.result === "ok").map((one) => [one.id, one.key]));
  // streams are told of records by id
  const heard = () => new Set(history.entries.filter((one) => one.op === "live" && one.key).map((one) => `${one.client} ${one.key}`));
  const refetched = (client) => history.entries.some((one) => one.op === "live" && one.client === client && one.refetch === "again");
  const missing = () => {
    const known = heard();
    const clients = Array.from({ length: listeners }, (_, n) => `s${n}`).filter((client) => !refetched(client));
    return [...ids.keys()].filter((id) => clients.some((client) => !known.has(`${client} ${id}`))).length;
  };
  await expect.poll(missing, { message: "every stream converges", timeout: 20_000 }).toBe(0);
  drill.hangUp();
  await Promise.all(streams);

  const told = history.entries.map((one) => (one.op === "live" && one.key ? { ...one, key: keys.get(one.key) ?? one.key } : one));
  expect(anomalies(told, { effects, whole })).toEqual([]);
  const acknowledged = ids.size;
  expect(acknowledged, "people got work done meanwhile").toBeGreaterThan(disturbed * 2);
  const unanswered = history.entries.filter((one) => one.result === "unknown").length;
  info.annotations.push({ type: "figures", description: `${disturbed} faults in ${Math.round((performance.now() - began) / 1000)} s, ${acknowledged} acknowledged writes, ${unanswered} unanswered attempts, 0 lost, 0 doubled` });
  console.log(`  ${info.title}: ${info.annotations.at(-1).description}`);
  return { acknowledged, unanswered, disturbed, steps: drill.steps };
}

export class Drill {
  #stopped = false;
  #ending = new AbortController();

  /**
   * `servers`: one or several processes on one database; each call goes to the next that runs. `patience`: milliseconds
   * after which somebody gives a step up; without it nobody does.
   */
  constructor(servers, cookie, history, { patience = Infinity, timeout = 15_000 } = {}) {
    Object.assign(this, { servers, cookie, history, patience, timeout });
    this.mark = randomUUID().slice(0, 8);
    this.steps = { done: 0, givenUp: 0 };
  }

  #where(client, attempt) {
    return this.servers[(Number(client.slice(1)) + attempt) % this.servers.length];
  }

  #call(server, path, { signal, ...options } = {}) {
    const headers = { cookie: this.cookie, "x-request-client": "drill", origin: server.url, "content-type": "application/json", ...options.headers };
    return fetch(`${server.url}${path}`, { ...options, headers, signal: signal ?? AbortSignal.timeout(this.timeout) });
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
    const began = performance.now();
    for (let attempt = 0; ; attempt += 1) {
      if (performance.now() - began > this.patience) {
        this.steps.givenUp += 1;
        return null;
      }
      const server = this.#where(client, attempt);
      const invoke = performance.now();
      const entry = (result, more) => this.history.add({ client, op: "write", key, invoke, return: performance.now(), result, ...more });
      try {
        const answer = await this.#call(server, path, { method: "POST", body: JSON.stringify(body), headers: { "idempotency-key": idempotency } });
        const text = await answer.text();
        if (answer.ok) {
          const { id, row } = JSON.parse(text);
          entry("ok", { id: id ?? row.id });
          this.steps.done += 1;
          return id ?? row.id;
        }
        // a server that cannot answers so, with when to come back, and without telling its insides
        expect([409, 429, 503], `${path} answers ${answer.status}: ${text}`).toContain(answer.status);
        expect(JSON.parse(text), "in the shape of all errors").toMatchObject({ code: answer.status, message: expect.any(String), data: expect.anything() });
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
    const began = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      const invoke = performance.now();
      try {
        const answer = await this.#call(this.#where(client, attempt), `/api/v1/leads/${id}`);
        if (answer.ok || answer.status === 404) {
          this.history.add({ client, op: "read", key, invoke, return: performance.now(), result: "ok", found: answer.ok });
          this.steps.done += 1;
          return;
        }
      } catch {
        // nobody answered: nothing was seen
      }
      if (!(this.patience < Infinity)) return;
      if (performance.now() - began > this.patience) {
        this.steps.givenUp += 1;
        return;
      }
      await new Promise((again) => setTimeout(again, 30));
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
            this.history.add({ client, op: "live", seq: data, refetch: event === "refetch" ? "again" : true });
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

  /** What is there in the end: how often each lead and each quote of it exists, which of them are whole, and whose ids are whose. */
  async truth(server) {
    const found = await rows(
      server,
      `select l.name, count(*) as leads, array_agg(l.id) as lead_ids,
         (select array_agg(q.id) from quotes q where q.org_id = l.org_id and q.lead_id = any(array_agg(l.id))) as quote_ids,
         (select count(*) from quotes q where q.org_id = l.org_id and q.lead_id = any(array_agg(l.id))) as quotes,
         (select count(*) from events e where e.org_id = l.org_id and e.entity_id = any(array_agg(l.id)) and e.kind = 'leads.created') as created,
         (select count(*) from events e where e.org_id = l.org_id and e.entity_id = any(array_agg(l.id)) and e.kind = 'leads.quoted') as told,
         bool_and(l.account_id is not null and l.contact_id is not null) as customer
       from leads l where l.name like 'Drill ${this.mark} %' group by l.org_id, l.name`,
    );
    const effects = new Map();
    const whole = new Set();
    const ids = new Map();
    for (const { name, leads, quotes, created, told, customer, lead_ids, quote_ids } of found) {
      for (const id of lead_ids) ids.set(id, name);
      for (const id of quote_ids ?? []) ids.set(id, `${name} quoted`);
      effects.set(name, leads);
      if (created === leads) whole.add(name);
      if (quotes) effects.set(`${name} quoted`, quotes);
      if (quotes === told && customer) whole.add(`${name} quoted`);
    }
    return { effects, whole, ids };
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
