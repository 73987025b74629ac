/* Before anything else: the language and the theme that the reader chose last; without a choice, Danish and the
   theme that the machine prefers. */
(function () {
  function kept(name) { try { return localStorage.getItem(name); } catch (fault) { return null; /* storage may be forbidden */ } }
  function keep(name, value) {
    try { if (value) localStorage.setItem(name, value); else localStorage.removeItem(name); } catch (fault) { /* so be it */ }
  }

  const page = document.documentElement;
  const here = new URL(location.href);
  const asked = here.searchParams.get("sprog");
  if (!asked && kept("pejling-language")) {
    here.searchParams.set("sprog", kept("pejling-language"));
    location.replace(here);
  } else if (asked === page.lang) {
    keep("pejling-language", asked === "da" ? null : asked);
  }

  const theme = kept("pejling-theme");
  const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  page.setAttribute("data-bs-theme", dark ? "dark" : "light");
})();
