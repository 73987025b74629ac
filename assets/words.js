/* What is written of a figure is saved as a draft while one writes: some seconds after the last key, and as the form itself
   would send it. Without this script the button does it. What cannot be saved stays where it is, and is said. */
(function () {
  "use strict";
  const PAUSE = 4000;
  const form = document.getElementById("words-form"), told = document.getElementById("gemt");
  if (!form || !told) return;
  let waiting = 0, out = false, isMore = false, isSent = false;

  function say(words) { if (told.textContent !== words) told.textContent = words; }

  function save() {
    if (isSent) return;
    if (out) { isMore = true; return; }
    out = true;
    isMore = false;
    const written = new URLSearchParams(new FormData(form));
    written.set("goer", "kladde");
    fetch(form.action, { method: "POST", body: written, headers: { Accept: "application/json" } })
      .then(function (answer) {
        const isOurs = (answer.headers.get("Content-Type") || "").indexOf("application/json") === 0;
        return isOurs ? answer.json() : { said: told.dataset.failed };
      })
      .then(function (answer) {
        if (answer.seen !== undefined) form.elements.set.value = String(answer.seen);
        say(answer.said);
      })
      .catch(function () { say(told.dataset.failed); })
      .finally(function () { out = false; if (isMore) save(); });
  }

  form.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", function () { isSent = true; clearTimeout(waiting); });
  addEventListener("pageshow", function (event) { if (event.persisted) isSent = false; });
})();
