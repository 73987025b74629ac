/* Draws the figures of a page with plotly: those near the window, as Pejling does. A choice fetches other figures, sentences
   and tables, and puts them there; what is folded away stays as it was. */
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  const NEAR = 600;
  const begun = JSON.parse(document.getElementById("figures").textContent), drawing = begun.drawing;

  function draw(figures) {
    Object.keys(figures).forEach(function (id) {
      const box = document.getElementById(id), place = box && box.getBoundingClientRect();
      if (!box || !place.width || place.top > innerHeight + NEAR || place.bottom < -NEAR) return;
      const figure = figures[id];
      figure.layout.template = drawing.templates.light;
      if (!box.data) box.replaceChildren();
      Plotly.react(box, figure.data, figure.layout, figure.config);
    });
  }
  draw(begun.figures);
  window.choose = async function (place) {
    const told = await (await fetch("/" + place + ".json")).json();
    Object.keys(told.written).forEach(function (id) {
      const there = document.getElementById(id);
      if (there && !there.closest("details:not([open])")) there.innerHTML = told.written[id];
    });
    draw(told.figures);
  };
});
