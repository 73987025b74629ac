/* Before anything else: that scripts run, and the theme that the reader chose last; without a choice, that which the
   machine prefers. And an ear for files of the page that are lost on their way. */
(function () {
  function kept(name) { try { return localStorage.getItem(name); } catch (fault) { return null; /* storage may be forbidden */ } }

  const page = document.documentElement;
  page.setAttribute("data-scripted", "");
  function wear() {
    const told = /(?:^|; )pejling-theme=(dark|light)/.exec(document.cookie), theme = told ? told[1] : kept("pejling-theme");
    const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    page.setAttribute("data-bs-theme", dark ? "dark" : "light");
  }
  wear();

  const run = (document.currentScript.dataset.run || "").split(" ").filter(Boolean);
  const named = run.map(function (address) { return new URL(address, location.href).href; }), dash = named.at(-1);

  /* Without one of its files a page is what it came as: it can be read, its links and lists work, and each chart's table
     stands for it. Without Dash alone its charts stand, and each choice loads a page. It says so, and is loaded anew when
     what is missing can be had, unless a table is open: a file that is blocked for good costs nobody their place. */
  const AGAIN = 5000;
  let isHalf = false;
  function say(what) {
    const line = document.getElementById("missing"), words = document.getElementById("words");
    if (!line || !words) return;
    if (what !== "alone") {
      page.removeAttribute("data-scripted");
      page.setAttribute("data-lost", ""); // scripts run, so a chart's picture is not shown: its place would be empty
    }
    line.className = "asking is-shown is-lost";
    line.textContent = JSON.parse(words.textContent)[what];
  }
  async function again(address) {
    try {
      const answer = await fetch(address, { cache: "no-store", redirect: "manual" });
      if (answer.ok && !/html/.test(answer.headers.get("Content-Type"))) {
        if (!document.querySelector("details[open]")) { location.reload(); return; }
        say("whole");
        return;
      }
    } catch (fault) { /* it is asked again */ }
    setTimeout(again, AGAIN, address);
  }
  function lost(address, how) {
    if (isHalf) return;
    isHalf = true;
    const what = address === dash ? "alone" : how;
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", function () { say(what); });
    else say(what);
    if (how === "half") setTimeout(again, AGAIN, address);
  }
  addEventListener("error", function (event) {
    const from = event.target;
    /* A script that fails before the page is taken over: in an old browser, or changed on its way. */
    if (event instanceof ErrorEvent) {
      if (named.includes(event.filename) && document.getElementById("first")) lost(event.filename, "unrun");
      return;
    }
    /* The page does without its own letters, and what paper needs. */
    const isStyle = from.tagName === "LINK" && from.rel === "stylesheet" && from.media !== "print";
    if (from.tagName === "SCRIPT" || isStyle) lost(from.src || from.href, "half");
  }, true);

  /* The scripts of the page are fetched when what paints it has come, Dash when it has been painted, and run then: no text
     waits for them. Who runs no scripts fetches none. */
  function fetchThem(addresses) {
    addresses.forEach(function (address) {
      const link = document.createElement("link");
      Object.assign(link, { rel: "preload", as: "script", fetchPriority: "low", href: address });
      document.head.append(link);
    });
  }
  requestAnimationFrame(function () { fetchThem(named.slice(0, -1)); });

  /* When what stands has been painted; what nobody sees is not. */
  function painted(then) {
    let isDone = false;
    function once() {
      if (!isDone) then();
      isDone = true;
    }
    if (document.hidden) { setTimeout(once); return; }
    requestAnimationFrame(function () { setTimeout(once); });
    document.addEventListener("visibilitychange", once, { once: true });
  }

  /* One after the other, and each when what the one before has drawn is seen: charts do not wait for Dash. */
  function next() {
    const address = run.shift();
    if (!address) return;
    const script = document.createElement("script");
    script.src = address;
    script.onload = script.onerror = function () { painted(next); };
    document.head.append(script);
  }
  document.addEventListener("DOMContentLoaded", function () {
    painted(function () {
      fetchThem(named.slice(-1));
      next();
    });
  });
})();
