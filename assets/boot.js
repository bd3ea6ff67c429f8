// Starts one client: loads its WASM, registers its service worker, and shows what is wrong when it cannot start.
// `cargo xtask dist` fills the three names in double underscores and writes one such script per client.
const APP = "__APP__";
const SCOPE = { staff: "/app", settings: "/app/settings", field: "/field", portal: "/portal" }[APP];

const inFrench = () => document.documentElement.lang.startsWith("fr");

// The shell is one static file; the few words it holds exist in both languages.
function speak(root) {
  if (!inFrench()) return;
  for (const node of root.querySelectorAll("[data-fr]")) node.textContent = node.dataset.fr;
}

/** Shows the crash panel and reports the message; what is on the device stays on the device. */
window.tailboardCrash = (message) => {
  const panel = document.getElementById("crash");
  if (!panel || !panel.hidden) return;
  speak(panel);
  panel.hidden = false;
  panel.querySelector("[data-reload]")?.addEventListener("click", () => location.reload());
  panel.querySelector("h1")?.focus();
  const report = { app: APP, message: String(message).slice(0, 4000), path: location.pathname, module: "__WASM__" };
  const body = new Blob([JSON.stringify(report)], { type: "application/json" });
  if (!navigator.sendBeacon?.("/api/v1/crash-reports", body)) {
    fetch("/api/v1/crash-reports", { method: "POST", body, keepalive: true, headers: { "x-request-client": "boot" } }).catch(() => {});
  }
};

/** The page before the next login downloads this app ahead. */
function remember() {
  try {
    localStorage.setItem("tailboard.app", APP);
  } catch {
    // a browser that keeps nothing downloads it when it is there
  }
}

async function start() {
  speak(document.body);
  try {
    const { default: init } = await import("__JS__");
    // Given as a response, so that it compiles while it downloads.
    await init({ module_or_path: fetch("__WASM__", { credentials: "same-origin" }) });
    document.documentElement.dataset.started = "";
    remember();
  } catch (error) {
    window.tailboardCrash(error?.stack ?? error);
  }
}

let waiting = null;
let updating = false;

/** Activates the version that waits and reloads once it rules; resolves to whether there was one. */
window.tailboardUpdate = async () => {
  if (!waiting) return false;
  updating = true;
  waiting.postMessage({ type: "activate" });
  return true;
};

function announce(worker) {
  waiting = worker;
  document.documentElement.dataset.update = "ready";
  window.dispatchEvent(new CustomEvent("tailboard:update-ready"));
}

async function register() {
  if (!("serviceWorker" in navigator)) return;
  // One worker per client, each with its own scope: a customer's phone never keeps the office's code.
  const registration = await navigator.serviceWorker.register(`/sw.js?app=${APP}`, { scope: SCOPE, updateViaCache: "none" });
  if (registration.waiting && registration.active) announce(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && registration.active) announce(worker);
    });
  });
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // The first worker of all takes over silently; only a wanted update reloads.
    if (updating) location.reload();
  });
  // A page that began to load before the first worker took over was nobody's when it claimed: it is claimed now.
  navigator.serviceWorker.ready.then(({ active }) => navigator.serviceWorker.controller ?? active.postMessage({ type: "claim" }));
  const look = () => registration.update().catch(() => {});
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  setInterval(look, 60 * 60 * 1000);
}

// The application works without a worker, only not without a network: a refused registration is no crash.
register().catch((error) => console.info("No offline start:", error.message));
start();
