/* The line that says how old the figures are, and whether Pejling can be reached at all. */
(function () {
  "use strict";
  const EVERY = 2500;
  const words = JSON.parse(document.getElementById("words").textContent);
  let lastAnswer = Date.now();

  function say(said, action) {
    const line = document.getElementById("live");
    if (!line || line.dataset.words === said) return;
    line.dataset.words = said;
    line.textContent = said;
    line.classList.toggle("is-shown", Boolean(said));
    if (!action) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.show;
    button.addEventListener("click", action);
    line.append(" ", button);
  }

  function clock(time) {
    return new Date(time).toLocaleTimeString(words.locale, { hour: "2-digit", minute: "2-digit" });
  }

  async function ask() {
    if (document.hidden) return;
    try {
      const answer = await fetch("/tilstand?sprog=" + words.language, { signal: AbortSignal.timeout(4000) });
      if (!answer.ok) throw new Error(String(answer.status));
      const state = await answer.json();
      lastAnswer = Date.now();
      const page = document.querySelector(".page[data-version]");
      const shown = page ? page.dataset.version : state.version;
      if (state.stale) say(state.words);
      else if (state.version !== shown) say(words.news, function () { location.reload(); });
      else say("");
    } catch (fault) {
      say(words.unreachable.replace("{time}", clock(lastAnswer)));
    }
  }
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
  ask();
})();
