// Makes the page of a quote livelier; everything on it works without this script. It reads the total again when a
// package is chosen or an option is ticked (the server reckons it), draws signatures, and keeps the consent's words in
// step with the name.
(() => {
  const root = document.documentElement;
  root.dataset.live = "";
  document.querySelector(".q-note[tabindex]")?.focus();
  const form = document.getElementById("offer");
  if (!form) return;
  // What is to be added comes anew with a package only: the option just ticked must keep the focus.
  let other = false;
  const live = () => form.parentElement.querySelectorAll(other ? "[data-live]" : '[data-live=""]');

  // ---- options: the same page, asked for with another package or other options, gives the new sums ----
  let asked = null;
  async function reckon(target) {
    other ||= target.name === "package";
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams([["chosen", "1"]]);
    const taken = form.querySelector("input[name=package]:checked");
    if (taken) query.append("package", taken.value);
    const was = form.elements.was;
    if (was) query.append("was", was.value);
    for (const box of form.querySelectorAll("input[name=o]:checked")) query.append("o", box.value);
    if (form.elements.newest) query.append("newest", "1");
    for (const part of live()) part.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${form.dataset.path}?${query}`, { signal: asked.signal, credentials: "same-origin", headers: { accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!fresh.getElementById("offer")) throw new Error("closed");
      for (const part of live()) {
        const next = fresh.getElementById(part.id);
        if (!next) continue;
        if ("value" in part && part.tagName === "INPUT") part.value = next.value;
        else part.replaceChildren(...next.childNodes);
        if (next.dataset.words) part.dataset.words = next.dataset.words;
        part.removeAttribute("aria-busy");
      }
      other = false;
      named();
    } catch (error) {
      if (error.name === "AbortError") return;
      for (const part of live()) part.removeAttribute("aria-busy");
      // Without the network the button for it comes back; the server checks the total in any case.
      delete root.dataset.live;
    }
  }
  form.addEventListener("change", (event) => ["o", "package"].includes(event.target.name) && reckon(event.target));

  // ---- the consent names who signs ----
  const name = form.elements.name;
  const words = document.getElementById("consent-words");
  const written = document.getElementById("written");
  function named() {
    const who = name.value.trim();
    if (words?.dataset.words && who) words.textContent = words.dataset.words.replace("\u0001", () => who);
    if (written) written.textContent = who;
  }
  name.addEventListener("input", named);

  // ---- drawing ----
  const pad = document.getElementById("pad");
  const ink = pad.querySelector("path");
  const field = form.elements.strokes;
  const [undo, clear] = [document.getElementById("pad-undo"), document.getElementById("pad-clear")];
  const state = document.getElementById("pad-state");
  const [WIDTH, HEIGHT] = [340, 120];
  const most = 55_000;
  let strokes = [];
  let current = null;

  function path(points) {
    if (points.length === 1) return `M${points[0].join(" ")}l.1 0`;
    let text = `M${points[0].join(" ")}`;
    for (let at = 1; at < points.length - 1; at++) {
      const [a, b] = [points[at], points[at + 1]];
      text += `Q${a.join(" ")} ${((a[0] + b[0]) / 2).toFixed(1)} ${((a[1] + b[1]) / 2).toFixed(1)}`;
    }
    return `${text}L${points.at(-1).join(" ")}`;
  }
  function paint() {
    ink.setAttribute("d", (current ? [...strokes, current] : strokes).map(path).join(""));
  }
  function keep() {
    field.value = strokes.map((points) => points.map((point) => point.join(",")).join(" ")).join(";");
    undo.disabled = clear.disabled = strokes.length === 0;
    state.textContent = strokes.length ? state.dataset.drawn : state.dataset.empty;
    paint();
  }
  function take(event) {
    const box = pad.getBoundingClientRect();
    const merged = event.getCoalescedEvents?.() ?? [];
    for (const one of merged.length ? merged : [event]) {
      const x = Math.min(WIDTH, Math.max(0, ((one.clientX - box.left) / box.width) * WIDTH));
      const y = Math.min(HEIGHT, Math.max(0, ((one.clientY - box.top) / box.height) * HEIGHT));
      const point = [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
      const last = current.at(-1);
      // Half a unit apart is as fine as it is shown.
      if (!last || Math.hypot(last[0] - point[0], last[1] - point[1]) >= 0.5) current.push(point);
    }
  }
  pad.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || current || field.value.length > most) return;
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    current = [];
    take(event);
    paint();
  });
  pad.addEventListener("pointermove", (event) => {
    if (!current) return;
    take(event);
    paint();
  });
  const end = () => {
    if (!current) return;
    strokes.push(current);
    current = null;
    keep();
  };
  pad.addEventListener("pointerup", end);
  pad.addEventListener("pointercancel", end);
  undo.addEventListener("click", () => {
    strokes.pop();
    keep();
  });
  clear.addEventListener("click", () => {
    strokes = [];
    keep();
  });

  function chosen() {
    const drawn = form.elements.kind.value === "drawn";
    document.getElementById("drawn").hidden = !drawn;
    if (written) written.hidden = drawn;
  }
  for (const radio of form.querySelectorAll("input[name=kind]")) radio.addEventListener("change", chosen);
  // What was drawn before the server asked for something else.
  if (field.value) strokes = field.value.split(";").map((one) => one.split(" ").map((point) => point.split(",").map(Number)));
  // A finger signs, a mouse rather types.
  else if (!form.dataset.asked && matchMedia("(pointer: coarse)").matches) form.elements.kind.value = "drawn";

  named();
  keep();
  chosen();
})();
