// Before the first paint: colours as the reader's system has them, unless they chose; and "script runs here".
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  if (root.dataset.theme !== "system") return;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const apply = () => root.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
  apply();
  dark.addEventListener("change", apply);
})();
