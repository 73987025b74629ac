/* The line that says how old the figures are, and whether Pejling can be reached at all. */
(function () {
  "use strict";
  const EVERY = 5000;
  let shown = null;
  let lastAnswer = Date.now();

  function say(words, action) {
    const line = document.getElementById("live");
    if (!line || line.dataset.words === words) return;
    line.dataset.words = words;
    line.textContent = words;
    line.classList.toggle("is-shown", Boolean(words));
    if (!action) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Vis de nye tal";
    button.addEventListener("click", action);
    line.append(" ", button);
  }

  function clock(time) {
    return new Date(time).toLocaleTimeString("da-DK", { hour: "2-digit", minute: "2-digit" });
  }

  async function ask() {
    if (document.hidden) return;
    try {
      const answer = await fetch("/tilstand", { signal: AbortSignal.timeout(4000) });
      if (!answer.ok) throw new Error(String(answer.status));
      const state = await answer.json();
      lastAnswer = Date.now();
      if (shown === null) shown = state.version;
      if (state.stale) say(state.words);
      else if (state.version !== shown) say("Der er kommet nye tal.", function () { location.reload(); });
      else say("");
    } catch (fault) {
      say("Pejling kan ikke nås lige nu. Det, der står på siden, er fra kl. " + clock(lastAnswer) + ".");
    }
  }
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
  ask();
})();
