// Shows and hides what is typed into a password field of a page without an app. Pages work without this script.
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
})();
