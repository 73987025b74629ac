/* Charts are drawn here, and not by Dash: in the page as it came, before Dash has begun, and in the same places when it has
   taken over. Dash knows of a chart's place, and no more; so a choice changes the figures at once. A chart gets the
   theme's template here, once a visit instead of in every figure, and its colours follow the theme. Plotly's own
   texts are in the page's language. A chart is drawn when it comes near the window. */
(function () {
  "use strict";
  const CHART = ".dash-graph", DRAWN = ".js-plotly-plot";
  const drawing = JSON.parse(document.getElementById("drawing").textContent);
  const words = JSON.parse(document.getElementById("words").textContent);
  const plotly = new URL(document.getElementById("react-entry-point").dataset.plotly, location.href).href;
  const figures = new Map(); // as they were sent, as JSON: plotly writes in what it is given
  const drawn = new Map(); // of each box that is drawn: the figure, and the width and the theme that it was drawn for
  const waiting = new WeakSet(); // places that are drawn when they come near
  let leaving = new Set(); // places in which nothing more is drawn, for Dash is about to make others of them
  let isReady = false;

  /* --- Plotly ------------------------------------------------------------------------------------------------ */

  const DANISH = {
    dictionary: {
      "Autoscale": "Tilpas akserne", "Box Select": "Vælg firkant", "Click to enter Plot title": "Skriv en titel",
      "Compare data on hover": "Sammenlign tal", "Download plot as a PNG": "Hent figuren som billede",
      "Download plot": "Hent figuren", "Edit in Chart Studio": "Rediger", "Lasso Select": "Vælg frit",
      "Pan": "Flyt", "Reset": "Nulstil", "Reset axes": "Nulstil akserne", "Show closest data on hover": "Vis nærmeste tal",
      "Snapshot succeeded": "Billedet er gemt", "Sorry, there was a problem downloading your snapshot!": "Billedet kunne ikke gemmes",
      "Taking snapshot - this may take a few seconds": "Gemmer billedet …", "Toggle Spike Lines": "Vis hjælpelinjer",
      "Zoom": "Zoom", "Zoom in": "Zoom ind", "Zoom out": "Zoom ud", "close:": "slut:", "trace": "serie"
    },
    format: {
      days: ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
      shortDays: ["søn.", "man.", "tir.", "ons.", "tor.", "fre.", "lør."],
      months: ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"],
      shortMonths: ["jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec."],
      date: "%d.%m.%Y", decimal: ",", thousands: "."
    }
  };

  document.addEventListener("load", function (event) {
    if (event.target.src !== plotly || isReady) return;
    const Plotly = window.Plotly;
    isReady = true;
    Plotly.register(Object.assign({ moduleType: "locale", name: "da" }, DANISH));
    /* English is plotly's own, but for how the British write a day. */
    Plotly.register({ moduleType: "locale", name: "en-GB", dictionary: {}, format: { date: "%d/%m/%Y" } });
    Plotly.setPlotConfig({ locale: words.language === "da" ? "da" : "en-GB" });
    look();
  }, true);

  /* The page may have come without charts, and what draws them with it. */
  function fetchIt() {
    if ([...document.scripts].some(function (each) { return each.src === plotly; })) return;
    const script = document.createElement("script");
    script.src = plotly;
    document.head.append(script);
  }

  /* --- What a figure is drawn as ------------------------------------------------------------------------------ */

  function theme() { return document.documentElement.getAttribute("data-bs-theme") === "dark" ? "dark" : "light"; }

  function recoloured(value) {
    if (typeof value === "string") return drawing.dark[value] || value;
    if (Array.isArray(value)) return value.map(recoloured);
    if (value && typeof value === "object") {
      const copy = {};
      Object.keys(value).forEach(function (key) { copy[key] = recoloured(value[key]); });
      return copy;
    }
    return value;
  }

  /* On a phone the months have room for a letter each; beside long names there is room for two or three dates or
     shares, whose others keep their line, and for two figures. */
  const NARROW = 480, ROOM = 108, FIGURES = 2;
  function fitted(layout, width) {
    const copy = Object.assign({}, layout);
    delete copy.template;
    if (!width || width >= NARROW || !copy.xaxis) return copy;
    const axis = copy.xaxis, step = Math.ceil((axis.ticktext || []).length / Math.floor(width / ROOM)), fewer = {};
    const fit = axis.type === "category" ? letter : function (words, place) { return place % step ? "" : words; };
    if (axis.ticktext) fewer.ticktext = axis.ticktext.map(fit);
    if (axis.nticks) fewer.nticks = Math.min(axis.nticks, FIGURES);
    copy.xaxis = Object.assign({}, axis, fewer);
    return copy;
  }

  function letter(words) {
    const year = words.indexOf("<br>");
    return words.charAt(0).toUpperCase() + (year < 0 ? "" : words.slice(year));
  }

  function dressed(figure, width) {
    const plain = { data: figure.data, layout: fitted(figure.layout, width) };
    const worn = theme() === "dark" ? recoloured(plain) : plain;
    worn.layout.template = drawing.templates[theme()];
    worn.layout.width = width; // plotly keeps the width that a chart had, unless it is told another
    return Object.assign({ config: Object.assign({}, figure.config, { responsive: false }) }, worn);
  }

  /* --- Drawing ----------------------------------------------------------------------------------------------- */

  function boxIn(place) { return place.querySelector(DRAWN); }

  /* What is drawn in has the chart's height from the beginning: nothing below it moves. */
  function made(place, height) {
    const box = document.createElement("div");
    box.style.height = height + "px";
    place.replaceChildren(box);
    return box;
  }

  function draw(place) {
    waiting.delete(place);
    const sent = figures.get(place.id), width = place.clientWidth;
    if (!sent || !width) return; // what is hidden is drawn when it comes to be seen
    near.unobserve(place);
    const before = boxIn(place), height = JSON.parse(sent).layout.height, box = before || made(place, height);
    box.style.height = height + "px";
    box.style.visibility = "";
    box.asSent = JSON.parse(sent);
    drawn.set(box, { sent: sent, width: width, theme: theme() });
    drawn.get(box).done = window.Plotly.react(box, dressed(JSON.parse(sent), width));
    if (before) return;
    sizes.observe(place);
    document.dispatchEvent(new CustomEvent("pejling:drawn", { detail: { box: box } }));
  }

  function want(place) {
    const sent = figures.get(place.id), box = boxIn(place);
    if (leaving.has(place)) return;
    if (!sent || (box ? drawn.get(box).sent === sent : waiting.has(place))) return;
    if (box) draw(place);
    else drawIfNear(place);
  }

  function drawIfNear(place) {
    if (isNear(place)) {
      draw(place);
      return;
    }
    waiting.add(place);
    near.observe(place);
  }

  function look() {
    if (!isReady) {
      if (figures.size) fetchIt();
      return;
    }
    document.querySelectorAll(CHART).forEach(want);
    drawn.forEach(function (how, box) {
      if (box.isConnected) return;
      drawn.delete(box);
      /* What it still does at its own pace needs what would be taken from it. */
      how.done.then(function () { window.Plotly.purge(box); });
    });
  }

  /* What is far from the window is drawn when it comes near, or when all is asked for: for paper. */
  const NEAR = 600;
  const near = new IntersectionObserver(function (seen) {
    seen.forEach(function (each) { if (each.isIntersecting) draw(each.target); });
  }, { rootMargin: NEAR + "px 0px" });

  function isNear(place) {
    const at = place.getBoundingClientRect();
    return at.width > 0 && at.top < innerHeight + NEAR && at.bottom > -NEAR;
  }

  function drawAll() {
    if (!isReady) return;
    document.querySelectorAll(CHART).forEach(function (place) {
      const box = boxIn(place);
      if (!box || isOtherwise(box)) draw(place);
    });
  }
  ["pejling:all", "pejling:paper"].forEach(function (name) { document.addEventListener(name, drawAll); });
  addEventListener("beforeprint", drawAll);

  const sizes = new ResizeObserver(function (seen) {
    seen.forEach(function (each) {
      const box = boxIn(each.target), width = each.target.clientWidth;
      if (box && width && (drawn.get(box).width !== width || isOtherwise(box))) {
        requestAnimationFrame(function () { draw(each.target); });
      }
    });
  });

  /* --- The other theme --------------------------------------------------------------------------------------- */

  function isOtherwise(box) { return drawn.get(box).theme !== theme(); }

  /* What is far from the window keeps nobody waiting: it is drawn when nothing else is done, or when it comes near. Until
     then it is not seen, for a white chart would flash in a dark page at whoever jumps to it. */
  const idle = window.requestIdleCallback || function (does) { return setTimeout(does, 100); };
  function drawNext() {
    const next = [...drawn.keys()].find(function (box) { return box.isConnected && box.clientWidth && isOtherwise(box); });
    if (!next) return;
    draw(next.parentElement);
    if (!isOtherwise(next)) idle(drawNext); // one that could not be drawn is not tried for ever
  }

  document.addEventListener("pejling:theme", function () {
    drawn.forEach(function (_how, box) {
      box.style.visibility = isOtherwise(box) ? "hidden" : "";
      if (isOtherwise(box)) drawIfNear(box.parentElement);
    });
    idle(drawNext);
  });

  /* --- Figures ----------------------------------------------------------------------------------------------- */

  function keep(found) {
    Object.keys(found).forEach(function (id) { figures.set(id, JSON.stringify(found[id])); });
    look();
  }
  document.addEventListener("pejling:figures", function (event) {
    leaving = new Set(event.detail.renewed.map(function (id) { return document.getElementById(id); }));
    keep(event.detail.figures);
  });
  document.addEventListener("pejling:shown", function () {
    leaving.clear();
    look();
  });
  document.addEventListener("pejling:taken", function () {
    drawn.forEach(function (_how, box) { sizes.observe(box.parentElement); });
    look();
  });
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
  keep(JSON.parse(document.getElementById("figures").textContent));
})();
