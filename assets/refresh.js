// Keeps a page that shows how things stand current: asks for it again and exchanges its live part. It rests while
// nobody looks and while it is paused; the page works without this script.
(() => {
  const pause = document.getElementById("pause");
  const part = document.getElementById("live");
  if (!pause || !part) return;
  const words = [pause.textContent, pause.dataset.pressed];
  let paused = false;
  pause.hidden = false;
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.setAttribute("aria-pressed", String(paused));
    pause.textContent = words[paused ? 1 : 0];
  });
  async function refresh() {
    // what somebody reads or marks is not taken from under them
    if (paused || document.hidden || part.contains(document.activeElement)) return;
    const answer = await fetch(location.pathname, { credentials: "same-origin", headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
    if (!fresh) return location.reload();
    const open = [...part.querySelectorAll("details[open]")].map((details) => details.id);
    part.replaceChildren(...fresh.childNodes);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  }
  // a server that is away for a moment is asked again
  setInterval(() => { refresh().catch(() => {}); }, Number(part.dataset.every));
})();
