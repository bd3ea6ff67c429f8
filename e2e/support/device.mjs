// What a browser keeps of a crew member's work, looked at and put back from outside the app.

/** The unsent writes as they lie in the device's storage: keys and values. */
export function unsent(page) {
  return page.evaluate(async () => {
    const done = (request) => new Promise((good, bad) => ((request.onsuccess = () => good(request.result)), (request.onerror = () => bad(request.error))));
    const found = [];
    for (const { name } of await indexedDB.databases()) {
      if (!name?.startsWith("tailboard-")) continue;
      const database = await done(indexedDB.open(name));
      if (database.objectStoreNames.contains("outbox")) {
        const store = database.transaction("outbox").objectStore("outbox");
        const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
        keys.forEach((key, n) => found.push({ name, key, value: values[n] }));
      }
      database.close();
    }
    return found;
  });
}

/** Puts writes back as if they had never been answered. */
export function putBack(page, entries) {
  return page.evaluate(async (entries) => {
    const done = (request) => new Promise((good, bad) => ((request.onsuccess = () => good(request.result)), (request.onerror = () => bad(request.error))));
    for (const name of new Set(entries.map((entry) => entry.name))) {
      const database = await done(indexedDB.open(name));
      const change = database.transaction("outbox", "readwrite");
      for (const entry of entries.filter((entry) => entry.name === name)) change.objectStore("outbox").put(entry.value, entry.key);
      await new Promise((good, bad) => ((change.oncomplete = good), (change.onabort = () => bad(change.error))));
      database.close();
    }
  }, entries);
}

/**
 * A device that can be made full with `globalThis.full = true`: every write is begun and then taken back by the browser
 * with the error it has for that. (Chromium no longer heeds the quota its own tools set.)
 */
export function mayGetFull(context) {
  return context.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      const asked = put.apply(this, given);
      if (globalThis.full && !Object.hasOwn(this.transaction, "error")) {
        Object.defineProperty(this.transaction, "error", { value: new DOMException("no room", "QuotaExceededError") });
        queueMicrotask(() => this.transaction.abort());
      }
      return asked;
    };
  });
}

/** A device whose clock is wrong by so many minutes. */
export function wrongClock(context, minutes) {
  return context.addInitScript((by) => {
    const Right = Date;
    globalThis.Date = class extends Right {
      constructor(...given) {
        if (given.length === 0) super(Right.now() + by);
        else super(...given);
      }
      static now() {
        return Right.now() + by;
      }
    };
  }, minutes * 60_000);
}

/**
 * A tab that can be told at which write to its storage it dies: `globalThis.diesAt = 3`. What the write belongs to is
 * taken back, as the browser does with what was not finished, nothing after it is carried out, and the console says so.
 */
export function mayDie(context) {
  return context.addInitScript(() => {
    let writes = 0;
    for (const name of ["put", "delete"]) {
      const write = IDBObjectStore.prototype[name];
      IDBObjectStore.prototype[name] = function (...given) {
        if (globalThis.diesAt === undefined) return write.apply(this, given);
        writes += 1;
        if (writes > globalThis.diesAt) throw new DOMException("nothing is carried out any more", "AbortError");
        const asked = write.apply(this, given);
        if (writes === globalThis.diesAt) {
          this.transaction.abort();
          console.debug("the tab dies");
        }
        return asked;
      };
    }
  });
}

/** Ends every page of a browser as a lack of memory or a flat battery does. */
export async function killPages(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  for (const { type, id } of processInfo) if (type === "renderer") process.kill(id, "SIGKILL");
  await session.detach();
}

/**
 * Holds the disk: what the app writes of unsent work from now on is not kept until the function this gives is called.
 * (A transaction over the same shelf stays open, and those of the app come after it.)
 */
export async function holdDisk(page) {
  await page.evaluate(async () => {
    const done = (request) => new Promise((good, bad) => ((request.onsuccess = () => good(request.result)), (request.onerror = () => bad(request.error))));
    const { name } = (await indexedDB.databases()).find(({ name }) => name?.startsWith("tailboard-") && !name.endsWith("-office"));
    const database = await done(indexedDB.open(name));
    const store = database.transaction("outbox", "readwrite").objectStore("outbox");
    let held = true;
    globalThis.letDisk = () => (held = false);
    const again = () => {
      if (held) store.count().onsuccess = again;
      else database.close();
    };
    await new Promise((begun) => (store.count().onsuccess = () => (begun(), again())));
  });
  return () => page.evaluate(() => globalThis.letDisk());
}

/**
 * A network that loses that share of what devices write, half of it before the server gets it and half of it after, when
 * it is carried out and only the answer is lost. From `breakNetwork` on, in every tab and after every reload, the same
 * ones each time; the browser keeps the count.
 */
