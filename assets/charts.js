/* Every chart gets the theme's template here, once a visit instead of in every figure, and its colours follow
   the theme. Plotly's own texts are in the page's language. A chart is drawn when it comes near the window. */
document.addEventListener("pejling:plotly", function () {
  "use strict";
  const Plotly = window.Plotly;
  const drawing = JSON.parse(document.getElementById("drawing").textContent);
  const words = JSON.parse(document.getElementById("words").textContent);

  Plotly.register({
    moduleType: "locale",
    name: "da",
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
  });
  /* English is plotly's own, but for how the British write a day. */
  Plotly.register({ moduleType: "locale", name: "en-GB", dictionary: {}, format: { date: "%d/%m/%Y" } });
  Plotly.setPlotConfig({ locale: words.language === "da" ? "da" : "en-GB" });

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

  function dressed(figure, box) {
    const plain = { data: figure.data, layout: fitted(figure.layout, box.clientWidth) };
    const worn = theme() === "dark" ? recoloured(plain) : plain;
    worn.layout.template = drawing.templates[theme()];
    return Object.assign({}, figure, worn);
  }

  /* The figures as they were sent, so that the other theme can be drawn from them. */
  const sent = new WeakMap();
  const draw = Plotly.react;
  Plotly.react = function (box, figure, layout, config) {
    const whole = Array.isArray(figure) ? { data: figure, layout: layout, config: config } : figure;
    sent.set(box, whole);
    box.asSent = whole;
    return box.data || isNear(box) ? drawn(box) : new Promise(function (resolve) {
      waiting.set(box, resolve);
      near.observe(box);
    });
  };

  function drawn(box) { return draw(box, dressed(sent.get(box), box)); }

  /* What is far from the window is drawn when it comes near, or when all is asked for: for paper. */
  const NEAR = 600, waiting = new Map();
  const near = new IntersectionObserver(function (seen) {
    seen.forEach(function (each) { if (each.isIntersecting) begin(each.target); });
  }, { rootMargin: NEAR + "px 0px" });

  function isNear(box) {
    const place = box.getBoundingClientRect();
    return place.width > 0 && place.top < innerHeight + NEAR && place.bottom > -NEAR;
  }

  function begin(box) {
    const resolve = waiting.get(box);
    near.unobserve(box);
    waiting.delete(box);
    if (resolve && box.isConnected) resolve(drawn(box));
  }

  function beginAll() { [...waiting.keys()].forEach(begin); }
  document.addEventListener("pejling:all", beginAll);
  addEventListener("beforeprint", beginAll);

  document.addEventListener("pejling:theme", function () {
    document.querySelectorAll(".js-plotly-plot").forEach(function (box) {
      if (sent.has(box)) draw(box, dressed(sent.get(box), box));
    });
  });
});
