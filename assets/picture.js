/* A chart as a picture that can stand alone: with its title, the choice it shows and its source, in light colours,
   however it is shown on the page. What is written on it comes with the button. */
(function () {
  "use strict";
  const WIDTH = 1200;
  const ABOVE = 84;
  const BELOW = 48;

  function dressed(box, words) {
    const drawing = JSON.parse(document.getElementById("drawing").textContent);
    const figure = JSON.parse(JSON.stringify({ data: box.asSent.data, layout: box.asSent.layout }));
    const layout = figure.layout;
    const margin = layout.margin || {};
    const height = (layout.height || 320) + ABOVE + BELOW;
    const below = (margin.b || 48) + BELOW;
    layout.template = drawing.templates.light;
    layout.width = WIDTH;
    layout.height = height;
    layout.autosize = false;
    layout.margin = Object.assign({}, margin, { t: (margin.t || 28) + ABOVE, b: below });
    layout.title = {
      text: "<b>" + words.title + "</b><br>" + words.period,
      x: 0.02, xanchor: "left", y: 1 - 20 / height, yanchor: "top", font: { size: 18 }
    };
    layout.annotations = (layout.annotations || []).concat([{
      text: words.source, x: 0, xref: "paper", xanchor: "left", y: 0, yref: "paper", yanchor: "bottom",
      yshift: 12 - below, showarrow: false, align: "left", font: { size: 13 }
    }]);
    return figure;
  }

  function save(address, name) {
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-picture]");
    if (!button) return;
    const box = button.closest(".panel").querySelector(".js-plotly-plot");
    if (!box || !box.asSent) return;
    const words = button.dataset;
    const figure = dressed(box, words);
    const form = words.picture;
    const wish = { format: form, width: WIDTH, height: figure.layout.height, scale: form === "png" ? 2 : 1 };
    window.Plotly.toImage(figure, wish).then(function (address) { save(address, words.file + "." + form); });
  });
})();
