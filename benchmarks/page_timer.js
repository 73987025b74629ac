/* Times what happens on a page, from inside it: a filter's change, and plotly alone with the same figures. */
(function () {
  "use strict";
  const QUIET = 300, LONGEST = 30000, POLL = 10;
  const drawn = new Map();
  let last = 0, plots = 0;

  function note() { last = performance.now(); }

  /* Keep what each chart is asked to draw. It is copied while nothing is timed: plotly writes in what it is given. */
  function listen() {
    const draw = window.Plotly.react;
    window.Plotly.react = function (box, figure, layout, config) {
      const whole = Array.isArray(figure) ? { data: figure, layout: layout, config: config } : figure;
      if (!box.dataset.timed) {
        box.dataset.timed = "yes";
        const done = draw.call(this, box, figure, layout, config);
        done.then(function () { box.on("plotly_afterplot", function () { plots += 1; note(); }); });
        drawn.set(box, whole);
        return done;
      }
      drawn.set(box, whole);
      return draw.call(this, box, figure, layout, config);
    };
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true });
  }
  document.addEventListener("DOMContentLoaded", function () { setTimeout(listen, 0); });

  async function settled(began) {
    while (performance.now() - began < LONGEST) {
      await new Promise(function (done) { setTimeout(done, POLL); });
      if (plots && performance.now() - last > QUIET) return last - began;
    }
    throw new Error("the page did not come to rest");
  }

  function figures() {
    return new Map([...drawn].map(function (pair) {
      return [pair[0], JSON.stringify({ data: pair[1].data, layout: pair[1].layout, config: pair[1].config })];
    }));
  }

  window.pageTimer = {
    /* Choose in a list as a reader does; return the milliseconds until the page was at rest. */
    choose: async function (list, value) {
      window.pageTimer.before = figures();
      drawn.clear();
      const select = document.querySelector(list);
      const set = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value").set;
      plots = 0;
      const began = last = performance.now();
      set.call(select, value);
      select.dispatchEvent(new Event("change", { bubbles: true }));
      const taken = await settled(began);
      const after = figures();
      window.pageTimer.after = after;
      window.pageTimer.before.forEach(function (figure, box) { if (!after.has(box)) drawn.set(box, JSON.parse(figure)); });
      return { taken: taken, charts: after.size };
    },
    /* Draw what the last choice drew, once more: back to the former figures, and then, timed, to the newer ones. */
    again: async function () {
      const timer = window.pageTimer;
      const boxes = [...timer.after.keys()].filter(function (box) { return timer.before.has(box) && box.isConnected; });
      const draw = async function (source) {
        const given = boxes.map(function (box) { return JSON.parse(source.get(box)); });
        plots = 0;
        const began = last = performance.now();
        await Promise.all(boxes.map(function (box, place) { return window.Plotly.react(box, given[place]); }));
        return settled(began);
      };
      await draw(timer.before);
      return { taken: await draw(timer.after), charts: boxes.length };
    },
    rest: async function () {
      const began = performance.now();
      while (performance.now() - began < LONGEST) {
        await new Promise(function (done) { setTimeout(done, POLL); });
        if (drawn.size && performance.now() - last > 2 * QUIET) return drawn.size;
      }
      throw new Error("the page drew no chart");
    }
  };
})();
