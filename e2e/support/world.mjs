// Somebody of every kind and an example of everything that has an address of its own, from the demo organizations.
import { createHmac } from "node:crypto";
import { request } from "@playwright/test";
import { Mailbox } from "./mailbox.mjs";

const PASSWORD = "four stout horses pull the van";
/** The password of newcomers. */
export const FRESH = "seven blue coaches climb the pass";
const HEADERS = { "x-request-client": "e2e" };

/** The code an authenticator app shows for a base32 secret (RFC 6238). */
export function totp(secret, at = Date.now()) {
  const bits = [...secret.replace(/\s/g, "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const mac = createHmac("sha1", key).update(step).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, "0");
}

/** A logged-in person without a browser. */
class Caller {
  constructor(context) {
    this.context = context;
  }

  async get(path) {
    return this.#answer("GET", path, await this.context.get(path, { headers: HEADERS }));
  }

  async send(method, path, data) {
    return this.#answer(method, path, await this.context.fetch(path, { method, data, headers: HEADERS }));
  }

  async #answer(method, path, answer) {
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    const text = await answer.text();
    return text ? JSON.parse(text) : null;
  }

  cookies() {
    return this.context.storageState();
  }
}

export class World {
  constructor(server) {
    this.server = server;
    this.mailbox = new Mailbox(server);
    this.known = new Map();
  }

  /** Makes something once, however often it is asked for. */
  once(name, make) {
    if (!this.known.has(name)) this.known.set(name, make());
    return this.known.get(name);
  }

  async close() {
    for (const made of this.known.values()) {
      const value = await made.catch(() => null);
      if (value instanceof Caller) await value.context.dispose();
    }
  }

  #stranger() {
    return request.newContext({ baseURL: this.server.url, extraHTTPHeaders: { origin: this.server.url } });
  }

  /** Somebody of a demo organization, or of one's own, by address. */
  person(email, password = PASSWORD) {
    return this.once(`person ${email}`, async () => {
      const context = await this.#stranger();
      const answer = await context.post("/login", { form: { email, password }, maxRedirects: 0 });
      if (answer.status() !== 303) throw new Error(`${email} cannot log in: ${answer.status()}`);
      return new Caller(context);
    });
  }

  /** Whom a client is opened as. */
  async who(client) {
    if (client === "staff" || client === "settings") return this.person("olive@northline.example");
    if (client === "field") return this.person("theo@northline.example");
    if (client === "portal") return this.customer();
    return this.once("stranger", async () => new Caller(await this.#stranger()));
  }

  /** An address nobody had before, also when a server is used twice. */
  #address(name) {
    return `${name}.${Date.now().toString(36)}@newcomers.example`;
  }

  /** The owner of an organization in which nothing has happened yet. */
  newcomer(name = "nia") {
    return this.once(`newcomer ${name}`, async () => {
      const email = this.#address(name);
      const context = await this.#stranger();
      await context.post(`/confirm/${await this.#register(email)}`, { form: {} });
      await context.dispose();
      const caller = await this.person(email, FRESH);
      caller.email = email;
      return caller;
    });
  }

  /** Registers an organization; answers the token that confirms it. */
  async #register(email) {
    const context = await this.#stranger();
    const form = { organization: "Newcomers", name: "Nia Newcomer", email, password: FRESH, country: "CA", zone: "America/Toronto", packs: "moving" };
    const answer = await context.post("/register", { form });
    if (!answer.ok()) throw new Error(`registering ${email}: ${answer.status()}`);
    await context.dispose();
    return this.#token("/confirm/", email, /Confirm/);
  }

  /** Somebody whom an owner invited into their organization, with these built-in roles. */
  async member(owner, email, name, roles) {
    await owner.send("POST", "/api/v1/invitations", { email, roles });
    const context = await this.#stranger();
    const token = await this.#token("/invitations/", email, /invites you/);
    const answer = await context.post(`/invitations/${token}`, { form: { name, password: FRESH }, maxRedirects: 0 });
    if (answer.status() !== 303) throw new Error(`${email} cannot join: ${answer.status()}`);
    await context.dispose();
    const caller = await this.person(email, FRESH);
    caller.email = email;
    return caller;
  }

  #path(mail, prefix) {
    return new URL(this.mailbox.link(mail, prefix)).pathname;
  }

  async #token(prefix, to, subject) {
    return decodeURIComponent(this.#path(await this.mailbox.wait(to, subject), prefix).slice(prefix.length));
  }

  /** Links of a kind in the demo's mails whose page opens. */
  #open(prefix) {
    return this.once(`links ${prefix}`, async () => {
      const links = (await this.mailbox.all()).flatMap((mail) => [...mail.text_body.matchAll(/https?:\/\/\S+/g)].map(([link]) => new URL(link).pathname)).filter((path) => path.startsWith(prefix));
      const context = await this.#stranger();
      const open = [];
      for (const path of new Set(links)) {
        const answer = await context.get(path);
        if (answer.ok()) open.push({ token: path.slice(prefix.length), html: await answer.text() });
      }
      await context.dispose();
      if (open.length === 0) throw new Error(`no mail of the demo has a link to ${prefix} that opens`);
      return open;
    });
  }

  customer() {
    return this.once("customer", async () => {
      const [{ token }] = await this.#open("/portal/enter/");
      const context = await this.#stranger();
      const answer = await context.post(`/portal/enter/${token}`, { form: {}, maxRedirects: 0 });
      if (answer.status() !== 303) throw new Error(`the portal does not open: ${answer.status()}`);
      return new Caller(context);
    });
  }

  /**
   * Examples of what a pattern of a router leads to: what its parts stand for, with `query` if its address takes one, `who`
   * if somebody else than usual has to be logged in, and a `note` telling several apart.
   */
  async examples(client, pattern) {
    if (client === "public") return this.#publicExamples(pattern);
    if (client === "field") return [await this.#work(pattern)];
    if (!/:id/.test(pattern)) return [{}];
    if (client === "portal") return this.#records(await this.customer(), "/api/v1/portal/home", (answer) => answer.jobs);
    if (pattern.includes("/imports/")) return [{ id: await this.once("import", () => this.#import()) }];
    if (pattern.includes("/:visit")) return this.#visits();
    const list = pattern.split("/")[2];
    return this.#records(await this.who("staff"), `/api/v1/${list}`, (answer) => (answer.page ?? answer).items ?? answer);
  }

  /** An import whose rows were checked: one can be added, one cannot. */
  async #import() {
    const who = await this.who("staff");
    const { id, mapping } = await who.send("POST", "/api/v1/imports", { name: "clients.csv", heads: ["Company", "E-mail", "Colour"] });
    await who.send("POST", `/api/v1/imports/${id}/rows`, { first_line: 2, rows: [["Ridge Weddings", "hello@ridge.example", "red"], ["", "nobody", ""]] });
    await who.send("PUT", `/api/v1/imports/${id}`, { mapping, duplicates: "skip" });
    return id;
  }

  /** One visit of each status, of the weeks around the present. */
  async #visits() {
    const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const { visits } = await (await this.who("staff")).get(`/api/v1/visits?from=${day(-20)}&to=${day(20)}`);
    const kinds = new Map(visits.map((visit) => [visit.status, visit]));
    if (kinds.size === 0) throw new Error("the calendar has no visit to open");
    return [...kinds].map(([note, { id, lead_id }]) => ({ id: lead_id, visit: id, note }));
  }

  /** One record of each status, or the first if they have none. */
  async #records(caller, path, rows) {
    const kinds = new Map();
    for (const row of rows(await caller.get(path)) ?? []) if (!kinds.has(row.status)) kinds.set(row.status, row);
    if (kinds.size === 0) throw new Error(`${path} lists nothing to open`);
    return [...kinds].map(([note, { id }]) => ({ id, note }));
  }

  async #work(pattern) {
    if (!/:id/.test(pattern)) return {};
    const { jobs } = await (await this.who("field")).get("/api/v1/field/working-set");
    const all = jobs.flatMap((job) => job.phases.map((phase) => ({ job, phase })));
    const asks = all.filter(({ phase }) => phase.requirements.some((slot) => slot.kind === "photo"));
    const { job, phase } = asks.find(({ phase }) => phase.status === "active") ?? asks[0];
    const query = pattern.endsWith("/capture") ? `?slot=${phase.requirements.find((slot) => slot.kind === "photo").key}` : "";
    return { id: job.id, phase: phase.id, query };
  }

  async #publicExamples(pattern) {
    const prefix = pattern.slice(0, pattern.indexOf("{"));
    if (pattern === "/login/code") return [{ who: await this.#half() }];
    if (!pattern.includes("{")) return [{}];
    if (prefix === "/capture/") return [{ slug: "northline-moving", source: "condo-managers" }];
    if (prefix === "/instant/") return [{ slug: "northline-moving", note: "moves" }, { slug: "cascade-line", note: "trips" }];
    if (prefix === "/portal/enter/") return [{ token: (await this.#open(prefix)).at(-1).token }];
    if (prefix === "/q/") return this.#offers();
    if (prefix === "/my/quotes/") {
      const who = await this.customer();
      return (await this.#records(who, "/api/v1/portal/home", (answer) => answer.quotes)).map((example) => ({ ...example, who }));
    }
    const make = {
      "/confirm/": () => this.#register(this.#address("cleo")),
      "/invitations/": async () => {
        const email = this.#address("ines");
        await (await this.who("staff")).send("POST", "/api/v1/invitations", { email, roles: ["driver"] });
        return this.#token(prefix, email, /invites you/);
      },
      "/reset/": async () => {
        const context = await this.#stranger();
        await context.post("/forgot", { form: { email: "jo@northline.example" } });
        await context.dispose();
        return this.#token(prefix, "jo@northline.example", /password/);
      },
      "/confirm-address/": () => this.#newAddress("nora"),
      "/undo-address/": async () => {
        const context = await this.#stranger();
        await context.post(`/confirm-address/${await this.#newAddress("nils")}`, { form: {} });
        await context.dispose();
        return this.#token(prefix, (await this.newcomer("nils")).email, /changed/);
      },
    }[prefix];
    if (!make) throw new Error(`${pattern}: support/world.mjs knows no example of it`);
    return [{ token: await this.once(pattern, make) }];
  }

  /** One offer in each state its page has, told apart by what the heading says. */
  async #offers() {
    const kinds = new Map();
    for (const { token, html } of await this.#open("/q/")) {
      const heading = html.match(/<h1[^>]*>([^<]*)/)?.[1] ?? "";
      const kind = /name="accept|id="total"/.test(html) && /→/.test(heading) ? "open" : heading.replace(/ on .*/, "");
      if (!kinds.has(kind)) kinds.set(kind, { token, note: kind });
    }
    return [...kinds.values()];
  }

  /** What confirms the new address somebody asked for. */
  async #newAddress(name) {
    const caller = await this.newcomer(name);
    const email = this.#address(`${name}.moved`);
    await caller.send("PUT", "/api/v1/account/email", { email, password: FRESH });
    return this.#token("/confirm-address/", email, /./);
  }

  /** Somebody whose password was right and whose code is asked for. */
  #half() {
    return this.once("half", async () => {
      const caller = await this.newcomer("hal");
      const { secret } = await caller.send("POST", "/api/v1/account/factor/offer", {});
      await caller.send("PUT", "/api/v1/account/factor", { code: totp(secret) });
      const context = await this.#stranger();
      await context.post("/login", { form: { email: caller.email, password: FRESH }, maxRedirects: 0 });
      return new Caller(context);
    });
  }
}
