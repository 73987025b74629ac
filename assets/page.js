/* An answer for an address becomes the page. Where the page is the same as before but for some texts, lists and
   figures, only those are changed: Dash would build everything below a changed parent anew, and with it the
   reader's focus, open tables and drawn charts would go. What has an id is changed on its own; anything else
   is changed by way of the nearest parent that has one. */
(function () {
  "use strict";
  let shown = null;

  function isComponent(node) {
    return node !== null && typeof node === "object" && "namespace" in node && "props" in node;
  }

  function same(before, after) { return JSON.stringify(before) === JSON.stringify(after); }

  /* Return the updates that turn one node into the other, or null if a parent has to be changed instead. */
  function difference(before, after) {
    if (same(before, after)) return [];
    if (Array.isArray(before) && Array.isArray(after)) return ofLists(before, after);
    if (!isComponent(before) || !isComponent(after) || before.type !== after.type) return null;
    if (before.props.id !== after.props.id) return null;
    return ofComponents(before.props, after.props);
  }

  function ofLists(before, after) {
    if (before.length !== after.length) return null;
    const updates = [];
    for (let place = 0; place < before.length; place += 1) {
      const found = difference(before[place], after[place]);
      if (found === null) return null;
      updates.push(...found);
    }
    return updates;
  }

  function ofComponents(before, after) {
    const names = Object.keys(after).filter(function (name) { return !same(before[name], after[name]); });
    const gone = Object.keys(before).some(function (name) { return !(name in after); });
    const own = names.filter(function (name) { return name !== "children"; });
    const inner = names.includes("children") ? difference(before.children, after.children) : [];
    if (gone || (!after.id && (own.length || inner === null))) return null;
    const changed = {};
    (inner === null ? names : own).forEach(function (name) { changed[name] = after[name]; });
    const self = Object.keys(changed).length ? [[after.id, changed]] : [];
    return inner === null ? self : self.concat(inner);
  }

  /* What is marked data-plain (tables, definitions, downloads) is text and links that no callback listens to. As
     components of Dash each of its hundreds of cells would be looked at again at every change, so it is taken
     out of the answer and built as plain elements, and what is folded away not before it is opened. */
  const plain = new Map();
  const filled = new WeakMap();
  const NAMES = { className: "class", htmlFor: "for" };

  function lifted(node) {
    if (Array.isArray(node)) return node.map(lifted);
    if (!isComponent(node)) return node;
    const props = Object.assign({}, node.props);
    if (props["data-plain"]) {
      if (!same(plain.get(props.id), props.children)) plain.set(props.id, props.children);
      delete props.children;
    } else if ("children" in props) {
      props.children = lifted(props.children);
    }
    return Object.assign({}, node, { props: props });
  }

  function built(node) {
    if (node === null || node === undefined) return [];
    if (Array.isArray(node)) return node.flatMap(built);
    if (!isComponent(node)) return [document.createTextNode(String(node))];
    const element = document.createElement(node.type.toLowerCase());
    Object.keys(node.props).forEach(function (name) {
      const value = node.props[name];
      if (name !== "children" && value !== null) element.setAttribute(NAMES[name] || name, String(value));
    });
    element.append(...built(node.props.children));
    return [element];
  }

  function fill() {
    document.querySelectorAll("[data-plain]").forEach(function (place) {
      const wanted = plain.get(place.id);
      if (wanted === undefined || filled.get(place) === wanted || place.closest("details:not([open])")) return;
      filled.set(place, wanted);
      const before = place.querySelector(".scrolling");
      const left = before ? before.scrollLeft : null;
      place.replaceChildren(...built(wanted));
      const after = place.querySelector(".scrolling");
      if (after && left !== null) {
        after.dataset.placed = "yes";
        after.scrollLeft = left;
      }
    });
  }
  new MutationObserver(fill).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("toggle", fill, true);

  function show(whole) {
    const dash = window.dash_clientside;
    if (!whole) return dash.no_update;
    const answer = {};
    document.title = whole.title;
    ["header", "main", "foot"].forEach(function (place) {
      answer[place] = lifted(whole[place]);
      const updates = shown ? difference(shown[place], answer[place]) : null;
      if (updates === null) dash.set_props(place, { children: answer[place] });
      else updates.forEach(function (update) { dash.set_props(update[0], update[1]); });
    });
    shown = answer;
    fill();
    return dash.no_update;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, { pejling: { show: show } });
})();
