/* The address is the only state: filters and links change it, and the page follows.

   A link marked data-nav goes to a page without loading it anew: "page" begins at its top, "stay" keeps the
   place. A list in the filter bar is named after its parameter. */
(function () {
  "use strict";
  const TOLD = 3000;

  function go(url, keepPlace) {
    const there = new URL(url, location.href);
    if (there.href === location.href) return;
    /* Until Dash has taken the page over nobody listens: the browser goes there itself. */
    if (document.getElementById("first")) { location.assign(there.href); return; }
    history.pushState({}, "", there.pathname + there.search + there.hash);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    if (!keepPlace) {
      window.scrollTo(0, 0);
      const main = document.getElementById("main");
      if (main) main.focus({ preventScroll: true });
    }
  }

  document.addEventListener("click", function (event) {
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const link = event.target.closest("a[data-nav]");
    if (link && plain) {
      event.preventDefault();
      go(link.href, link.dataset.nav === "stay");
      return;
    }
    const copy = event.target.closest("button[data-copy]");
    if (copy) copyLink(copy);
    const toggle = event.target.closest("button[data-toggle]");
    if (toggle) fold(toggle);
  });

  document.addEventListener("change", function (event) {
    const list = event.target.closest(".filters select");
    if (!list) return;
    const there = new URL(location.href);
    const chosen = list.value && list.value !== "alle" ? list.value : "", inPath = list.closest("[data-path]");
    if (chosen && !inPath) there.searchParams.set(list.name, chosen);
    else there.searchParams.delete(list.name);
    /* What a page is of stands in its path. */
    if (inPath) there.pathname = inPath.dataset.path + (chosen ? "/" + encodeURIComponent(chosen) : "");
    there.hash = "";
    go(ordered(there), true);
  });

  /* What is picked in a chart; picked again, it is let go of. What was asked about the month goes with it. */
  document.addEventListener("pejling:pick", function (event) {
    const there = new URL(location.href);
    const name = event.detail.name;
    const again = there.searchParams.get(name) === event.detail.value;
    if (again) there.searchParams.delete(name);
    else there.searchParams.set(name, event.detail.value);
    if (name === "maaned" && again) there.searchParams.delete("hvorfor");
    there.hash = "";
    go(ordered(there), true);
  });

  document.addEventListener("pejling:go", function (event) { go(event.detail.address, !event.detail.isPage); });

  /* The same choice has the same address, whatever was chosen first. */
  function ordered(url) {
    const order = ["fra", "til", "hospital", "organisation", "desk", "system", "ydelse", "program", "projekt",
      "lys", "maaned", "hvorfor", "sammenlign", "vis", "sprog"];
    const given = url.searchParams;
    const kept = new URLSearchParams();
    order.forEach(function (name) { if (given.get(name)) kept.set(name, given.get(name)); });
    const query = kept.toString();
    return url.pathname + (query ? "?" + query : "");
  }

  function copyLink(button) {
    if (button.dataset.isTold) return;
    const words = button.textContent;
    const address = new URL(button.dataset.copy, location.href).href;
    const done = function () {
      button.dataset.isTold = "yes";
      button.textContent = button.dataset.done;
      setTimeout(function () {
        button.textContent = words;
        delete button.dataset.isTold;
      }, TOLD);
    };
    if (navigator.clipboard) { navigator.clipboard.writeText(address).then(done, function () { prompt("", address); }); }
    else { prompt("", address); }
  }

  function fold(button) {
    const box = document.getElementById(button.getAttribute("aria-controls"));
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    if (box) box.toggleAttribute("data-open", open);
  }

  /* A matrix wider than its box shows the newest months first, where nobody has moved it yet. */
  new MutationObserver(function () {
    document.querySelectorAll(".scrolling:not([data-placed])").forEach(function (box) {
      box.dataset.placed = "yes";
      if (!box.scrollLeft && box.querySelector(".matrix, .lights, .strip")) box.scrollLeft = box.scrollWidth;
    });
  }).observe(document.documentElement, { childList: true, subtree: true });

  /* What was chosen in a list before this script was there to hear of it. */
  document.querySelectorAll("#first .filters select").forEach(function (list) {
    const at = list.options[list.selectedIndex];
    if (at && !at.defaultSelected) list.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
