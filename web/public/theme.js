// Runs before the first paint: the theme that was chosen, else the one that the system prefers, whenever either changes.
(() => {
  const prefersLight = matchMedia("(prefers-color-scheme: light)");
  const show = () => {
    let chosen = null;
    try {
      chosen = JSON.parse(localStorage.getItem("etcd-explorer:theme:v1") ?? "null")?.state?.choice ?? null;
    } catch {
      // Storage is closed or holds something else: the system decides.
    }
    const preferred = prefersLight.matches ? "light" : "dark";
    document.documentElement.dataset.theme = chosen === "light" || chosen === "dark" ? chosen : preferred;
  };
  show();
  prefersLight.addEventListener("change", show);
  // Chosen in another tab.
  addEventListener("storage", show);
})();