export function mayBreak(context, share) {
  return context.addInitScript((share) => {
    const send = globalThis.fetch.bind(globalThis);
    // mulberry32: the same requests of a tab are lost whenever a test is run
    let state = 20_261_122;
    const chance = () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
    const count = (name) => localStorage.setItem(name, String(1 + Number(localStorage.getItem(name))));
    globalThis.fetch = async (request, ...more) => {
      const path = new URL(request.url ?? request, location.href).pathname;
      const writes = request.method !== undefined && request.method !== "GET" && /^\/api\/v1\/(jobs|media)\b/.test(path);
      const luck = writes && localStorage.getItem("network-breaks") ? chance() : 1;
      if (luck < share / 2) {
        count("lost-requests");
        throw new TypeError("Failed to fetch");
      }
      const answer = await send(request, ...more);
      if (luck < share) {
        // to its end: what nobody reads stays on its way
        await answer.text();
        count("lost-answers");
        throw new TypeError("Failed to fetch");
      }
      return answer;
    };
  }, share);
}

/** From here on the network loses what `mayBreak` says. */
export const breakNetwork = (page) => page.evaluate(() => localStorage.setItem("network-breaks", "yes"));

/** How many requests never got there, and how many answers never came back. */
export const lost = (page) =>
  page.evaluate(() => ({ requests: Number(localStorage.getItem("lost-requests")), answers: Number(localStorage.getItem("lost-answers")) }));

/**
 * Copies all that is unsent, files and their bytes among it, to where the app does not look; gives the ids of the writes
 * and, of each file, the id and the SHA-256 of the bytes as they lie there.
 */
export function setAside(page) {
  return page.evaluate(async () => {
    const done = (request) => new Promise((good, bad) => ((request.onsuccess = () => good(request.result)), (request.onerror = () => bad(request.error))));
    const shelves = ["outbox", "uploads", "blobs"];
    const kept = await new Promise((good, bad) => {
      const opening = indexedDB.open("aside", 1);
      opening.onupgradeneeded = () => shelves.forEach((shelf) => opening.result.createObjectStore(shelf));
      opening.onsuccess = () => good(opening.result);
      opening.onerror = () => bad(opening.error);
    });
    const found = { writes: [], files: [] };
    for (const { name } of await indexedDB.databases()) {
      if (!name?.startsWith("tailboard-")) continue;
      const from = await done(indexedDB.open(name));
      if (!from.objectStoreNames.contains("outbox")) {
        from.close();
        continue;
      }
      for (const shelf of shelves) {
        const store = from.transaction(shelf).objectStore(shelf);
        const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
        const entries = keys.map((key, n) => [key, values[n]]);
        // files that are there already are remembered for a while
        const wanted = shelf === "uploads" ? entries.filter(([, value]) => JSON.parse(value).state === "Waiting") : entries;
        const change = kept.transaction(shelf, "readwrite");
        for (const [key, value] of wanted) change.objectStore(shelf).put({ name, value }, key);
        await new Promise((good, bad) => ((change.oncomplete = good), (change.onabort = () => bad(change.error))));
        if (shelf === "outbox") found.writes.push(...keys);
        if (shelf !== "blobs") continue;
        for (const [id, blob] of wanted) {
          const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
          found.files.push({ id, sha256: [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") });
        }
      }
      from.close();
    }
    kept.close();
    return found;
  });
}

/** Puts what was set aside back as if nothing of it had ever been sent. */
export function bringBack(page) {
  return page.evaluate(async () => {
    const done = (request) => new Promise((good, bad) => ((request.onsuccess = () => good(request.result)), (request.onerror = () => bad(request.error))));
    const kept = await done(indexedDB.open("aside"));
    for (const shelf of kept.objectStoreNames) {
      const store = kept.transaction(shelf).objectStore(shelf);
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      for (const name of new Set(values.map((value) => value.name))) {
        const to = await done(indexedDB.open(name));
        const change = to.transaction(shelf, "readwrite");
        values.forEach((value, n) => value.name === name && change.objectStore(shelf).put(value.value, keys[n]));
        await new Promise((good, bad) => ((change.oncomplete = good), (change.onabort = () => bad(change.error))));
        to.close();
      }
    }
    kept.close();
  });
}

/** The name of the storage the app of this page has, and its version. */
export const storage = (page) =>
  page.evaluate(async () => (await indexedDB.databases()).find(({ name }) => name?.startsWith("tailboard-") && !name.endsWith("-office")));

/** Makes a device's storage be what a former version of the app left; the app must not be there meanwhile. */
export function leave(page, name, { version, shelves, records }) {
  return page.evaluate(
    async ([name, version, shelves, records]) => {
      const ends = (request) => new Promise((good, bad) => ((request.onsuccess = () => good(request.result)), (request.onerror = () => bad(request.error))));
      await ends(indexedDB.deleteDatabase(name));
      const opening = indexedDB.open(name, version);
      opening.onupgradeneeded = () => shelves.forEach((shelf) => opening.result.createObjectStore(shelf));
      const database = await ends(opening);
      const change = database.transaction(shelves, "readwrite");
      for (const { shelf, key, value } of records) {
        const bytes = value.base64 && Uint8Array.from(atob(value.base64), (letter) => letter.charCodeAt(0));
        change.objectStore(shelf).put(bytes ? new Blob([bytes], { type: value.mime }) : JSON.stringify(value), key);
      }
      await new Promise((good, bad) => ((change.oncomplete = good), (change.onabort = () => bad(change.error))));
      database.close();
    },
    [name, version, shelves, records],
  );
}
