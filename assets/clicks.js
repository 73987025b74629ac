/* A click on a month, a hospital or whatever else a figure says can be picked, picks it; picking it again lets go.
   The figure says in its layout's `meta` which parameter of the address it is, and which value each label has. */
document.addEventListener("pejling:plotly", function () {
  "use strict";
  const draw = window.Plotly.react;
  const listening = new WeakSet();

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

  window.Plotly.react = function (box) {
    const drawn = draw.apply(this, arguments);
    Promise.resolve(drawn).then(function () {
      if (!box.on || listening.has(box)) return;
      listening.add(box);
      box.on("plotly_click", clicked.bind(box));
    });
    return drawn;
  };
});
