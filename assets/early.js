/* Before anything else: the language and the theme that the reader chose last; without a choice, Danish and the
   theme that the machine prefers. And an ear for files of the page that are lost on their way. */
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

  /* Without one of its scripts or styles a page is half a page. It says so, and is loaded anew as soon as its
     address can be had: a browser's own page of an error would not try again. */
  const AGAIN = 5000;
  let isHalf = false;
  function say() {
    const line = document.getElementById("asking");
    if (!line) return;
    line.className = "asking is-shown is-lost";
    line.textContent = JSON.parse(document.getElementById("words").textContent).half;
  }
  async function again() {
    try {
      const answer = await fetch(location.href, { cache: "no-store", redirect: "manual" });
      if (answer.ok && (await answer.text()).includes('id="asking"')) { location.reload(); return; }
    } catch (fault) { /* it is asked again */ }
    setTimeout(again, AGAIN);
  }
  addEventListener("error", function (event) {
    const name = event.target.tagName;
    if (isHalf || (name !== "SCRIPT" && name !== "LINK")) return;
    isHalf = true;
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", say);
    else say();
    setTimeout(again, AGAIN);
  }, true);
})();
