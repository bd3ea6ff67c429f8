// Loaded blocking in the head, so that the first paint has the person's theme, density and language.
(() => {
  const root = document.documentElement;
  const allowed = { theme: ["auto", "light", "dark", "sun"], density: ["compact", "normal", "comfortable"] };
  for (const [name, values] of Object.entries(allowed)) {
    try {
      const kept = localStorage.getItem("tailboard." + name);
      if (values.includes(kept)) root.dataset[name] = kept;
    } catch {
      // Storage may be forbidden: the page then follows the system.
    }
  }
  // A client's shell is one static file for every language; server-rendered pages know theirs.
  if (root.dataset.app) {
    let kept = null;
    try {
      kept = localStorage.getItem("tailboard.locale");
    } catch {
      // As above.
    }
    root.lang = kept || (/^fr\b/i.test(navigator.language) ? "fr-CA" : "en-CA");
  }
})();
