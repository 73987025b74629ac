/* The bar of filters stays while the page is scrolled, and folds to the one line of what is chosen; its button unfolds it.
   Nothing below it moves when it does: what it loses of its height it gets as a margin. */
(function () {
  "use strict";
  const SLACK = 16; // pixels between folding and unfolding, so that no edge is sat on
  let isSoon = false;

  function bar() { return document.querySelector(".filterbar:not(.filterbar-plain)"); }
  function toggle() { return document.getElementById("filters-toggle"); }
  function lists() { return document.getElementById("filters"); }
  function isOpen() { return toggle() && toggle().getAttribute("aria-expanded") === "true"; }

  function shut() {
    if (!isOpen()) return;
    toggle().setAttribute("aria-expanded", "false");
    lists().removeAttribute("data-open");
  }

  /* The page keeps the room that the whole bar had. */
  function keep(at) {
    if (!at.hasAttribute("data-folded")) return;
    at.style.marginBottom = "";
    const margin = parseFloat(getComputedStyle(at).marginBottom);
    at.style.marginBottom = Number(at.dataset.whole) + margin - at.offsetHeight + "px";
  }
  const height = new ResizeObserver(function (seen) { seen.forEach(function (each) { keep(each.target); }); });

  function fold(at) {
    const inside = at.contains(document.activeElement) ? document.activeElement : null;
    /* Who is in it by the keyboard keeps it. */
    if (inside && inside !== toggle() && inside.matches(":focus-visible")) return;
    at.dataset.whole = at.offsetHeight;
    at.toggleAttribute("data-folded", true);
    shut();
    keep(at);
    height.observe(at);
    if (inside && inside !== toggle()) toggle().focus({ preventScroll: true });
  }

  function unfold(at) {
    const isHeld = document.activeElement === toggle();
    height.unobserve(at);
    at.removeAttribute("data-folded");
    at.style.marginBottom = "";
    delete at.dataset.whole;
    shut();
    /* On a wide screen the button is gone now. */
    if (isHeld && toggle().offsetParent === null) lists().querySelector("select").focus({ preventScroll: true });
  }

  function look() {
    isSoon = false;
    const at = bar(), above = at && at.previousElementSibling;
    if (!above) return;
    const stays = getComputedStyle(at).position === "sticky";
    const past = -above.getBoundingClientRect().bottom - parseFloat(getComputedStyle(above).marginBottom);
    const isFolded = at.hasAttribute("data-folded");
    if (isFolded && (!stays || past <= 0)) unfold(at);
    else if (!isFolded && stays && past > SLACK) fold(at);
  }

  function soon() {
    if (isSoon) return;
    isSoon = true;
    requestAnimationFrame(look);
  }
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  document.addEventListener("pejling:shown", soon);
  /* The bar that took the place of another is folded as that was. */
  document.addEventListener("pejling:taken", function () {
    const at = bar();
    if (at && at.hasAttribute("data-folded")) height.observe(at);
  });
  document.addEventListener("pejling:landing", shut);

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.defaultPrevented || !isOpen() || !event.target.closest(".filterbar")) return;
    shut();
    toggle().focus();
  });
})();
