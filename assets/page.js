/* An answer for an address becomes the page. Where the page is the same as before but for some texts, lists and
   figures, only those are changed: Dash would build everything below a changed parent anew, and with it the
   reader's focus, open tables and drawn charts would go. What has an id is changed on its own; anything else
   is changed by way of the nearest parent that has one. */
(function () {
  "use strict";
  const LOOK_EVERY = 50;
  const language = JSON.parse(document.getElementById("words").textContent).language;
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

  function lifted(node, figures) {
    if (Array.isArray(node)) return node.map(function (each) { return lifted(each, figures); });
    if (!isComponent(node)) return node;
    if (node.type === "Graph") return place(node, figures);
    const props = Object.assign({}, node.props);
    if (props["data-plain"]) {
      if (!same(plain.get(props.id), props.children)) plain.set(props.id, props.children);
      delete props.children;
    } else if ("children" in props) {
      props.children = lifted(props.children, figures);
    }
    return Object.assign({}, node, { props: props });
  }

  /* A chart is its place to Dash; `charts.js` draws its figure there. So the page comes too (`layouts/parts/whole.py`). */
  function place(chart, figures) {
    const props = chart.props;
    figures[props.id] = Object.assign({}, props.figure, { config: props.config });
    const own = { id: props.id, className: ["dash-graph", props.className].filter(Boolean).join(" "), style: props.style };
    return { props: own, type: "Div", namespace: "dash_html_components" };
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

  function fill(isForPaper) {
    document.querySelectorAll("[data-plain]").forEach(function (place) {
      const wanted = plain.get(place.id);
      if (wanted === undefined || filled.get(place) === wanted) return;
      if (isForPaper !== true && place.closest("details:not([open])")) return;
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
  /* Nothing can be unfolded on paper. */
  document.addEventListener("pejling:paper", function () { fill(true); });

  function components(node) {
    if (Array.isArray(node)) return node.flatMap(components);
    return isComponent(node) ? [node].concat(components(node.props.children)) : [];
  }

  /* A list stands on what was chosen before there is an answer to it, and Dash knows it by that. */
  function setLists(answer) {
    components(answer.main).filter(function (each) { return each.type === "Select"; }).forEach(function (list) {
      const there = document.getElementById(list.props.id);
      if (there && there.value !== list.props.value) window.dash_clientside.set_props(list.props.id, { value: list.props.value });
    });
  }

  /* Translators put their own text where ours was; what React is to change of it, it no longer finds. */
  function isRewritten() {
    const page = document.documentElement;
    return page.lang !== language || /\btranslated-/.test(page.className) || document.querySelector("main font, header font") !== null;
  }

  /* Say whether what has an id on the page says what it says in the answer. */
  function stands(answer) {
    return isRewritten() || components(answer.main).every(function (each) {
      const id = each.props.id, said = each.props.children;
      if (!id || each.type === "Button") return true;
      const there = document.getElementById(id);
      if (each.type === "Select") return there && there.value === each.props.value;
      return typeof said !== "string" || (there && there.textContent === said);
    });
  }

  function tell(what, address) { document.dispatchEvent(new CustomEvent("pejling:" + what, { detail: { address: address } })); }

  /* It is shown when it stands there: Dash keeps the old in silence where it cannot draw the new. It is looked at when
     something has changed, before that is painted, and now and then. */
  let awaited = null; // { answer, address } of what is to stand there
  const changes = new MutationObserver(lookForIt);

  function awaitIt(answer, address) {
    awaited = { answer: answer, address: address };
    changes.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    keepLooking();
  }

  function lookForIt() {
    if (!awaited) return;
    const is = awaited, isOther = shown !== is.answer;
    if (!isOther && !stands(is.answer)) return;
    awaited = null;
    changes.disconnect();
    if (!isOther) tell("shown", is.address);
  }

  function keepLooking() {
    lookForIt();
    if (awaited) setTimeout(keepLooking, LOOK_EVERY);
  }

  function show(whole) {
    const dash = window.dash_clientside;
    if (!whole || whole.address !== location.pathname + location.search) return dash.no_update;
    if (shown && isRewritten()) {
      location.reload();
      return dash.no_update;
    }
    const answer = {}, figures = {}, renewed = [];
    tell("drawing", whole.address);
    document.title = whole.title;
    ["header", "main", "foot"].forEach(function (place) {
      answer[place] = lifted(whole[place], figures);
      const updates = shown ? difference(shown[place], answer[place]) : null;
      (updates || [[place, { children: answer[place] }]]).forEach(function (update) {
        renewed.push(...components(update[1].children).map(function (each) { return each.props.id; }));
        dash.set_props(update[0], update[1]);
      });
    });
    setLists(answer);
    shown = answer;
    fill();
    document.dispatchEvent(new CustomEvent("pejling:figures", { detail: { figures: figures, renewed: renewed } }));
    awaitIt(answer, whole.address);
    return dash.no_update;
  }

  /* Dash has drawn what the page came with; what is not Dash's has been moved to its places. */
  document.addEventListener("pejling:taken", function (event) {
    shown = event.detail.answer;
    tell("shown", event.detail.address);
  });

  function takeBack() { if (shown) setLists(shown); }
  document.addEventListener("pejling:lost", takeBack);
  document.addEventListener("pejling:returned", takeBack);

  window.dash_clientside = Object.assign({}, window.dash_clientside, { pejling: { show: show } });
})();
