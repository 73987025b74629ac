/* The button that turns to the other theme, on every page; what draws in colours hears of it. */
(function () {
  "use strict";
  const words = JSON.parse(document.getElementById("words").textContent);

  function isDark() { return document.documentElement.getAttribute("data-bs-theme") === "dark"; }
  const button = function () { return document.getElementById("theme"); };
  function show() {
    if (button()) {
      button().setAttribute("aria-pressed", String(isDark()));
      button().textContent = isDark() ? words.light : words.dark;
    }
  }
  document.addEventListener("click", function (event) {
    if (!event.target.closest("#theme")) return;
    const chosen = isDark() ? "light" : "dark";
    document.documentElement.setAttribute("data-bs-theme", chosen);
    try { localStorage.setItem("pejling-theme", chosen); } catch (fault) { /* it lasts until the page is left */ }
    /* The server is told too: the next page has the theme when it comes. */
    const at = document.documentElement.dataset.root || "/", safe = location.protocol === "https:" ? "; secure" : "";
    document.cookie = "pejling-theme=" + chosen + "; path=" + at + "; max-age=31536000; samesite=lax" + safe;
    show();
    document.dispatchEvent(new CustomEvent("pejling:theme"));
  });
  document.addEventListener("pejling:taken", show);
  if (button()) show();
  else new MutationObserver(function (_, observer) {
    if (!button()) return;
    observer.disconnect();
    show();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
