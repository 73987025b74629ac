/* The line that says how old the figures are, whether Pejling can be reached at all, and whether it has been replaced by
   another version since the page was loaded: then the page loads itself anew where that takes nothing from anybody. */
(function () {
  "use strict";
  const EVERY = 2500;
  const words = JSON.parse(document.getElementById("words").textContent);
  const QUIET = 60000;
  const program = document.documentElement.dataset.program;
  let lastAnswer = Date.now(), lastTouch = Date.now();

  ["pointerdown", "keydown", "wheel", "touchmove"].forEach(function (name) {
    addEventListener(name, function () { lastTouch = Date.now(); }, { capture: true, passive: true });
  });

  /* Nobody has touched it for a while, or it has just been come back to; nothing is folded out, written or marked. */
  function isFree(isBack) {
    const at = document.activeElement;
    return (isBack || Date.now() - lastTouch > QUIET) && !document.querySelector("details[open]") &&
      !(at && /^(INPUT|SELECT)$/.test(at.tagName)) && getSelection().isCollapsed;
  }

  /* Once for each version: two that answer by turns must not have it load for ever. */
  function renewed(there) {
    try {
      if (sessionStorage.getItem("pejling-program") === there) return false;
      sessionStorage.setItem("pejling-program", there);
    } catch (fault) { return false; }
    location.reload();
    return true;
  }

  function say(said, action, name) {
    const line = document.getElementById("live");
    if (!line || line.dataset.words === said) return;
    line.dataset.words = said;
    line.textContent = said;
    line.classList.toggle("is-shown", Boolean(said));
    if (!action) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", action);
    line.append(" ", button);
  }

  function clock(time) {
    return new Date(time).toLocaleTimeString(words.locale, { hour: "2-digit", minute: "2-digit" });
  }

  function reload() { location.reload(); }

  async function ask(event) {
    if (document.hidden) return;
    try {
      const answer = await fetch("/tilstand?sprog=" + words.language, { signal: AbortSignal.timeout(4000) });
      if (answer.status === 401 || answer.status === 403) { say(words.signedOut, reload, words.signIn); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const state = await answer.json();
      lastAnswer = Date.now();
      const page = document.querySelector(".page[data-version]");
      const shown = page ? page.dataset.version : state.version;
      const isOther = Boolean(program && state.program && state.program !== program);
      if (isOther && isFree(event && event.type === "visibilitychange") && renewed(state.program)) return;
      if (shown === "" && state.version) { reload(); return; } // there were no figures, and now there are
      if (state.stale) say(state.words);
      else if (isOther) say(words.program, reload, words.anew);
      else if (state.version !== shown) say(words.news, reload, words.show);
      else say("");
    } catch (fault) {
      say(words.unreachable.replace("{time}", clock(lastAnswer)));
    }
  }
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
})();
