/* What paper needs and the style sheet cannot give: the charts drawn anew in the measure of the paper, in light colours
   and with patterns; what is folded away, unfolded; months that are too many for the width, one half under the other;
   and the whole address. All of it is made beside what stands on the screen, and goes when the printing is over. */
(function () {
  "use strict";
  /* The widths that charts are drawn in, for a sheet that stands and one that lies. The style sheet shows the one that
     fits and scales it to what there is, on A4 to four fifths: letters of 13 become those of the tables. */
  const WIDTHS = { upright: 870, lying: 1280 };
  const TALLEST = 760;
  /* So much of its height a chart of months can do without, beside the table that is printed below it. */
  const LOWER = 50;
  const SHEET = { upright: 696, lying: 1024 };
  /* Tables that may be wider than a sheet: how many of their columns every part has, their letters and the room around
     them as the style sheet sets them, in pixels, and whether their headings are broken between words. */
  const WIDE = [
    { table: ".matrix", kept: 2, letters: 9.67, around: 4 },
    { table: ".lights:not(.strip)", kept: 1, letters: 9.67, around: 4 },
    { table: ".standings", kept: 1, letters: 10.67, around: 8, folds: true },
    { table: ".heat", kept: 1, letters: 10.67, around: 12, folds: true }
  ];
  const MARK = 10;
  /* Series of bars by their order: of a month that is whole, and of one that is not. */
  const PATTERNS = ["", "x", "-", "."];
  const HATCHES = ["/", "\\", "|", "+"];
  const GROUND = "#ffffff";
  const words = JSON.parse(document.getElementById("words").textContent);
  const drawing = document.getElementById("drawing");
  let isPrinting = false;
  let made = [];

  function put(place, element) {
    element.classList.add("on-paper");
    place.append(element);
    made.push(element);
  }

  function putAfter(place, element) {
    put(place.parentElement, element);
    place.after(element);
  }

  /* --- Charts ------------------------------------------------------------------------------------------------ */

  function isSeries(trace) { return trace.type === "bar" && trace.showlegend !== false && trace.name && trace.hoverinfo !== "skip"; }

  /* Series of bars are told apart by their pattern too, for a printer without colours. */
  function patterned(traces) {
    const bars = traces.filter(isSeries);
    bars.forEach(function (trace, place) {
      if (place === 0) return;
      const own = PATTERNS[place % PATTERNS.length], given = (trace.marker.pattern || {}).shape;
      const colour = trace.marker.color;
      trace.marker.pattern = {
        shape: Array.isArray(given) ? given.map(function (shape) { return shape ? HATCHES[place % HATCHES.length] : own; }) : own,
        fillmode: "replace", bgcolor: GROUND, fgcolor: colour, size: 8, solidity: place < 3 ? 0.4 : 0.15
      };
      trace.marker.line = { width: 1, color: colour };
      if (trace.textposition === "inside") trace.textfont = Object.assign({}, trace.textfont, { color: drawn().layout.font.color });
    });
    return traces;
  }

  function drawn() { return JSON.parse(drawing.textContent).templates.light; }

  function draw(box, way) {
    const figure = JSON.parse(JSON.stringify({ data: box.asSent.data, layout: box.asSent.layout }));
    const place = document.createElement("div");
    const asked = figure.layout.height || box.clientHeight, hasMonths = "ticktext" in (figure.layout.xaxis || {}) && !figure.layout.yaxis.domain;
    const width = WIDTHS[way], height = Math.min(hasMonths ? asked - LOWER : asked, TALLEST);
    Object.assign(figure.layout, { template: drawn(), width: width, height: height, autosize: false });
    put(box.closest(".chart-box"), place);
    window.Plotly.newPlot(place, patterned(figure.data), figure.layout, { staticPlot: true, responsive: false });
    const whole = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    whole.setAttribute("viewBox", "0 0 " + width + " " + height);
    whole.append(...place.querySelectorAll(".main-svg"));
    place.replaceChildren(whole);
    place.classList.add("paper-chart", "paper-" + way);
  }

  /* --- Tables ------------------------------------------------------------------------------------------------ */

  /* The columns from one place to before another, beside those that every part has. */
  function cut(table, kept, from, to) {
    const copy = table.cloneNode(true);
    [...copy.rows].forEach(function (row) {
      /* Of two rows of headings the second begins beside what stands in both. */
      let place = row.parentElement === copy.tHead && row.rowIndex > 0 ? kept : 0;
      [...row.cells].forEach(function (cell) {
        const begin = place, end = begin + cell.colSpan, shared = Math.min(end, to) - Math.max(begin, from);
        place = end;
        if (begin < kept) return;
        if (shared > 0) cell.colSpan = shared;
        else cell.remove();
      });
    });
    return copy;
  }

  const pen = document.createElement("canvas").getContext("2d");

  /* How wide a cell is at least; a hidden word beside a mark is not printed. */
  function least(cell, wide, folds) {
    const copy = cell.cloneNode(true), marks = copy.querySelectorAll(".mark").length;
    copy.querySelectorAll(".visually-hidden").forEach(function (each) { each.remove(); });
    const said = copy.textContent.trim().replace(/\d/g, "0");
    pen.font = "600 " + wide.letters + "px Inter";
    const words = (folds ? said.split(/\s+/) : [said]).map(function (each) { return pen.measureText(each).width; });
    return Math.max(...words) + MARK * marks + wide.around;
  }

  function columns(table, wide) {
    const widths = [];
    [[...table.tHead.rows].at(-1), ...table.tBodies[0].rows].forEach(function (row, number) {
      /* Of two rows of headings the second lacks the first column, whose names are in the rows. */
      const cells = [...row.cells], gone = number === 0 && table.tHead.rows.length > 1 ? wide.kept : 0;
      cells.forEach(function (cell, place) {
        const at = place + gone, folds = at < 1 || (number === 0 && Boolean(wide.folds));
        if (cell.colSpan === 1) widths[at] = Math.max(widths[at] || 0, least(cell, wide, folds));
      });
    });
    return widths;
  }

  /* Into as few parts as the sheet allows, all as long as each other. */
  function parts(table, wide, widths, width) {
    const sum = function (some) { return some.reduce(function (all, each) { return all + each; }, 0); };
    const kept = sum(widths.slice(0, wide.kept)), others = widths.slice(wide.kept);
    for (let several = 1; several <= others.length; several += 1) {
      const each = Math.ceil(others.length / several);
      const starts = Array.from({ length: Math.ceil(others.length / each) }, function (_none, part) { return part * each; });
      const fits = starts.every(function (start) { return kept + sum(others.slice(start, start + each)) <= width; });
      if (!fits && each > 1) continue;
      if (several === 1) return [];
      return starts.map(function (start) { return cut(table, wide.kept, wide.kept + start, wide.kept + start + each); });
    }
    return [];
  }

  function part(table, wide) {
    const widths = columns(table, wide);
    Object.keys(SHEET).forEach(function (way) {
      const found = parts(table, wide, widths, SHEET[way]);
      if (!found.length) return;
      const place = document.createElement("div");
      place.className = "paper-parts paper-" + way;
      place.append(...found);
      putAfter(table.closest(".scrolling"), place);
    });
  }

  /* --- Words ------------------------------------------------------------------------------------------------- */

  /* What the figures mean is folded away at each panel; on paper it stands once, at the end. */
  function meanings() {
    const list = document.createElement("dl"), told = new Set();
    document.querySelectorAll(".panel dl.definition > dt").forEach(function (term) {
      if (told.has(term.textContent)) return;
      told.add(term.textContent);
      const meant = term.nextElementSibling;
      const both = document.createElement("div");
      both.append(term.cloneNode(true), meant.cloneNode(true));
      list.append(both);
    });
    const page = document.querySelector(".page");
    if (!told.size || !page) return;
    const place = document.createElement("section"), title = document.createElement("h2");
    title.className = "foot-title";
    title.textContent = words.meanings;
    place.className = "paper-meanings";
    place.append(title, list);
    put(page, place);
  }

  function quoted(said) { return '"' + said.replace(/["\\]/g, "\\$&").replace(/\s+/g, " ") + '"'; }

  /* The margins of each sheet say what it is a sheet of. */
  function margins(address) {
    const said = function (selector) { const found = document.querySelector(selector); return found ? found.textContent : ""; };
    const style = document.documentElement.style;
    style.setProperty("--paper-title", quoted([said("h1"), "Pejling"].filter(Boolean).join(" – ")));
    style.setProperty("--paper-choice", quoted(said(".paper-choice")));
    style.setProperty("--paper-address", quoted(address));
  }

  function address() {
    const line = document.querySelector(".paper-address");
    if (!line) return location.href;
    line.dataset.path = line.dataset.path || line.textContent;
    line.textContent = location.origin + line.dataset.path;
    return line.textContent;
  }

  function printed() {
    const line = document.querySelector(".paper-printed");
    const now = new Date(), day = now.toLocaleDateString(words.locale, { day: "numeric", month: "long", year: "numeric" });
    const time = now.toLocaleTimeString(words.locale, { hour: "2-digit", minute: "2-digit" });
    if (line) line.textContent = words.printed.replace("{time}", words.at.replace("{day}", day).replace("{time}", time));
  }

  /* --- Before and after -------------------------------------------------------------------------------------- */

  function prepare() {
    if (made.length) return;
    document.dispatchEvent(new CustomEvent("pejling:paper"));
    margins(address());
    printed();
    document.querySelectorAll(".chart-box .js-plotly-plot").forEach(function (box) {
      if (box.asSent) Object.keys(WIDTHS).forEach(function (way) { draw(box, way); });
    });
    WIDE.forEach(function (wide) {
      document.querySelectorAll(wide.table).forEach(function (table) { part(table, wide); });
    });
    meanings();
  }

  function clear() {
    made.forEach(function (each) { each.remove(); });
    made = [];
  }

  window.addEventListener("beforeprint", function () { isPrinting = true; prepare(); });
  window.addEventListener("afterprint", function () { isPrinting = false; clear(); });
  /* Who only looks at the page as paper prints nothing. While the browser shows what it will print, this comes and goes. */
  matchMedia("print").addEventListener("change", function (event) {
    if (event.matches) prepare();
    else if (!isPrinting) clear();
  });
})();
