/* Dash asks for a page's answer once, waits for ever, and tells nobody when it is lost. Its questions go through here
   instead: each try has a time limit, what comes is an answer or it is none, a lost one is asked again with growing
   pauses, and a newer question takes the place of an older one. Dash itself is given a whole answer or nothing
   new, and the page is told how it goes: asked, again, lost, returned. */
(function () {
  "use strict";
  const PAUSES = [500, 1000, 2000, 4000, 8000];
  const LIMIT = 10000;
  const PATIENCE = 30000;
  const DRAWN_WITHIN = 10000;
  const KEPT = 30000;
  const PASSING = [408, 425, 429];
  const SIGN_IN = [401, 403, 511];
  /* So many tries before it is believed: a page in the place of an answer may be a proxy's for a moment. */
  const BELIEVED = { signin: 3, refused: 1 };
  const real = window.fetch.bind(window);
  const begun = location.pathname + location.search; // what the page came with, and Dash begins with
  const early = new Map(); // answers that were asked for before they were wanted, by address: { text, at }
  let form = null; // how Dash puts a question
  let out = null;
  let shown = null; // the address of the figures that stand on the page; "" while others are being put there
  let drawing = 0;

  class Lost extends Error {
    constructor(why) { super(why); this.why = why; }
  }

  function tell(what, detail) { document.dispatchEvent(new CustomEvent("pejling:" + what, { detail: detail })); }

  /* What Dash takes for an answer that changes nothing. */
  function nothing() { return new Response(null, { status: 204 }); }

  /* One try: its text, if that is what was asked for. The time limit holds until the last byte. */
  async function tried(input, options, stop, isAnswer) {
    const own = new AbortController();
    const end = function () { own.abort(); };
    const limit = setTimeout(end, LIMIT);
    stop.addEventListener("abort", end);
    try {
      const answer = await real(input, Object.assign({}, options, { redirect: "manual", cache: "no-store", signal: own.signal }));
      if (answer.type === "opaqueredirect" || SIGN_IN.includes(answer.status)) throw new Lost("signin");
      if (answer.status >= 400) throw new Lost(answer.status < 500 && !PASSING.includes(answer.status) ? "refused" : "lost");
      const text = await answer.text();
      if (/^\s*</.test(text)) throw new Lost("signin");
      if (!isAnswer(JSON.parse(text))) throw new Lost("lost");
      return text;
    } finally {
      clearTimeout(limit);
      stop.removeEventListener("abort", end);
    }
  }

  /* Not all at once: a hundred open pages would ask a server that has just come back at the same moment. */
  function pause(place, stop) {
    const most = PAUSES[Math.min(place, PAUSES.length - 1)];
    return new Promise(function (resolve) {
      const end = setTimeout(resolve, most * (0.8 + 0.2 * Math.random()));
      stop.addEventListener("abort", function () { clearTimeout(end); resolve(); });
    });
  }

  /* Tries until there is an answer, and gives up for a reason. Where nothing is shown yet there is nothing to go back
     to, and so it does not give up what may come by itself. */
  async function asked(input, options, stop, isAnswer) {
    const began = Date.now();
    for (let place = 0; !stop.aborted; place += 1) {
      try {
        return await tried(input, options, stop, isAnswer);
      } catch (fault) {
        if (stop.aborted) break;
        const why = fault.why || "lost";
        if (place + 1 >= (BELIEVED[why] || Infinity)) throw new Lost(why);
        if (shown !== null && Date.now() - began >= PATIENCE) throw new Lost(why);
        tell("again", {});
        await pause(place, stop);
      }
    }
    throw new Lost("newer");
  }

  function given(text) { return new Response(text, { status: 200, headers: { "Content-Type": "application/json" } }); }

  function addressOf(options) {
    const values = JSON.parse(options.body).inputs.map(function (each) { return each.value; });
    return typeof values[0] === "string" ? values[0] + (values[1] || "") : null;
  }

  function isOf(wanted) {
    return function (told) {
      const whole = told.response && told.response.answer && told.response.answer.data;
      return Boolean(whole && whole.header && whole.main && whole.foot && whole.address === wanted);
    };
  }

  /* One try at the answer of a page that may be gone to next: an address is asked for once, and is not asked for again by
     whoever goes there within a while, also while it is on its way. What is lost of it is asked for then. */
  function ahead(wanted) {
    early.forEach(function (each, address) { if (Date.now() - each.at > KEPT) early.delete(address); });
    if (!form || !shown || out || wanted === shown || early.has(wanted)) return;
    const body = JSON.parse(form.options.body), end = wanted.indexOf("?") < 0 ? wanted.length : wanted.indexOf("?");
    [wanted.slice(0, end), wanted.slice(end)].forEach(function (value, place) { body.inputs[place].value = value; });
    const options = Object.assign({}, form.options, { body: JSON.stringify(body) });
    const text = tried(form.input, options, new AbortController().signal, isOf(wanted)).catch(function () { return null; });
    early.set(wanted, { text: text, at: Date.now() });
  }
  document.addEventListener("pejling:ahead", function (event) { ahead(event.detail.address); });

  async function known(wanted) {
    const found = early.get(wanted);
    early.delete(wanted);
    return found && Date.now() - found.at <= KEPT ? found.text : null;
  }

  async function page(input, options) {
    const wanted = addressOf(options);
    if (wanted === null) return real(input, options);
    form = { input: input, options: options };
    if (out) out.abort();
    clearTimeout(drawing);
    if (wanted === (shown === null ? begun : shown)) {
      out = null;
      if (shown !== null) tell("returned", { address: shown });
      return nothing();
    }
    const own = out = new AbortController();
    tell("asked", { wanted: wanted });
    try {
      const text = await known(wanted) || await asked(input, options, own.signal, isOf(wanted));
      if (own.signal.aborted) throw new Lost("newer");
      drawing = setTimeout(function () { anew(wanted); }, DRAWN_WITHIN);
      return given(text);
    } catch (fault) {
      if (own === out && shown === "") anew(wanted);
      else if (own === out) tell("lost", { wanted: wanted, why: fault.why });
      return nothing();
    } finally {
      if (own === out) out = null;
    }
  }

  /* What Dash begins with stands in the page. */
  const BEGINNING = { "_dash-layout": "layout", "_dash-dependencies": "dependencies" };

  /* An answer that does not become the page: the address is loaded as a whole page, once. */
  function anew(wanted) {
    if (history.state && history.state.anew) { tell("lost", { wanted: wanted, why: "undrawn" }); return; }
    history.replaceState({ anew: true }, "");
    location.reload();
  }

  window.fetch = function (input, options) {
    const path = typeof input === "string" ? new URL(input, location.href).pathname : "";
    if (path.endsWith("/_dash-update-component")) return page(input, options);
    const place = document.getElementById(BEGINNING[path.split("/").pop()]);
    if (place) return Promise.resolve(given(place.textContent));
    return real(input, options);
  };

  document.addEventListener("pejling:drawing", function () { shown = ""; });
  document.addEventListener("pejling:shown", function (event) {
    shown = event.detail.address;
    clearTimeout(drawing);
  });
})();
