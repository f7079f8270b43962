/** A find, off the page's own thread: it asks, parses and matches in here, and is ended by being terminated. */
import { asKey } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { compilePattern } from "@etcd-explorer/shared/read/find/pattern";
import { runFind } from "@etcd-explorer/shared/read/find/run-find";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { connectWebWorker } from "#/api/client/web-worker-client.ts";
import { keptMatches, type FindMessage, type FindStart } from "./find-messages.ts";

const tell = (message: FindMessage): void => globalThis.postMessage(message, { transfer: [] });

async function find({ connection, prefix, where, pattern }: FindStart): Promise<void> {
  const compiled = compilePattern(pattern);
  if ("problem" in compiled) {
    tell({ kind: "failed", failure: { kind: "invalid", field: "pattern", message: compiled.problem } });
    return;
  }
  const call = connectWebWorker(connection, (entry) => tell({ kind: "request", entry }));
  const request = {
    range: prefixRange(asKey(prefix)),
    where,
    matcher: compiled.matcher,
    asShown: pattern.kind === "text",
    keep: keptMatches,
  };
  try {
    await runFind(call, request, {
      onFound: (found) => tell({ kind: "found", found }),
      onProgress: (progress) => tell({ kind: "progress", progress }),
    });
    tell({ kind: "done" });
  } catch (error) {
    tell({ kind: "failed", failure: failureOf(error) });
  }
}

globalThis.addEventListener("message", ({ data }: MessageEvent<FindStart>) => void find(data), { once: true });
