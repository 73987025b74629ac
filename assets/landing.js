/* Where an address lands. The heading of what it points at (#aarsag), or of an answer that it has open, gets the focus and
   stands below what stays while scrolling, also when charts and tables that come later move it. What is closed gives
   the focus back to what opened it. */
(function () {
  "use strict";
  const SETTLES = 3000;
  const ENOUGH = ["wheel", "touchstart", "mousedown", "keydown"]; // the reader has taken over
  const isStill = matchMedia("(prefers-reduced-motion: reduce)");
  let landed = ""; // the address that has been landed at
  let open = null; // the answer that stood open when the page was last shown
  let path = null;
  let isBack = false;
  let letGo = function () { /* nothing is held */ };

  /* What the address points at; one that is written badly points at nothing that is there. */
  function named() {
    try { return decodeURIComponent(location.hash.slice(1)); } catch (fault) { return location.hash.slice(1); }
  }

  function heading(key) {
    const found = [...document.querySelectorAll('[id$="-' + CSS.escape(key) + '-title"]')];
    /* The key of one panel may be the end of another's: the shortest is its own. */
    return found.sort(function (one, other) { return one.id.length - other.id.length; })[0] || null;
  }

  /* Keep the heading where it was put while the page still grows, until the reader does something. */
  function hold(id) {
    letGo();
    const align = function () {
      const there = document.getElementById(id);
      if (there) there.scrollIntoView({ block: "start", behavior: "instant" });
    };
    let isFirst = true;
    const growth = new ResizeObserver(function () {
      if (!isFirst) align();
      isFirst = false;
    });
    growth.observe(document.querySelector(".page"));
    /* A smooth way ends where the heading was when it began. */
    addEventListener("scrollend", align);
    const end = setTimeout(function () { letGo(); }, SETTLES);
    letGo = function () {
      clearTimeout(end);
      growth.disconnect();
      removeEventListener("scrollend", align);
      ENOUGH.forEach(function (each) { removeEventListener(each, letGo, true); });
      letGo = function () { /* nothing is held */ };
    };
    ENOUGH.forEach(function (each) { addEventListener(each, letGo, true); });
  }

  function land(at) {
    at.setAttribute("tabindex", "-1");
    at.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("pejling:landing"));
    const isFar = Math.abs(at.getBoundingClientRect().top) > 1.5 * innerHeight;
    at.scrollIntoView({ block: "start", behavior: isStill.matches || isFar ? "instant" : "smooth" });
    hold(at.id);
  }

  /* The place that the address names: as soon as it is there, once for each address. */
  function point() {
    if (!location.hash || landed === location.href || !document.querySelector(".page")) return;
    const at = heading(named());
    if (!at) return;
    landed = location.href;
    land(at);
  }
  new MutationObserver(point).observe(document.documentElement, { childList: true, subtree: true });

  function answer() {
    const close = document.querySelector("[data-opener]"), panel = close && close.closest(".panel");
    return panel ? { panel: panel.id, before: panel.previousElementSibling && panel.previousElementSibling.id, opener: close.dataset.opener } : null;
  }

  /* To what opened the answer; where that is not on the page, to the panel that stood before it. */
  function giveBack(was) {
    const at = document.activeElement;
    if (at && at !== document.body && at.id !== "main") return;
    const link = document.querySelector('a[href="' + CSS.escape(was.opener) + '"]');
    const title = was.before && document.getElementById(was.before + "-title");
    if (!link && title) title.setAttribute("tabindex", "-1");
    const to = link || title;
    if (!to) return;
    to.focus({ preventScroll: true });
    if (to.getBoundingClientRect().top < 0 || to.getBoundingClientRect().bottom > innerHeight) to.scrollIntoView({ block: "center" });
  }

  document.addEventListener("pejling:shown", function () {
    const was = open, key = named();
    open = answer();
    const isNew = path !== location.pathname;
    path = location.pathname;
    if (was && !open) giveBack(was);
    else if (open && isNew && !isBack && !key) land(document.getElementById(open.panel + "-title"));
    else if (key && !isBack && !heading(key) && !document.getElementById(key)) {
      /* Once all have heard that the page is shown, and are at rest. */
      setTimeout(function () { document.dispatchEvent(new CustomEvent("pejling:nowhere")); });
    }
    isBack = false;
  });

  function close(button) { document.dispatchEvent(new CustomEvent("pejling:go", { detail: { address: button.dataset.close } })); }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-close]");
    if (button) close(button);
    document.querySelectorAll(".contents-fold[open]").forEach(function (each) { if (!each.contains(event.target)) each.open = false; });
    /* The menu has done its work when a page is chosen, or something beside it is. */
    const menu = document.querySelector(".menu[open]");
    if (menu && (event.target.closest("a") || !event.target.closest(".top"))) menu.open = false;
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    const fold = link.closest(".contents-fold");
    if (fold) fold.open = false;
    /* A link to a place on the same page changes nothing that would be observed, and may be followed twice. */
    setTimeout(function () {
      landed = "";
      point();
    });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const at = event.target, menu = at.closest(".top") && document.querySelector(".menu[open]");
    const fold = at.closest(".contents-fold[open]") || menu;
    const panel = at.closest(".panel"), button = panel && panel.querySelector("button[data-close]");
    if (fold) {
      fold.open = false;
      fold.querySelector("summary").focus();
    } else if (button) close(button);
  });

  window.addEventListener("popstate", function () {
    landed = location.href;
    isBack = true;
  });
})();
