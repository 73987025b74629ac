/* Notes when a page can be read and when its charts stand, by the frame, and how long a choice takes to come to rest. */
(function () {
  "use strict";
  const NEAR = 600, QUIET = 300, LONGEST = 30000;
  const noted = window.firstTimer = { read: null, drawn: null };
  let last = 0;

  function isRead() {
    const words = document.querySelector("#summary, #page td");
    return words !== null && /\d/.test(words.textContent) && words.getBoundingClientRect().height > 0;
  }

  /* Every chart near the window; the scripts may have put none there yet. */
  function isDrawn() {
    const boxes = [...document.querySelectorAll(".chart-box, #page .dash-graph")].filter(function (box) {
      const place = box.getBoundingClientRect();
      return place.width && place.top < innerHeight + NEAR;
    });
    return boxes.length > 0 && boxes.every(function (box) { return box.querySelector(".main-svg .trace"); });
  }

  function look() {
    if (noted.read === null && isRead()) noted.read = performance.now();
    if (noted.drawn === null && isDrawn()) noted.drawn = performance.now();
    if (noted.read === null || noted.drawn === null) requestAnimationFrame(look);
  }
  requestAnimationFrame(look);

  document.addEventListener("DOMContentLoaded", function () {
    new MutationObserver(function () { last = performance.now(); }).observe(document.body, {
      childList: true, subtree: true, characterData: true, attributes: true,
    });
  });

  function paint() { return performance.getEntriesByName("first-contentful-paint")[0]; }

  noted.stands = function () { return noted.drawn !== null && noted.read !== null && Boolean(paint()); };

  /* Where a page was painted before there were figures, it is the figures that count. */
  noted.first = function () { return Math.max(paint().startTime, noted.read); };

  noted.rest = async function (began) {
    while (performance.now() - began < LONGEST) {
      await new Promise(function (done) { setTimeout(done, 10); });
      if (last > began && performance.now() - last > QUIET) return last - began;
    }
    throw new Error("the page did not come to rest");
  };

  /* Do what chooses; return the milliseconds until nothing changed any more. */
  noted.chosen = async function (choose) {
    await noted.rest(-1);
    const began = performance.now();
    choose();
    return noted.rest(began);
  };

  noted.list = function (id, value) {
    const list = document.querySelector(id);
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value").set.call(list, value);
    list.dispatchEvent(new Event("change", { bubbles: true }));
  };
})();
