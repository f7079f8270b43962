/** The connection of a page's watches, which a journey can cut. */
import type { Page, WebSocketRoute } from "@playwright/test";

interface CuttableWatches {
  /** Ends what is open, and lets nothing be opened until `mend`. */
  cut(): Promise<void>;
  mend(): void;
  /** Whatever is open says nothing more, and stays open, as over a network that is gone. */
  freeze(): void;
}

/** Stands between a page and the server for all watches that it opens from now on. */
export async function cuttableWatches(page: Page): Promise<CuttableWatches> {
  let isCut = false;
  const open = new Set<WebSocketRoute>();
  await page.routeWebSocket("**/api/etcd/watch", (socket) => {
    if (isCut) return void socket.close();
    open.add(socket);
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (open.has(socket)) socket.send(message);
    });
    return undefined;
  });
  return {
    cut: async () => {
      isCut = true;
      await Promise.all([...open].map((socket) => socket.close()));
      open.clear();
    },
    mend: () => {
      isCut = false;
    },
    freeze: () => open.clear(),
  };
}
