// Tailboard's service worker, written by hand. It keeps one client's shell so that it starts without a network, and the
// thumbnails seen last. It never keeps an answer of the API: data for offline work live in IndexedDB, put there by the
// application, which knows whose they are. `cargo xtask dist` fills in the build and the lists.
const BUILD = "__BUILD__";
const LISTS = JSON.parse('__PRECACHE__');

// One script, one registration and one scope per client: /sw.js?app=field rules /field.
const APP = new URL(self.location.href).searchParams.get("app");
const SCOPES = { staff: "/app", settings: "/app/settings", field: "/field", portal: "/portal" };
const SCOPE = SCOPES[APP];
const PRECACHE = [SCOPE, ...(LISTS[APP] ?? [])];
const PREFIX = `tailboard-${APP}-`;
const CACHE = PREFIX + BUILD;
// Office and settings are one place to sign out of.
const THUMBS = `tailboard-thumbs-${APP === "settings" ? "staff" : APP}`;
// A thumbnail is at most about 50 kB: this many stay below 200 MB.
const THUMBS_MOST = 4000;
const THUMB = /^\/api\/v1\/media\/[^/]+\/thumb$/;

self.addEventListener("install", (event) => event.waitUntil(install()));

// Each file is fetched past the HTTP cache unless its name holds its hash; files the former build had are taken over.
async function install() {
  const cache = await caches.open(CACHE);
  const waiting = [...PRECACHE];
  const one = async () => {
    for (let path = waiting.shift(); path; path = waiting.shift()) {
      const immutable = path.startsWith("/pkg/") || /\.[0-9a-f]{16}\.[a-z0-9]+$/.test(path);
      const known = immutable ? await caches.match(path) : undefined;
      const answer = known ?? (await fetch(path, { cache: immutable ? "default" : "reload", credentials: "same-origin" }));
      if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
      await cache.put(path, answer);
    }
  };
  await Promise.all([one(), one(), one(), one()]);
  // No skipWaiting here: a new version waits until the application says that nothing is pending.
}

self.addEventListener("activate", (event) => event.waitUntil(activate()));

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  await self.clients.claim();
}

self.addEventListener("message", (event) => {
  if (event.data?.type === "activate") self.skipWaiting();
  if (event.data?.type === "claim") event.waitUntil(self.clients.claim());
  // After a sign-out nothing of the person stays behind.
  if (event.data?.type === "forget") event.waitUntil(caches.delete(THUMBS));
  if (event.data?.type === "build") event.source?.postMessage({ type: "build", app: APP, build: BUILD });
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (within(url.pathname)) event.respondWith(shell(event));
    return;
  }
  if (THUMB.test(url.pathname)) event.respondWith(thumb(event));
  else if (isStatic(url.pathname)) event.respondWith(kept(request, url.pathname));
  // Everything else, the API, /q, /login and the rest, goes to the network as if there were no worker.
});

// The settings lie below the office and are another client's.
function within(path) {
  const below = (scope) => path === scope || path.startsWith(scope + "/");
  return below(SCOPE) && !(APP === "staff" && below(SCOPES.settings));
}

function isStatic(path) {
  return path.startsWith("/pkg/") || path.startsWith("/assets/");
}

// The kept page at once. A look for a newer worker runs behind it, so that "update ready" comes soon after a release;
// the page itself is only ever exchanged together with the code it names.
async function shell(event) {
  const cache = await caches.open(CACHE);
  const page = await cache.match(SCOPE);
  if (!page) return fetch(event.request);
  event.waitUntil(self.registration.update().catch(() => {}));
  return page;
}

// Files of this build from the cache; files of another build, asked for by a page still open, from wherever they are.
async function kept(request, path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? (await caches.match(path)) ?? fetch(request);
}

// Thumbnails never change. A hit moves to the end of the list, which is the order they are dropped in.
async function thumb(event) {
  const cache = await caches.open(THUMBS);
  const known = await cache.match(event.request, { ignoreVary: true });
  if (known) {
    event.waitUntil(renew(cache, event.request, known.clone()));
    return known;
  }
  const answer = await fetch(event.request);
  if (answer.ok && answer.type === "basic") event.waitUntil(keep(cache, event.request, answer.clone()));
  return answer;
}

async function renew(cache, request, answer) {
  await cache.delete(request, { ignoreVary: true });
  await cache.put(request, answer);
}

async function keep(cache, request, answer) {
  try {
    await cache.put(request, answer);
    const keys = await cache.keys();
    for (const old of keys.slice(0, Math.max(0, keys.length - THUMBS_MOST))) await cache.delete(old);
  } catch {
    // The device is full: unsent work needs the room more than pictures do.
    await caches.delete(THUMBS);
  }
}
