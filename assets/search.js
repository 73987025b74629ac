/* The search field: the first of what is found stands under it while one still writes, as a list that keys go through (the
   combobox pattern of ARIA); the slash goes to it from anywhere that nothing is written. Without this script it is a
   form like any other, and what it is asked is answered as a page. */
(function () {
  "use strict";
  const PAUSE = 120;
  const root = document.documentElement.dataset.root || ""; // what all of Pejling is below on its host
  const words = JSON.parse(document.getElementById("words").textContent);
  const KEPT = ["fra", "til", "hospital", "organisation", "desk", "sprog"];
  const OFF = "pejling-slash";
  let list = null, told = null, waiting = 0, out = null, before = null;

  function field() { return document.getElementById("search-field"); }
  function hasList(at) { return Boolean(at && at.closest("#search")); }

  function made(name, attributes, text) {
    const element = document.createElement(name);
    Object.keys(attributes).forEach(function (each) { element.setAttribute(each, attributes[each]); });
    element.textContent = text || "";
    return element;
  }

  /* The list and what tells of it are made when the field is gone to for the first time, and anew with the field. */
  function prepare(at) {
    if (list && list.isConnected) return;
    list = made("ul", { id: "search-list", role: "listbox", "aria-label": words.suggestions, class: "search-list", hidden: "" });
    told = made("p", { id: "search-told", role: "status", class: "search-told" });
    const box = made("div", { class: "search-below" });
    box.append(told, list);
    at.form.append(box);
    const parts = { role: "combobox", "aria-expanded": "false", "aria-controls": "search-list", "aria-autocomplete": "list" };
    Object.keys(parts).forEach(function (name) { at.setAttribute(name, parts[name]); });
  }

  function options() { return list ? Array.from(list.children) : []; }
  function chosen() { return options().find(function (each) { return each.getAttribute("aria-selected") === "true"; }); }

  function mark(option) {
    options().forEach(function (each) { each.setAttribute("aria-selected", String(each === option)); });
    if (option) {
      field().setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else field().removeAttribute("aria-activedescendant");
  }

  function close() {
    clearTimeout(waiting);
    if (out) out.abort();
    out = null;
    if (!list) return;
    list.replaceChildren();
    list.hidden = true;
    told.textContent = "";
    if (field()) {
      field().setAttribute("aria-expanded", "false");
      field().removeAttribute("aria-activedescendant");
    }
  }

  function option(found, place) {
    const item = made("li", { id: "search-" + place, role: "option", "aria-selected": "false", "data-address": found.address });
    const where = found.kind + (found.where === found.name ? "" : " · " + found.where) + (found.by ? " · " : "");
    const below = made("span", { class: "search-where" }, where);
    /* Another name may be in another language; a screen reader has no word for which here, and reads it as it stands. */
    if (found.by) below.append(made("span", {}, found.by));
    item.append(made("span", { class: "search-name" }, found.name), made("span", { class: "visually-hidden" }, ", "), below);
    return item;
  }

  function show(answer) {
    list.replaceChildren(...answer.results.map(option));
    list.hidden = answer.results.length === 0;
    field().setAttribute("aria-expanded", String(!list.hidden));
    field().removeAttribute("aria-activedescendant");
    told.textContent = answer.words;
  }

  function along() {
    const here = new URLSearchParams(location.search), kept = new URLSearchParams();
    KEPT.forEach(function (name) { if (here.get(name)) kept.set(name, here.get(name)); });
    return kept;
  }

  async function ask() {
    const at = field();
    if (!at || !at.value.trim()) { close(); return; }
    const asked = along(), own = new AbortController();
    asked.set("q", at.value);
    if (out) out.abort();
    out = own;
    try {
      const answer = await fetch(root + "/soeg/forslag?" + asked, { signal: own.signal, headers: { Accept: "application/json" } });
      const found = answer.ok ? await answer.json() : null;
      if (out === own && found && document.activeElement === at) show(found);
    } catch (fault) { if (out === own) close(); /* Enter still asks for the page */ }
  }

  function go(address) {
    const at = field();
    close();
    at.value = "";
    at.blur();
    document.dispatchEvent(new CustomEvent("pejling:go", { detail: { address: address, isPage: true } }));
  }

  document.addEventListener("focusin", function (event) {
    if (event.target.id !== "search-field" || !hasList(event.target)) return;
    prepare(event.target);
    if (event.target.value) ask();
  });
  document.addEventListener("focusout", function (event) { if (event.target.id === "search-field" && hasList(event.target)) close(); });
  document.addEventListener("input", function (event) {
    if (event.target.id !== "search-field" || !hasList(event.target)) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  /* Before the field loses the focus, and with it the list. */
  document.addEventListener("mousedown", function (event) {
    const item = event.target.closest("#search-list [role=option]");
    if (!item) return;
    event.preventDefault();
    if (event.button === 0) go(item.dataset.address);
  });
  document.addEventListener("submit", function (event) {
    if (!hasList(event.target)) return;
    event.preventDefault();
    const asked = along();
    asked.set("q", field().value.trim());
    location.assign(root + "/soeg?" + asked);
  });

  const KEYS = {
    ArrowDown: function () { step(1); },
    ArrowUp: function () { step(-1); },
    Enter: function (event) {
      if (!chosen()) return false; /* the form is sent */
      go(chosen().dataset.address);
    },
    Escape: function (event) {
      if (!list.hidden || told.textContent) close();
      else if (field().value) field().value = "";
      else leave();
    },
  };

  function step(by) {
    const all = options();
    if (!all.length) { ask(); return; }
    const at = all.indexOf(chosen());
    const next = at + by;
    mark(at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[next] || null);
  }

  function leave() {
    field().blur();
    if (before && before.isConnected) before.focus({ preventScroll: true });
    before = null;
  }

  /* A key of one character is in the way of whoever speaks to the machine: it does nothing where something is written,
     and can be turned off on the page Søg. */
  function isOff() { try { return localStorage.getItem(OFF) === "off"; } catch (fault) { return false; } }
  function isWritten(at) { return at.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName); }

  function slash(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || isWritten(event.target) || isOff()) return;
    const at = field(), page = document.querySelector(".search-link");
    event.preventDefault();
    before = document.activeElement === document.body ? null : document.activeElement;
    if (at && at.offsetParent !== null) {
      at.focus();
      at.select();
    } else if (page) location.assign(page.href);
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.target.id === "search-field" && hasList(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const does = KEYS[event.key];
      if (does && does(event) !== false) event.preventDefault();
    } else if (event.target.id === "search-field" && event.key === "Escape") leave();
    else if (event.key === "/") slash(event);
  });

  /* The page Søg says what the key does, and turns it off and on. */
  function tellShortcut() {
    const said = document.getElementById("genvej"), button = document.getElementById("shortcut");
    if (!said) return;
    said.hidden = false;
    button.textContent = isOff() ? said.dataset.on : said.dataset.off;
  }
  document.addEventListener("click", function (event) {
    if (!event.target.closest("#shortcut")) return;
    try { if (isOff()) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "off"); } catch (fault) { /* it stays as it is */ }
    tellShortcut();
  });
  tellShortcut();
})();
