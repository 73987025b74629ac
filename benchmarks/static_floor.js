/* Draws the figures of a page with plotly, and nothing else: those near the window, as Pejling does. */
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  const NEAR = 600;
  const told = JSON.parse(document.getElementById("figures").textContent);

  function draw(figures) {
    Object.keys(figures).forEach(function (id) {
      const box = document.getElementById(id), place = box && box.getBoundingClientRect();
      if (!box || !place.width || place.top > innerHeight + NEAR || place.bottom < -NEAR) return;
      const figure = figures[id];
      figure.layout.template = told.drawing.templates.light;
      if (!box.data) box.replaceChildren();
      Plotly.react(box, figure.data, figure.layout, figure.config);
    });
  }
  draw(told.figures);
  window.choose = async function (place) { draw(await (await fetch("/" + place + ".json")).json()); };
});
