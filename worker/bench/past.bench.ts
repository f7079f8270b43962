/** Stepping from change to change of a prefix of 5,000 keys, where 50,000 revisions of other keys lie behind. */
import { Agent } from "node:http";
import { fillEtcd } from "@etcd-explorer/scripts/bench/fill-etcd";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { addInt64, asRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { nextChange, previousChange, type Step, type StepCall } from "@etcd-explorer/shared/read/past/step";
import { replayThrough } from "../../web/src/api/past/replay-through.ts";
import { liveStreamTo, revisionOf } from "../test/live-client.ts";
import type { Bench } from "./bench-setup.ts";
import { measuredCall } from "./listing-call.ts";
import { formatFigure, median, timed } from "./measure.ts";

const prefixKeys = 5000;
const otherRevisions = 50_000;
const rounds = 9;
const limitMs = 300;

export const past: Bench = {
  name: "past",
  run: async (setup) => {
    const { endpoint } = setup.etcd;
    await fillEtcd(endpoint, names());
    const put = async (key: string) =>
      revisionOf(
        await callGateway(endpoint, "/v3/kv/put", { key: Buffer.from(key).toString("base64"), value: "MQ==" }),
      );
    const first = await put("/past/2500");
    await writeOthers(put);
    const second = await put("/past/4000");
    const newest = await put("/elsewhere");
    const browser = new Agent({ keepAlive: true });
    const read = measuredCall(setup, browser);
    const { host, port } = setup.etcd;
    const replay = replayThrough(liveStreamTo(() => setup.origin, { host, port }));
    const call: StepCall = { range: (request) => read.range(request), replay };
    const request = {
      ranges: [prefixRange(keyFromText("/past/"))],
      newest,
      floor: asRevision(addInt64(first, -1)),
      isAgreed: false,
    };
    const measure = async (
      from: Revision,
      expected: Revision,
      step: (call: StepCall, request: StepOf) => Promise<Step>,
    ) => {
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) {
        times.push(
          await timed(async () => {
            const found = await step(call, { ...request, from });
            if (found.kind !== "change" || found.revision !== expected) throw new Error(`stepped to ${found.kind}`);
          }),
        );
      }
      return median(times);
    };
    const nextMs = await measure(first, second, nextChange);
    const previousMs = await measure(newest, second, previousChange);
    const overMs = await measure(second, first, previousChange);
    browser.destroy();
    return [
      { name: "past: next change, 50,000 revisions on", ms: nextMs },
      { name: "past: previous change, nearby", ms: previousMs },
      { name: "past: previous change, 50,000 back", ms: overMs },
    ].map(({ name, ms }) => formatFigure(name, `${ms.toFixed(0)} ms, at most ${limitMs} ms`, ms <= limitMs));
  },
};

type StepOf = Parameters<typeof nextChange>[1];

function* names(): Generator<Uint8Array> {
  for (let at = 0; at < prefixKeys; at++) yield Buffer.from(`/past/${String(at).padStart(4, "0")}`);
}

/** Revisions of one other key each, some at a time. */
async function writeOthers(put: (key: string) => Promise<Revision>): Promise<void> {
  let left = otherRevisions;
  const write = async () => {
    while (left-- > 0) await put(`/other/${left % 100}`);
  };
  await Promise.all(Array.from({ length: 16 }, write));
}
