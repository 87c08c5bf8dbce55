// The keyboard: / search, g + letter to go, j and k along rows, Enter to open, ? for help.
// Pages work without it. Single keys can be switched off (WCAG 2.1.4); the help says how.
(() => {
  "use strict";
  const root = document.documentElement;
  const help = document.getElementById("help");
  let going = 0;

  const typing = (target) =>
    target instanceof Element &&
    target.closest("input, textarea, select, [contenteditable]") !== null;

  const showHelp = () => {
    if (help && !help.open) help.showModal();
  };

  const go = (letter) => {
    const link = [...document.querySelectorAll("a[data-key]")].find((a) => a.dataset.key === letter);
    if (link) link.click();
  };

  const walk = (step) => {
    const rows = [...document.querySelectorAll("[data-rows] > *")].filter(
      (row) => row.querySelector("a, button") && row.getClientRects().length,
    );
    if (!rows.length) return;
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step;
    const row = rows[Math.min(Math.max(next, 0), rows.length - 1)];
    row.querySelector("a, button").focus();
    row.scrollIntoView({ block: "nearest" });
  };

  const search = () => {
    const field = document.querySelector("[data-search]");
    if (!field) return false;
    field.focus();
    field.select();
    return true;
  };

  const act = {
    "?": showHelp,
    j: () => walk(1),
    k: () => walk(-1),
    g: () => {
      going = Date.now();
    },
  };

  document.addEventListener("keydown", (event) => {
    if (root.dataset.keys === "off" || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    if (Date.now() - going < 1500) {
      going = 0;
      go(event.key);
    } else if (event.key === "/") {
      if (search()) event.preventDefault();
    } else if (Object.hasOwn(act, event.key)) {
      act[event.key]();
    }
  });

  for (const button of document.querySelectorAll("[data-help-open]")) {
    button.addEventListener("click", showHelp);
  }
  const first = document.querySelector("[data-focus]");
  if (first) first.focus();
})();
