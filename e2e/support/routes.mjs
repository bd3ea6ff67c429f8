// The addresses people can open, read from the routers themselves: the Dioxus `Routable` enums and the axum routes. A
// route added there is checked without anybody writing a test; one that nobody can make an example of fails.
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
const read = (path) => readFileSync(join(ROOT, path), "utf8");

/** The clients by the enum that holds their addresses. */
const CLIENTS = { staff: "app/src/routes/staff.rs", settings: "app/src/routes/settings.rs", field: "app/src/routes/field.rs", portal: "app/src/routes/portal.rs" };

/** Answers that are no page: probes, files, redirections. Below `/api/v1` none is. */
const NO_PAGE = [/^\/api\/v1\//, /^\/(healthz|readyz|metrics)$/, /\.(json|ics|csv|pdf)$/, /^\/$/, /^\/language\//, /^\/assets\//, /^\/t\//, /\*/];

function clientPages(client, path) {
  const source = read(path);
  const patterns = [...source.matchAll(/#\[route\("([^"]+)"/g)].map(([, pattern]) => pattern);
  if (patterns.length === 0) throw new Error(`${path} has no #[route("…")]`);
  // the address nobody has: some page has to say so, below the client's own path
  const prefix = { staff: "/app", settings: "/app/settings" }[client] ?? `/${client}`;
  return patterns.map((pattern) => ({ client, pattern: /^(\/\w+)?\/:\.\./.test(pattern) ? `${prefix}/:..rest` : pattern.replace(/\?.*$/, "") }));
}

/** Everything the server itself answers a `get` to, as axum writes it. */
function answered() {
  const patterns = [];
  for (const path of readdirSync(join(ROOT, "app/src"), { recursive: true }).sort()) {
    if (!path.endsWith(".rs")) continue;
    const source = read(join("app/src", path));
    for (const part of source.split(/\.route\(/).slice(1)) {
      const pattern = part.match(/^\s*"([^"]+)",/)?.[1];
      // up to the end of the statement: what comes then is no method of this route
      if (pattern && /\bget\(/.test(part.split(";")[0])) patterns.push(pattern);
    }
  }
  if (!patterns.includes("/login")) throw new Error("the axum routes are written in a way this does not read");
  return patterns;
}

const ANSWERED = answered();

/** Every page as `{ client, pattern }`, in the order of the routers. */
export const PAGES = [...Object.entries(CLIENTS).flatMap(([client, path]) => clientPages(client, path)), ...ANSWERED.filter((pattern) => !NO_PAGE.some((no) => no.test(pattern))).map((pattern) => ({ client: "public", pattern }))];

const KNOWN = [...PAGES.map((page) => page.pattern), ...ANSWERED.filter((pattern) => !pattern.includes("*")), "/", "/app"].map(
  (pattern) => new RegExp(`^${pattern.replace(/[.?]/g, "\\$&").replace(/\/:\\.\\.\w+/, "/nowhere").replace(/\{[^}]+\}|:\w+/g, "[^/]+")}/?$`),
);

/** Whether a link on a page leads to one of them, to the API or to a file. */
export function leadsSomewhere(href) {
  const { pathname } = new URL(href, "http://here");
  return /^\/(api\/|assets\/)/.test(pathname) || KNOWN.some((known) => known.test(pathname));
}

/** The pattern with the parts of an example put in: `:id` and `{token}` by name. */
export function fill(pattern, parts) {
  return pattern.replace(/:\.\.\w+|:(\w+)|\{(\w+)\}/g, (whole, name, token) => {
    if (whole.startsWith(":..")) return "no-such-page";
    const part = parts[name ?? token];
    if (!part) throw new Error(`${pattern}: no example of ${name ?? token}`);
    return encodeURIComponent(part);
  });
}
