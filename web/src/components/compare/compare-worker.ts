/** A comparison, off the page's own thread: it reads and compares in here, and is ended by being terminated. */
import { asKey } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { compareSides } from "@etcd-explorer/shared/read/compare/compare-sides";
import { pinSide, SideFailure, type Side, type SideName } from "@etcd-explorer/shared/read/compare/side";
import { connectWebWorker } from "#/api/client/web-worker-client.ts";
import type { CompareMessage, CompareStart } from "./compare-messages.ts";
import { shareKeys } from "./share-keys.ts";

const tell = (message: CompareMessage): void => globalThis.postMessage(message, { transfer: [] });

async function compare({ left, right, ...options }: CompareStart): Promise<void> {
  const pin = async (name: SideName): Promise<Side> => {
    const { connection, prefix, at } = name === "left" ? left : right;
    const call = connectWebWorker({ ...connection, at: "live" }, (entry) => tell({ kind: "request", entry }));
    try {
      return await pinSide(call, asKey(prefix), at);
    } catch (error) {
      throw new SideFailure(name, error);
    }
  };
  try {
    const sides = { left: await pin("left"), right: await pin("right") };
    tell({ kind: "pinned", revisions: { left: sides.left.revision, right: sides.right.revision } });
    const isSameCluster = left.connection.id === right.connection.id;
    const result = await compareSides(
      { ...options, ...sides, isSameCluster },
      (batch) => tell({ kind: "found", batch: shareKeys(batch) }),
      (progress) => tell({ kind: "progress", progress }),
    );
    tell({ kind: "done", result });
  } catch (error) {
    tell({ kind: "failed", failure: failureOf(error), ...(error instanceof SideFailure && { side: error.side }) });
  }
}

globalThis.addEventListener("message", ({ data }: MessageEvent<CompareStart>) => void compare(data), { once: true });
