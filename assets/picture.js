/* A chart as a picture that can stand alone: with its title, the choice it shows and its source, in light colours and
   with its own letters, however it is shown on the page. What is written on it comes with the button. */
(function () {
  "use strict";
  const WIDTH = 1200;
  const EDGE = 24;
  const ABOVE = 72;
  const LINE = 20;
  const SCALE = 2;
  const FONT = "/assets/fonts/inter-latin-wght-normal.woff2";

  /* Plotly reads a text's tags as its own. */
  function plain(words) { return words.replace(/&/g, "&amp;").replace(/</g, "&lt;"); }

  function dressed(box, words) {
    const drawing = JSON.parse(document.getElementById("drawing").textContent);
    const figure = JSON.parse(JSON.stringify({ data: box.asSent.data, layout: box.asSent.layout }));
    const layout = figure.layout;
    const margin = Object.assign({ l: 56, r: 76, t: 28, b: 48 }, layout.margin);
    const template = drawing.templates.light;
    const quiet = template.layout.legend.font.color;
    const below = LINE * words.source.split("<br>").length + EDGE;
    layout.template = template;
    layout.width = WIDTH;
    layout.height = (layout.height || 320) + ABOVE + below;
    layout.autosize = false;
    layout.margin = Object.assign({}, margin, { t: margin.t + ABOVE, b: margin.b + below });
    layout.title = {
      text: "<b>" + plain(words.title) + '</b><br><span style="font-size:14px;color:' + quiet + '">' + plain(words.period) + "</span>",
      x: EDGE / WIDTH, xanchor: "left", y: 1 - (EDGE + 12) / layout.height, yanchor: "top", font: { size: 20 }
    };
    layout.annotations = (layout.annotations || []).concat([{
      text: words.source, x: 0, xref: "paper", xanchor: "left", xshift: EDGE - margin.l,
      y: 0, yref: "paper", yanchor: "bottom", yshift: EDGE / 2 - margin.b - below,
      showarrow: false, align: "left", font: { size: 13, color: quiet }
    }]);
    return figure;
  }

  function asText(blob) {
    return new Promise(function (resolve) {
      const reader = new FileReader();
      reader.onload = function () { resolve(reader.result); };
      reader.readAsDataURL(blob);
    });
  }

  /* A picture reads no other file: without its letters in it they would be others, of other widths. */
  async function lettered(drawn) {
    try {
      const answer = await fetch(FONT);
      if (!answer.ok) return drawn;
      const letters = await asText(await answer.blob());
      const style = "<style>@font-face{font-family:Inter;font-weight:100 900;src:url(" + letters + ')format("woff2")}</style>';
      return drawn.replace(/<svg[^>]*>/, function (opening) { return opening + style; });
    } catch (fault) {
      return drawn;
    }
  }

  async function painted(svg, height) {
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = WIDTH * SCALE;
    canvas.height = height * SCALE;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise(function (resolve) { canvas.toBlob(resolve, "image/png"); });
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  document.addEventListener("click", async function (event) {
    const button = event.target.closest("button[data-picture]");
    if (!button) return;
    const box = button.closest(".panel").querySelector(".js-plotly-plot");
    if (!box || !box.asSent) return;
    const words = button.dataset;
    const figure = dressed(box, words);
    const height = figure.layout.height;
    const address = await window.Plotly.toImage(figure, { format: "svg", width: WIDTH, height: height });
    const svg = await lettered(decodeURIComponent(address.slice(address.indexOf(",") + 1)));
    const blob = words.picture === "png" ? await painted(svg, height) : new Blob([svg], { type: "image/svg+xml" });
    save(blob, words.file + "." + words.picture);
  });
})();
