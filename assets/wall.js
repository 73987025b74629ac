/* The wall: shows one slide after the other, asks for new figures, and mends itself. It is touched by nobody and
   runs for months, so it keeps nothing but the newest answer, and everything it shows is drawn anew. */
(function () {
  "use strict";
  const words = JSON.parse(document.getElementById("words").textContent);
  const asked = new URLSearchParams(location.search);
  const bounded = function (name, fallback, least, most) {
    const given = Number(asked.get(name));
    return given >= least && given <= most ? given : fallback;
  };
  const SECONDS = bounded("sekunder", Number(document.documentElement.dataset.seconds), 1, 3600);
  const EVERY = 1000 * bounded("hver", 5, 0.5, 60);
  const LONGEST = 8000;
  const SILENT = 8000;
  const SIGN_IN = [401, 403, 511];
  const ALIVE = 30000;
  const NIGHT = 4;
  const MOST_ROWS = 7;
  const NAME = (asked.get("skaerm") || "").slice(0, 40);
  const SVG = "http://www.w3.org/2000/svg";
  const at = function (id) { return document.getElementById(id); };
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  const state = {
    told: [], slides: [], place: -1, paused: false, began: 0, missed: 0, wait: EVERY, errors: 0,
    now: null, nowAt: 0, age: null, heard: 0, heardAt: 0, late: { near: 30, missed: 600 }, notices: [], version: document.documentElement.dataset.version, changes: 0, demonstration: false, isElsewhere: false, out: ""
  };
  window.pejlingWall = state;

  /* --- Drawing ------------------------------------------------------------------------------------- */

  function element(name, className, said) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (said) made.textContent = said;
    return made;
  }

  function drawn(name, attributes, said) {
    const made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (said) made.textContent = said;
    return made;
  }

  const SHAPES = {
    good: ["circle", { cx: 8, cy: 8, r: 6.5 }],
    near: ["path", { d: "M8 1 L15.5 14.5 L0.5 14.5 Z" }],
    missed: ["rect", { x: 1.5, y: 1.5, width: 13, height: 13 }],
    unknown: ["circle", { cx: 8, cy: 8, r: 5.5, fill: "none", stroke: "currentColor", "stroke-width": 2.5 }]
  };

  function mark(level) {
    if (!SHAPES[level]) return element("span", "wall-mark");
    const picture = drawn("svg", { viewBox: "0 0 16 16", class: "wall-mark level-" + level, role: "img", "aria-label": words[level] });
    picture.append(drawn(SHAPES[level][0], Object.assign({ fill: "currentColor" }, SHAPES[level][1])));
    return picture;
  }

  function head(slide) {
    const box = element("div", "wall-head");
    if (slide.figure) {
      const line = element("p", "wall-figure level-" + slide.level);
      line.append(mark(slide.level), element("span", "", slide.figure));
      box.append(line);
    }
    const said = element("div", "wall-said"), word = element("p", "wall-word");
    [slide.word, slide.goal].filter(Boolean).forEach(function (each) { word.append(element("span", "", each)); });
    if (word.childElementCount) said.append(word);
    if (slide.others) said.append(element("p", "wall-others", slide.others));
    if (said.childElementCount) box.append(said);
    if (slide.sentence) box.append(element("p", "wall-sentence", slide.sentence));
    if (slide.cause) box.append(element("p", "wall-cause", slide.cause));
    return box;
  }

  function rows(slide) {
    const list = element("ul", slide.rows.length > 2 ? "wall-rows" : "wall-rows are-few");
    slide.rows.forEach(function (row) {
      const line = element("li", "wall-row level-" + row.level);
      const called = element("span", "wall-called");
      called.append(element("span", "wall-name", row.name));
      if (row.about) called.append(element("span", "wall-about", row.about));
      line.append(mark(row.level), called);
      if (row.words) line.append(element("span", "wall-words", row.words));
      if (row.value) line.append(element("span", "wall-value", row.value));
      if (row.goal) line.append(element("span", "wall-aim", row.goal));
      list.append(line);
    });
    return list;
  }

  function tiles(slide) {
    const list = element("ul", "wall-tiles");
    slide.tiles.forEach(function (tile) {
      const box = element("li", "wall-tile level-" + tile.level);
      const value = element("span", "wall-tile-value");
      value.append(mark(tile.level), element("span", "", tile.value));
      box.append(element("span", "wall-tile-name", tile.name), value);
      if (tile.note) box.append(element("span", "wall-tile-note", tile.note));
      list.append(box);
    });
    return list;
  }

  /* The chart is drawn to the size of its place, so that its letters are as large as all others. */
  function chart(slide, box) {
    const told = slide.chart, wide = box.clientWidth, high = box.clientHeight;
    if (!told || wide < 50 || high < 50) return;
    const size = parseFloat(getComputedStyle(box).fontSize), large = parseFloat(getComputedStyle(at("title")).fontSize);
    const left = 4.2 * size, right = told.goal ? 0.62 * large * told.goal.length + 0.6 * size : 1.2 * size;
    const top = told.note ? 2.4 * size : 1.2 * size, bottom = 1.9 * size, lowest = told.lowest || 0;
    const count = told.labels.length, step = (wide - left - right) / count;
    const x = function (place) { return left + step * (place + 0.5); };
    const y = function (value) { return top + (high - top - bottom) * (1 - (value - lowest) / ((told.highest - lowest) * 1.04)); };
    const picture = drawn("svg", { viewBox: "0 0 " + wide + " " + high, width: wide, height: high, "aria-hidden": "true" });
    told.ticks.forEach(function (tick) {
      picture.append(drawn("line", { class: "wall-grid", x1: left, x2: wide - right, y1: y(tick.at), y2: y(tick.at) }));
      picture.append(drawn("text", { x: left - 0.4 * size, y: y(tick.at) + 0.35 * size, "text-anchor": "end" }, tick.words));
    });
    const every = Math.ceil(count * 4.2 * size / (wide - left - right));
    told.labels.forEach(function (label, place) {
      if ((count - 1 - place) % every) return;
      picture.append(drawn("text", { x: x(place), y: high - 0.4 * size, "text-anchor": "middle" }, label));
    });
    if (told.note) picture.append(drawn("text", { x: left - 0.4 * size, y: size, class: "wall-note" }, told.note));
    if (told.kind === "course") course(told, picture, x, y, step, size);
    else {
      (told.kind === "shares" ? shares : months)(told, picture, x, y, step, size);
      goal(told, picture, x, y, step, large, wide - right + 0.4 * size);
    }
    box.append(picture);
  }

  function line(values, x, y) {
    let path = "", pen = false;
    values.forEach(function (value, place) {
      if (value === null || value === undefined) { pen = false; return; }
      path += (pen ? "L" : "M") + x(place).toFixed(1) + " " + y(value).toFixed(1);
      pen = true;
    });
    return path;
  }

  /* A target holds for whole months: it steps where it changes. */
  function steps(values, x, y, width) {
    let path = "", before = null;
    values.forEach(function (value, place) {
      if (value === null) { before = null; return; }
      const from = (x(place) - width / 2).toFixed(1), to = (x(place) + width / 2).toFixed(1);
      path += (before === null ? "M" : "L") + from + " " + y(value).toFixed(1) + "L" + to + " " + y(value).toFixed(1);
      before = value;
    });
    return path;
  }

  /* Shares that lie close together are points on an axis that begins near them: a bar would have to begin at nothing. */
  function shares(told, picture, x, y, step, size) {
    picture.append(drawn("path", { class: "wall-line", d: line(told.values, x, y) }));
    told.values.forEach(function (value, place) {
      if (value === null) return;
      const level = told.whole[place] ? told.levels[place] : "unknown", shape = SHAPES[level] || SHAPES.good;
      const side = Math.min(1.1 * size, 0.9 * step);
      const point = drawn("svg", { viewBox: "0 0 16 16", class: "wall-point level-" + level, x: x(place) - side / 2, y: y(value) - side / 2, width: side, height: side });
      point.append(drawn(shape[0], Object.assign({ fill: "currentColor" }, shape[1])));
      picture.append(point);
    });
  }

  function months(told, picture, x, y, step, size) {
    told.values.forEach(function (value, place) {
      if (value === null) return;
      const bar = { x: x(place) - 0.36 * step, y: y(value), width: 0.72 * step, height: Math.max(y(0) - y(value), 1) };
      picture.append(drawn("rect", Object.assign(bar, { class: "wall-bar level-" + told.levels[place] + (told.whole[place] ? "" : " is-part") })));
      /* Which bars missed their target can be told without their colour. */
      const shape = told.whole[place] && told.levels[place] !== "good" && SHAPES[told.levels[place]], side = Math.min(0.8 * size, 0.6 * step);
      if (!shape) return;
      const sign = drawn("svg", { viewBox: "0 0 16 16", class: "wall-sign", x: x(place) - side / 2, y: y(value) + 0.4 * side, width: side, height: side });
      sign.append(drawn(shape[0], shape[1]));
      if (bar.height > 2 * side) picture.append(sign);
    });
  }

  /* The target with its figure at its end, in letters as large as what must be read. */
  function goal(told, picture, x, y, step, large, end) {
    const goals = told.target.filter(function (value) { return value !== null; });
    if (!goals.length) return;
    const height = y(goals[goals.length - 1]);
    picture.append(drawn("path", { class: "wall-target", d: steps(told.target, x, y, step) }));
    picture.append(drawn("text", { x: end, y: height - 0.75 * large }, words.target));
    picture.append(drawn("text", { x: end, y: height + 0.36 * large, class: "wall-goal" }, told.goal));
  }

  function course(told, picture, x, y, step, size) {
    if (told.middle.length) {
      const back = told.low.map(function (_value, place) { return told.low.length - 1 - place; });
      const band = line(told.high, x, y) + back.map(function (place) { return "L" + x(place).toFixed(1) + " " + y(told.low[place]).toFixed(1); }).join("") + "Z";
      picture.append(drawn("path", { class: "wall-band", d: band }));
      picture.append(drawn("path", { class: "wall-usual", d: line(told.middle, x, y) }));
      const last = told.middle.length - 1;
      picture.append(drawn("text", { x: x(last) - 0.4 * step, y: y(told.high[last]) - 0.5 * size, "text-anchor": "end" }, words.usual));
    }
    if (told.soFar === null) return;
    const now = { x: x(told.now - 1), y: y(told.soFar) };
    const until = line(told.values, x, y), to = now.x.toFixed(1) + " " + now.y.toFixed(1);
    picture.append(drawn("path", { class: "wall-today", d: until ? until + "L" + to : "M" + to }));
    picture.append(drawn("circle", { class: "wall-now", cx: now.x, cy: now.y, r: 0.4 * size }));
  }

  /* Draws a slide without its chart, whose size follows from the rest. */
  function lay(slide) {
    at("title").textContent = slide.part ? slide.title + " (" + slide.part + ")" : slide.title;
    const box = at("slide");
    box.className = "wall-slide wall-" + slide.key + " ground-" + slide.level;
    const parts = [];
    if (slide.figure || slide.sentence || slide.others) parts.push(head(slide));
    if (slide.rows.length) parts.push(rows(slide));
    if (slide.tiles.length) parts.push(tiles(slide));
    if (slide.chart) parts.push(element("div", "wall-chart"));
    box.replaceChildren.apply(box, parts);
    box.dataset.parts = parts.map(function (part) { return part.className.split(" ")[0].replace("wall-", ""); }).join(" ");
    return box;
  }

  /* One that is only drawn anew, with newer figures or in another place, does not fade in again. */
  function show(slide, isAgain) {
    const box = lay(slide);
    if (slide.chart) chart(slide, box.lastElementChild);
    if (!still.matches && !isAgain && SECONDS >= 1) box.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 500 });
  }

  /* A slide is shown in as many parts as the screen needs for it: a list with about as many rows in each, a chart
     apart from the tiles. Nothing of this is seen: the browser paints when it is over and the slide of before is
     back. */
  function paged(slides) {
    const before = state.slides[state.place], found = [];
    slides.forEach(function (slide) {
      const parts = slide.rows.length ? evenly(slide) : apart(slide);
      parts.forEach(function (own, place) {
        const part = parts.length > 1 ? words.part.replace("{n}", String(place + 1)).replace("{of}", String(parts.length)) : "";
        found.push(Object.assign({}, slide, own, { part: part }));
      });
    });
    if (before) lay(before);
    return found;
  }

  function evenly(slide) {
    const all = slide.rows, greedy = [];
    const room = function (rows) { return fits(Object.assign({}, slide, { rows: rows, part: words.part })); };
    for (let from = 0; from < all.length; from += greedy[greedy.length - 1].length) {
      let many = Math.min(MOST_ROWS, all.length - from);
      while (many > 1 && !room(all.slice(from, from + many))) many -= 1;
      greedy.push(all.slice(from, from + many));
    }
    const each = Math.ceil(all.length / greedy.length);
    const even = greedy.map(function (_rows, place) { return all.slice(place * each, (place + 1) * each); }).filter(function (rows) { return rows.length; });
    return (even.every(room) ? even : greedy).map(function (rows) { return { rows: rows }; });
  }

  function apart(slide) {
    if (!slide.chart || !slide.tiles.length) return [{}];
    const box = lay(slide), most = box.getBoundingClientRect();
    const isCramped = box.lastElementChild.clientHeight < 0.25 * most.height ||
      box.querySelector(".wall-tiles").getBoundingClientRect().bottom > most.bottom + 1;
    return isCramped ? [{ tiles: [] }, { chart: null, figure: "", sentence: "", word: "", cause: "", others: "" }] : [{}];
  }

  function fits(slide) {
    const box = lay(slide), list = box.querySelector(".wall-rows"), place = box.getBoundingClientRect();
    return list.firstChild.getBoundingClientRect().top >= place.top - 1 && list.lastChild.getBoundingClientRect().bottom <= place.bottom + 1 &&
      list.scrollWidth <= list.clientWidth + 1;
  }

  function none() {
    at("title").textContent = "Pejling";
    at("slide").className = "wall-slide";
    at("slide").dataset.parts = "";
    at("slide").replaceChildren(element("p", "wall-wait", state.out || (state.missed >= 2 ? words.away : state.heard ? words.nothing : words.waiting)));
  }

  /* --- The playlist --------------------------------------------------------------------------------- */

  function step(by) {
    const count = state.slides.length;
    state.began = performance.now();
    state.changes += 1;
    if (!count) { none(); return; }
    state.place = (state.place + by + count) % count;
    show(state.slides[state.place]);
    tellAge();
    drift();
  }

  function drift() {
    /* Some pixels now and then, so that nothing burns into the screen. */
    const turn = Math.floor(Date.now() / 180000) % 8;
    at("wall").style.translate = Math.round(3 * Math.cos(turn * Math.PI / 4)) + "px " + Math.round(3 * Math.sin(turn * Math.PI / 4)) + "px";
  }

  function tick() {
    const share = state.paused ? 0 : (performance.now() - state.began) / (1000 * SECONDS);
    at("progress").style.width = Math.min(100 * share, 100) + "%";
    if (share >= 1) step(1);
    else if (!state.slides.length && state.place !== -1) { state.place = -1; none(); }
  }

  /* The time is the server's: Danish, or a demonstration's own. A screen's own clock and zone may be any. */
  function time() {
    return state.now === null ? null : new Date(state.now + performance.now() - state.nowAt);
  }

  function setClock(told) {
    const now = Date.parse(told + "Z");
    if (Number.isNaN(now)) return;
    state.now = now;
    state.nowAt = performance.now();
    clock();
  }

  function clock() {
    const now = time();
    if (now === null) return;
    const day = now.toLocaleDateString(words.locale, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
    const said = now.toLocaleTimeString(words.locale, { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
    if (at("clock").textContent !== day + said) at("clock").replaceChildren(element("span", "wall-date", day), element("span", "wall-time", said));
  }

  /* --- How old the figures are ------------------------------------------------------------------------ */

  /* Of the two clocks the one that says more: the one can stand still while the machine sleeps, the other be set back. */
  function age() {
    if (state.age === null) return null;
    return state.age + Math.max(performance.now() - state.heard, Date.now() - state.heardAt) / 1000;
  }

  /* How far the figures of the slide reach, and how long ago they were fetched where that is long. */
  function ageWords(seconds) {
    const minutes = Math.floor(seconds / 60), hours = Math.floor(seconds / 3600), slide = state.slides[state.place];
    const reach = slide && slide.reach ? slide.reach : "";
    if (seconds <= state.late.near && state.missed < 2) return reach;
    const many = function (one, several, count) { return count === 1 ? one : several.replace("{n}", String(count)); };
    const old = minutes < 1 ? words.seconds.replace("{n}", String(Math.floor(seconds)))
      : hours < 1 ? many(words.minute, words.minutes, minutes) : many(words.hour, words.hours, hours);
    return reach ? reach + ". " + old : old;
  }

  function tellAge() {
    const told = state.paused ? [words.paused] : state.out ? [] : state.missed >= 2 ? [state.isElsewhere ? words.elsewhere : words.away] : state.notices.slice(0, 2);
    at("told").textContent = told.concat(state.demonstration ? [words.demonstration] : []).join(" · ");
    const seconds = age(), line = at("age");
    if (seconds === null) { line.textContent = ""; return; }
    const late = seconds > state.late.missed ? "missed" : state.missed >= 2 || seconds > state.late.near ? "near" : "good";
    if (line.dataset.late !== late || (line.lastChild?.textContent || "").trim() !== ageWords(seconds)) {
      line.dataset.late = late;
      line.className = "wall-age level-" + late;
      /* A line that says nothing keeps its height, or the slide would be laid out anew. */
      const said = ageWords(seconds);
      line.replaceChildren.apply(line, said ? [mark(late), element("span", "", said)] : [element("span", "", "\u00a0")]);
    }
  }

  /* --- New figures ------------------------------------------------------------------------------------ */

  function same(one, other) { return one && other && one.key === other.key && one.part === other.part; }

  function patience() {
    const own = new AbortController();
    setTimeout(function () { own.abort(); }, SILENT);
    return own.signal;
  }

  /* Not every JSON is an answer, and a slide that cannot be drawn must not be in the way of the good ones. */
  function isAnswer(told) {
    return told !== null && typeof told === "object" && Array.isArray(told.notices) && Array.isArray(told.slides) &&
      told.slides.every(function (slide) { return slide && typeof slide.title === "string" && Array.isArray(slide.rows) && Array.isArray(slide.tiles); });
  }

  /* One question at a time, the next one when the last has ended: no answer can come after a newer one. */
  async function ask() {
    let isElsewhere = false;
    try {
      /* All of the screen's own address: what of it cannot be used is told among the notices. */
      const query = new URLSearchParams(asked);
      if (!query.get("sprog")) query.set("sprog", words.language);
      const answer = await fetch("/vaeg/tavler?" + query, { signal: patience(), cache: "no-store", redirect: "manual" });
      const text = answer.ok ? await answer.text() : "";
      isElsewhere = answer.type === "opaqueredirect" || SIGN_IN.includes(answer.status) || /^\s*</.test(text);
      if (answer.headers.get("Pejling-Screen") === "out") shutOut(await answer.text());
      if (!answer.ok) throw new Error(String(answer.status));
      const told = JSON.parse(text);
      if (!isAnswer(told)) throw new Error("no answer");
      if (told.app !== state.version) {
        await renew();
        throw new Error("another version");
      }
      take(told);
      state.missed = 0;
      state.wait = EVERY;
    } catch (fault) {
      state.missed += 1;
      state.errors += 1;
      state.isElsewhere = isElsewhere;
      state.wait = Math.min(state.wait * 1.5, Math.max(LONGEST, EVERY));
    }
    setTimeout(ask, state.wait);
    tellAge();
  }

  /* An administrator has shut the screen out: its figures are taken down, and it says why. It goes on asking. */
  function shutOut(said) {
    Object.assign(state, { told: [], slides: [], place: -1, age: null, notices: [], out: said.trim() });
    none();
  }

  function take(told) {
    const shown = state.slides[state.place];
    const before = { told: state.told, age: state.age, heard: state.heard, heardAt: state.heardAt };
    state.notices = told.notices;
    state.out = "";
    setClock(told.now);
    /* An answer of a server without figures: the last good ones stand, and go on ageing. */
    if (told.version === null && state.slides.length) return;
    state.age = told.age;
    state.late = told.late || state.late;
    state.heard = performance.now();
    state.heardAt = Date.now();
    state.demonstration = Boolean(told.demonstration);
    if (shown && JSON.stringify(told.slides) === JSON.stringify(state.told)) return;
    state.told = told.slides;
    try {
      arrange();
    } catch (fault) {
      /* Slides that cannot be drawn: the last good ones stand, as old as they are. */
      Object.assign(state, before);
      arrange();
      throw fault;
    }
  }

  /* Puts the newest slides in the place of the old, and goes on from the one that is shown. */
  function arrange() {
    if (!state.told.length && !state.slides.length && !state.heard) return;
    const shown = state.slides[state.place], fresh = paged(state.told);
    const like = function (is) { return shown ? fresh.findIndex(function (each) { return is(each, shown); }) : -1; };
    const part = like(same), place = part >= 0 ? part : like(function (one, other) { return one.key === other.key; });
    state.slides = fresh;
    if (place < 0) { step(1); return; }
    state.place = place;
    show(fresh[place], true);
  }

  /* Loads the page anew, but only when it and its files can be had just now: a browser's own page of an error
     would stand there until somebody came. The files are kept by the browser, so the reload finds them. */
  async function renew() {
    try {
      const answer = await fetch(location.href, { signal: patience(), cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || !page.getElementById("wall")) return;
      const files = [...page.querySelectorAll("script[src], link[rel=stylesheet]")].map(function (each) { return each.src || each.href; });
      await Promise.all(files.map(async function (file) {
        const found = await fetch(file, { signal: patience() });
        if (!found.ok) throw new Error(String(found.status));
        await found.arrayBuffer();
      }));
      location.reload();
    } catch (fault) { state.errors += 1; }
  }

  async function live() {
    const slide = state.slides[state.place];
    const body = { skaerm: NAME, tavle: slide ? slide.key : "", version: state.version, vindue: innerWidth + "x" + innerHeight, fejl: state.errors, alder: age() };
    try {
      await fetch("/vaeg/livstegn", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal: patience() });
    } catch (fault) { /* the next one tells */ }
  }

  /* Once a night everything begins anew. */
  function nightly() {
    const now = time();
    if (now !== null && now.getUTCHours() === NIGHT && performance.now() > 3600000 * 2 && state.missed === 0) renew();
  }

  /* --- Keys ------------------------------------------------------------------------------------------- */

  document.addEventListener("keydown", function (event) {
    if (event.key === " ") { state.paused = !state.paused; state.began = performance.now(); event.preventDefault(); }
    else if (event.key === "ArrowRight" || event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowLeft" || event.key === "ArrowUp") step(-1);
    else if (event.key === "Escape") location.assign("/");
    else return;
    tellAge();
  });
  /* The room for a slide changes with the window, and with how much the foot says. */
  new ResizeObserver(arrange).observe(at("slide"));
  addEventListener("error", function () { state.errors += 1; });
  document.fonts.ready.then(arrange);

  state.step = step;
  clock();
  ask();
  if (NAME) { live(); setInterval(live, ALIVE); }
  setInterval(tick, Math.min(100, 1000 * SECONDS / 2));
  setInterval(clock, 1000);
  setInterval(tellAge, 1000);
  setInterval(nightly, 60000);
})();
