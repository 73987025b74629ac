/* A click on a month, a hospital or whatever else a figure says can be picked, picks it; picking it again lets go.
   The figure says in its layout's `meta` which parameter of the address it is, and which value each label has. */
(function () {
  "use strict";

  function label(words) { return String(words).replace(/<br>/g, " "); }

  function clicked(event) {
    const meta = this.layout.meta;
    if (!meta || !meta.parameter) return;
    for (const point of event.points) {
      const value = meta.values[label(point.x)] || meta.values[label(point.y)];
      if (value) {
        document.dispatchEvent(new CustomEvent("pejling:pick", { detail: { name: meta.parameter, value: value } }));
        return;
      }
    }
  }

  document.addEventListener("pejling:drawn", function (event) {
    event.detail.box.on("plotly_click", clicked.bind(event.detail.box));
  });
})();
