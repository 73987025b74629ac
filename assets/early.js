/* Before the first paint: the theme the reader chose last, else the one the machine prefers. */
(function () {
  let chosen = null;
  try { chosen = localStorage.getItem("pejling-theme"); } catch (fault) { /* storage may be forbidden */ }
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.setAttribute("data-bs-theme", dark ? "dark" : "light");
})();
