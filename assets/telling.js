/* What a reader is told between a choice and its answer. The figures that stand on the page are marked as the old ones
   from the moment of the choice; a line at the foot of the window says what is on its way and what is still shown;
   and a choice whose answer cannot be had is taken back, with a way to try again. The line stands outside what Dash
   draws, so it can speak when nothing else does. */
(function () {
  "use strict";
  /* An answer that comes at once is not announced; the old figures are dimmed before it is put into words. */
  const DIMMED = 150;
  const QUIET = 300;
  const ALL = "alle";
  const words = JSON.parse(document.getElementById("words").textContent);
  const line = document.getElementById("asking");
  let shown = null; // { address, key } of what the figures are of
  let asked = null; // { address, key, name } of what is on its way
  let soon = 0;
  let dim = 0;
  let isTakingBack = false;

  function filled(sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, function (_all, name) { return values[name]; });
  }

  function here() { return location.pathname + location.search; }

  function key() { return window.navigation && navigation.currentEntry ? navigation.currentEntry.key : null; }

  /* --- Names: they are looked up by value in the lists and links that stand on the page. ---------------- */

  function path(address) { return new URL(address, location.href).pathname; }

  function pageAt(address) {
    const link = [...document.querySelectorAll(".navigation a, .about a")].find(function (each) { return each.pathname === path(address); });
    return link ? link.textContent : "";
  }

  function option(name, value) {
    const list = document.querySelector('.filters select[name="' + CSS.escape(name) + '"]');
    const found = list && [...list.options].find(function (each) { return each.value === value; });
    if (!found) return "";
    return value === ALL ? found.textContent.charAt(0).toLowerCase() + found.textContent.slice(1) : found.textContent;
  }

  function period(query) {
    const ends = ["fra", "til"].map(function (name) {
      const list = document.querySelector('.filters select[name="' + name + '"]');
      return list ? option(name, query.get(name) || list.value) : "";
    });
    return ends.filter(Boolean).join(" – ");
  }

  function nameOf(address) {
    if (!shown || path(shown.address) !== path(address)) return pageAt(address) ? filled(words.page, { name: pageAt(address) }) : words.yours;
    const before = new URL(shown.address, location.href).searchParams, after = new URL(address, location.href).searchParams;
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter(function (name) { return before.get(name) !== after.get(name); });
    const names = changed.map(function (name) {
      if (name === "fra" || name === "til") return after.get(name) ? period(after) : "";
      if (name === "maaned") return after.get(name) ? option("til", after.get(name)) : "";
      return name === "sammenlign" ? "" : option(name, after.get(name) || ALL);
    });
    return new Set(names).size === 1 && names[0] ? names[0] : words.yours;
  }

  function shownName() {
    const said = document.getElementById("filters-words"), heading = document.querySelector("h1");
    const isSamePage = asked && path(asked.address) === path(shown.address);
    return isSamePage && said ? said.textContent : pageAt(shown.address) || (heading ? heading.textContent : "");
  }

  /* --- The line and the marks ---------------------------------------------------------------------------- */

  function say(sentences, kind, actions) {
    const said = sentences.join(" ");
    line.className = "asking" + (said ? " is-shown" : "") + (kind ? " is-" + kind : "");
    if (line.firstChild && line.firstChild.textContent === said && !actions) return;
    const text = document.createElement("p");
    text.textContent = said;
    line.replaceChildren(...(said ? [text].concat(actions || []) : []));
  }

  function hush() {
    clearTimeout(soon);
    clearTimeout(dim);
    soon = dim = 0;
    say([], "");
  }

  function mark(isBusy, isOld) {
    const main = document.getElementById("main");
    if (!main) return;
    main.setAttribute("aria-busy", String(isBusy));
    main.toggleAttribute("data-old", isOld);
  }

  function button(said, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "quiet-link";
    made.textContent = said;
    made.addEventListener("click", function () {
      hush();
      const main = document.getElementById("main");
      if (main) main.focus({ preventScroll: true });
      if (act) act();
    });
    return made;
  }

  function anew(address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = words.anew;
    return link;
  }

  /* --- What happens ------------------------------------------------------------------------------------- */

  function announce(isAgain) {
    mark(true, true);
    const values = { choice: asked.name, shown: shownName() };
    say([filled(words.fetching, values), filled(words.still, values)].concat(isAgain ? [words.again] : []), "");
  }

  /* The address has changed, by a choice or by back and forward: from now on the figures are the old ones. */
  function leave() {
    const address = here();
    if (!shown || address === shown.address || (asked && asked.address === address)) return;
    isTakingBack = false;
    asked = { address: address, key: key(), name: nameOf(address) };
    hush();
    /* What is dimmed for a choice that a newer one takes the place of stays dimmed. */
    mark(true, document.querySelector(".main[data-old]") !== null);
    dim = setTimeout(mark, DIMMED, true, true);
    soon = setTimeout(announce, QUIET, false);
  }
  window.addEventListener("popstate", leave);
  window.addEventListener("_dashprivate_pushstate", leave);

  document.addEventListener("pejling:again", function () {
    if (!shown) { say([words.first], ""); return; }
    clearTimeout(soon);
    if (asked) announce(true);
  });

  document.addEventListener("pejling:shown", function (event) {
    const isNewest = event.detail.address === here();
    shown = { address: event.detail.address, key: isNewest ? key() : null };
    if (isNewest) rest();
  });

  /* What the address points at is not on the page. */
  document.addEventListener("pejling:nowhere", function () { say([words.nowhere], "", [button(words.close)]); });

  /* Back at what is shown, before an answer came or because none did: nothing is on its way any more. */
  document.addEventListener("pejling:returned", rest);

  function rest() {
    asked = null;
    clearTimeout(dim);
    mark(false, false);
    if (!isTakingBack) hush();
    isTakingBack = false;
  }

  document.addEventListener("pejling:lost", function (event) {
    const wanted = event.detail.wanted, why = event.detail.why;
    clearTimeout(soon);
    const reload = anew(wanted);
    if (!shown) { say([why === "signin" ? words.firstSignin : words.firstLost], "lost", [reload]); return; }
    const values = { choice: asked ? asked.name : words.yours, shown: shownName() };
    const again = button(words.retry, function () { document.dispatchEvent(new CustomEvent("pejling:go", { detail: { address: wanted } })); });
    const sentence = { lost: words.lost, signin: words.signin }[why] || words.refused;
    say([filled(sentence, values), filled(words.stays, values)], "lost", [why === "lost" ? again : reload, button(words.close)]);
    isTakingBack = true;
    back();
  });

  /* The address goes back to what the figures are of: to its own place in the browser's history where that is
     known, so that back and forward lead where they led before. Dash asks for it then, and hears that it is shown. */
  function back() {
    const there = shown.key && key() !== shown.key && navigation.entries().find(function (each) { return each.key === shown.key; });
    if (!there) { replace(); return; }
    const going = navigation.traverseTo(shown.key);
    going.committed.catch(replace);
    going.finished.catch(function () { /* as told by the one above */ });
  }

  function replace() {
    if (!isTakingBack) return;
    history.replaceState({}, "", shown.address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }
})();
