/* The page comes with its answer, and can be read before any script has run. Dash builds the same beside it, unseen; when
   that stands, it takes the place of what was read. Nothing moves: what Dash does not draw (tables, charts) is moved as it is, and where the reader is (focus, open tables, places in boxes that scroll) is kept. */
(function () {
  "use strict";
  const first = document.getElementById("first"), entry = document.getElementById("react-entry-point");
  if (!first || !entry) return;
  const address = location.pathname + location.search;
  const PLACES = ["header", "main", "foot"];
  const STOPS = "a, button, select, input, summary, [tabindex]";
  let pressed = false;

  /* A list that is open, or a button that is held, would be taken from under the reader's hand. */
  addEventListener("pointerdown", function () { pressed = true; }, true);
  ["pointerup", "pointercancel"].forEach(function (name) { addEventListener(name, function () { pressed = false; take(); }, true); });

  function answer() {
    const found = {};
    JSON.parse(document.getElementById("layout").textContent).props.children.forEach(function (each) {
      if (PLACES.includes(each.props.id)) found[each.props.id] = each.props.children;
    });
    return found;
  }

  function twin(there, id) { return there.querySelector('[id="' + CSS.escape(id) + '"]'); }

  function isDrawn() {
    return PLACES.every(function (id) { const place = twin(entry, id); return place && place.firstElementChild; });
  }

  /* A node that is moved so keeps its focus and what was scrolled in it, in browsers that can. */
  function move(node, place) {
    if (place.moveBefore && node.isConnected && place.isConnected) {
      try { place.moveBefore(node, null); return; } catch (fault) { /* as any node is */ }
    }
    place.append(node);
  }

  /* What was scrolled is read before anything moves and set after all has: in between each would lay the page out anew. */
  function movePlain() {
    const scrolled = [...first.querySelectorAll(".scrolling")].map(function (box) { return [box, box.scrollLeft]; })
      .filter(function (each) { return each[1]; });
    entry.querySelectorAll("[data-plain], .dash-graph").forEach(function (place) {
      const from = twin(first, place.id);
      if (!from) return;
      place.replaceChildren();
      [...from.childNodes].forEach(function (node) { move(node, place); });
    });
    scrolled.forEach(function (each) { if (each[0].isConnected) each[0].scrollLeft = each[1]; });
  }

  /* What is folded out stays so: tables, and the filters of a phone. */
  function unfold() {
    const own = function (root) { return [...root.querySelectorAll("details")].filter(function (each) { return !each.closest("[data-plain]"); }); };
    const after = own(entry);
    own(first).forEach(function (each, place) { if (after[place]) after[place].open = each.open; });
    ["filters", "filters-toggle"].forEach(function (id) {
      const from = twin(first, id), to = twin(entry, id);
      if (!from || !to) return;
      ["data-open", "aria-expanded"].forEach(function (name) { if (from.hasAttribute(name)) to.setAttribute(name, from.getAttribute(name)); });
    });
    const bars = [first, entry].map(function (root) { return root.querySelector(".filterbar"); });
    if (bars[0] && bars[1] && bars[0].hasAttribute("data-folded")) {
      Object.assign(bars[1].dataset, bars[0].dataset);
      bars[1].style.marginBottom = bars[0].style.marginBottom;
    }
    const from = twin(first, "live"), to = twin(entry, "live");
    to.className = from.className;
    Object.assign(to.dataset, from.dataset);
    to.replaceChildren(...from.childNodes);
  }

  function focused() {
    const at = document.activeElement;
    if (!at || !first.contains(at)) return null;
    return { id: at.id, node: at, place: [...first.querySelectorAll(STOPS)].indexOf(at), isPointed: at.getAttribute("tabindex") === "-1" };
  }

  function refocus(before) {
    if (!before) return;
    const at = before.node.isConnected ? before.node : before.id ? twin(entry, before.id) : [...entry.querySelectorAll(STOPS)][before.place];
    if (!at) return;
    if (before.isPointed && !at.hasAttribute("tabindex")) at.setAttribute("tabindex", "-1");
    at.focus({ preventScroll: true });
  }

  function take() {
    if (!first.isConnected || pressed || !isDrawn()) return;
    watching.disconnect();
    const before = focused(), top = scrollY;
    entry.hidden = false;
    movePlain();
    unfold();
    first.remove();
    refocus(before);
    if (scrollY !== top) scrollTo(0, top);
    document.dispatchEvent(new CustomEvent("pejling:taken", { detail: { answer: answer(), address: address } }));
  }

  const watching = new MutationObserver(take);
  watching.observe(entry, { childList: true, subtree: true });
  let isBegun = false;
  document.addEventListener("load", function () {
    if (isBegun || !window.DashRenderer) return;
    isBegun = true;
    new window.DashRenderer();
  }, true);
})();
