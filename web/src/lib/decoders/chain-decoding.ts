/** What the browser adds to a decoding: the Web Worker, and how long it may take. */
import type { Decoding } from "#/lib/formats/decoding.ts";
import { runWorker, type JobWorker } from "#/lib/jobs/run-worker.ts";
import type { ClosedChain, OpenedChain } from "./chain.ts";
import { createDecoding, type OpenElsewhere } from "./decoding.ts";
import { prepareSchemas } from "./schemas.ts";
import type { OpenAnswer } from "./open-worker.ts";

const openWorker = (): JobWorker =>
  new Worker(new URL("./open-worker.ts", import.meta.url), { type: "module", name: "decode" });

/** The most that is waited for: 16 MiB take less than a second. */
const longestMs = 10_000;

const openElsewhere: OpenElsewhere = async (value, chain) => {
  const heard: { answer?: OpenedChain | ClosedChain } = {};
  await runWorker<OpenAnswer>({
    worker: openWorker(),
    order: { value, chain },
    signal: AbortSignal.timeout(longestMs),
    stopped: { kind: "partly" },
    broken: "The decoder failed",
    hear: (answer) => {
      heard.answer = answer;
      return { kind: "done" };
    },
  });
  const reason = `could not be decoded within ${longestMs / 1000} s`;
  return heard.answer ?? { kind: "closed", reason, isTooLarge: true };
};

/** The decoding of a chain, with the messages of schemas that it names. */
export async function createChainDecoding(chain: readonly string[]): Promise<Decoding> {
  await prepareSchemas(chain);
  return createDecoding(chain, openElsewhere);
}
