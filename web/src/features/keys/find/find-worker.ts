/** A find, off the page's own thread: it asks, parses and matches in here, and is ended by being terminated. */
import { asKey } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { compilePattern } from "@etcd-explorer/shared/read/find/pattern";
import { estimateCost, isCostly } from "@etcd-explorer/shared/read/find/find-cost";
import { runFind, type FindPlace, type FindRequest } from "@etcd-explorer/shared/read/find/run-find";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import { limitCall } from "@etcd-explorer/shared/read/listing/limited-call";
import type { ListingCall } from "@etcd-explorer/shared/read/listing/listing";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { connectWebWorker } from "#/api/client/web-worker-client.ts";
import type { FindMessage, FindStart } from "./find-messages.ts";
import { readSample } from "./read-sample.ts";

const tell = (message: FindMessage): void => globalThis.postMessage(message, { transfer: [] });

async function find(start: FindStart): Promise<void> {
  const { connection, prefix, where, pattern, readable, namesToldAt } = start;
  const compiled = compilePattern(pattern);
  if ("problem" in compiled) {
    tell({ kind: "failed", failure: { kind: "invalid", field: "pattern", message: compiled.problem } });
    return;
  }
  const call = limited(
    connectWebWorker(connection, (entry) => tell({ kind: "request", entry })),
    readable,
  );
  const range = prefixRange(asKey(prefix));
  const decode = where === "keys" ? undefined : await loadDecode();
  let told = 0;
  /** Says which revision it looked through. */
  const walk = async (place: FindPlace, after: Revision | undefined): Promise<Revision | undefined> => {
    const seen: { revision?: Revision } = {};
    const request = {
      range,
      where: place,
      matcher: compiled.matcher,
      asShown: pattern.kind === "text",
      ...(decode && { decode }),
      keep: start.keep - told,
      ...(after !== undefined && { namesToldAt: after }),
    };
    await runFind(call, request, {
      onFound: (found) => {
        told += found.length;
        tell({ kind: "found", found });
      },
      onProgress: (progress) => {
        seen.revision = progress.revision;
        tell({ kind: "progress", progress });
      },
    });
    return seen.revision;
  };
  try {
    const namesAt = await walk(where === "both" ? "keys" : where, namesToldAt);
    if (where === "both") {
      const cost = estimateCost(await readSample(call, range, "values", new AbortController().signal));
      if (isCostly(cost)) tell({ kind: "values-cost", cost });
      else {
        tell({ kind: "names-done" });
        await walk("values", namesAt);
      }
    }
    tell({ kind: "done" });
  } catch (error) {
    tell({ kind: "failed", failure: failureOf(error) });
  }
}

/** What reads objects of Kubernetes; undefined: it cannot be loaded, and their bytes are looked through. */
async function loadDecode(): Promise<FindRequest["decode"]> {
  try {
    const [{ builtinFacts }, { searchedObject }] = await Promise.all([
      import("@etcd-explorer/shared/kubernetes/builtin-facts"),
      import("@etcd-explorer/shared/kubernetes/searched-object"),
    ]);
    return (value) => searchedObject(value, builtinFacts);
  } catch {
    return undefined;
  }
}

/** etcd as whoever is signed in may read it. */
function limited(call: ListingCall, readable: readonly KeySpan[] | undefined): ListingCall {
  return readable === undefined ? call : limitCall(call, readable);
}

globalThis.addEventListener("message", ({ data }: MessageEvent<FindStart>) => void find(data), { once: true });
