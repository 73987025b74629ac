/* A chart as a picture that can stand alone: with its title, the choice it shows and its source, in light colours and
   with its own letters, however it is shown on the page. What is written on it comes with the button. */
(function () {
  "use strict";
  const WIDTH = 1200;
  const EDGE = 24;
  const ABOVE = 76;
  const LINE = 20;
  const SCALE = 2;
  const FONT = (document.documentElement.dataset.root || "") + "/assets/fonts/inter-latin-wght-normal.woff2";

  function plain(words) { return words.replace(/&/g, "&amp;").replace(/</g, "&lt;"); }

  function line(y, size, style, words) {
    return '<text x="' + EDGE + '" y="' + y + '" font-size="' + size + '" ' + style + ">" + plain(words) + "</text>";
  }

  /* The chart keeps its own height; what is written above and below it stands outside it and moves nothing in it. */
  function framed(drawn, height, words, template) {
    const ink = 'fill="' + template.layout.font.color + '" font-weight="700"';
    const quiet = 'fill="' + template.layout.legend.font.color + '"';
    const below = words.below.split("\n");
    const whole = ABOVE + height + LINE * below.length + EDGE;
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="' + WIDTH + '" height="' + whole + '" viewBox="0 0 ' + WIDTH + " " + whole + '"' +
      ' font-family="' + template.layout.font.family.replace(/"/g, "'") + '"><rect width="100%" height="100%" fill="white"/>' +
      line(EDGE + 16, 20, ink, words.title) + line(EDGE + 42, 14, quiet, words.period) +
      '<g transform="translate(0 ' + ABOVE + ')">' + drawn + "</g>" +
      below.map(function (each, at) { return line(ABOVE + height + LINE * (at + 1), 13, quiet, each); }).join("") + "</svg>";
    return { svg: svg, height: whole };
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
    const template = JSON.parse(document.getElementById("drawing").textContent).templates.light;
    const figure = JSON.parse(JSON.stringify({ data: box.asSent.data, layout: box.asSent.layout }));
    const height = figure.layout.height || 320;
    Object.assign(figure.layout, { template: template, width: WIDTH, height: height, autosize: false });
    const address = await window.Plotly.toImage(figure, { format: "svg", width: WIDTH, height: height });
    const drawn = decodeURIComponent(address.slice(address.indexOf(",") + 1));
    const picture = framed(drawn, height, words, template);
    const svg = await lettered(picture.svg);
    const blob = words.picture === "png" ? await painted(svg, picture.height) : new Blob([svg], { type: "image/svg+xml" });
    save(blob, words.file + "." + words.picture);
  });
})();
