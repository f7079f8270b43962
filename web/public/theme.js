// Runs before the first paint: the theme that was chosen, else the one that the system prefers.
(() => {
  let chosen = null;
  try {
    chosen = JSON.parse(localStorage.getItem("etcd-explorer:theme:v1") ?? "null")?.state?.choice ?? null;
  } catch {
    // Storage is closed or holds something else: the system decides.
  }
  const light = matchMedia("(prefers-color-scheme: light)").matches;
  document.documentElement.dataset.theme = chosen === "light" || chosen === "dark" ? chosen : light ? "light" : "dark";
})();
