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
    const { name } = (await indexedDB.databases()).find(({ name }) => name?.startsWith("tailboard-"));
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
