/* The page that a reader is about to go to, asked for beforehand: that of the link of the menu that the pointer rests on, or
   that is pressed. Not for whoever pays for what is sent, or waits for it longest. */
(function () {
  "use strict";
  const RESTS = 80; // milliseconds: who only passes over the menu goes nowhere
  const LINKS = "#navigation a:not([aria-current]), .about a:not([aria-current])";
  let under = null, soon = 0;

  function isSparing() {
    const line = navigator.connection;
    return Boolean(line && (line.saveData || /2g/.test(line.effectiveType || "")));
  }

  function ask(link) {
    const there = new URL(link.href);
    document.dispatchEvent(new CustomEvent("pejling:ahead", { detail: { address: there.pathname + there.search } }));
  }

  function come(event) {
    const link = event.target.closest ? event.target.closest(LINKS) : null;
    if (link === under) return;
    under = link;
    clearTimeout(soon);
    if (link && link.dataset.nav && !isSparing()) soon = setTimeout(ask, event.type === "pointermove" ? RESTS : 0, link);
  }
  /* A pointer that is moved: one that rests has links come under it too, when the page becomes another. */
  document.addEventListener("pointermove", function (event) { if (event.pointerType === "mouse") come(event); }, { passive: true });
  document.addEventListener("touchstart", come, { passive: true });
  /* Who has gone there needs nothing more beforehand. */
  document.addEventListener("click", function () { clearTimeout(soon); }, true);
})();
