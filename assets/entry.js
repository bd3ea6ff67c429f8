// Pages before logging in: shows and hides what is typed into a password field, and downloads meanwhile what comes after
// it. They work without this script.
(() => {
  for (const button of document.querySelectorAll(".w-reveal[hidden]")) {
    const field = document.getElementById(button.getAttribute("aria-controls"));
    const word = button.firstElementChild;
    if (!field || !word) continue;
    const words = [word.textContent, button.dataset.hide];
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = field.type === "password";
      field.type = shown ? "text" : "password";
      word.textContent = words[shown ? 1 : 0];
      button.setAttribute("aria-pressed", String(shown));
      field.focus();
    });
    // a password is sent as one, so that managers recognise it
    field.form?.addEventListener("submit", () => { field.type = "password"; });
  }

  // The app that was open here last; where none was, an office is what large screens are for.
  const last = () => {
    try {
      return localStorage.getItem("tailboard.app");
    } catch {
      return null;
    }
  };
  // What the app's page names is kept forever by its address, so the page itself finds it here. It begins with the first
  // key, not with the page: whoever only looks, or comes by the wrong link, downloads nothing.
  const ahead = async () => {
    const app = last() ?? (matchMedia("(min-width: 1024px)").matches ? "staff" : "");
    const home = { staff: "/app", settings: "/app", field: "/field" }[app];
    if (!home || navigator.connection?.saveData) return;
    const page = new DOMParser().parseFromString(await (await fetch(home, { priority: "low" })).text(), "text/html");
    for (const named of page.querySelectorAll("link[rel=stylesheet], link[rel=modulepreload], link[rel=preload]")) {
      const link = document.createElement("link");
      link.rel = "prefetch";
      link.as = named.as || { stylesheet: "style", modulepreload: "script" }[named.rel];
      if (named.rel !== "stylesheet") link.crossOrigin = "anonymous";
      link.href = named.getAttribute("href");
      document.head.append(link);
    }
  };
  document.querySelector("input[type=password]")?.form?.addEventListener("input", () => ahead().catch(() => {}), { once: true });
})();
