import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { compareInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { prefixRange, type KeyRange } from "@etcd-explorer/shared/model/range";
import { changesAround } from "@etcd-explorer/shared/read/past/changes-around";
import { nextChange, previousChange, type StepCall } from "@etcd-explorer/shared/read/past/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { replayThrough } from "../../web/src/api/past/replay-through.ts";
import { appCall } from "./bulk-call.ts";
import { liveStreamTo, revisionOf } from "./live-client.ts";
import { base64 } from "./real-app.ts";
import { withThrowawayEtcd } from "./throwaway-etcd.ts";

const { origin } = lentApp();

interface Write {
  readonly name: string;
  readonly isPut: boolean;
  readonly revision: Revision;
}

const isOwn = ({ name }: Write, { key, rangeEnd }: KeyRange): boolean =>
  rangeEnd === undefined ? name === formatKey(key) : name.startsWith(formatKey(key));

/** The calls of a step, by the page's own stream of watches. */
function callOf(target: { readonly host: string; readonly port: number }) {
  const live = appCall(origin, target);
  const stream = liveStreamTo(() => origin, target);
  const call: StepCall = { range: (request, signal) => live.range(request, signal), replay: replayThrough(stream) };
  return { stream, call };
}

/** Puts and deletes of keys that are there; a delete of a key that is not there would be no write. */
async function writeAll(endpoint: string, prefix: string, seed: number): Promise<Write[]> {
  const names = fc.constantFrom("a", "b", "deep/a", "deep/b", "c");
  const writes: Write[] = [];
  const there = new Set<string>();
  for (const [below, wantsPut] of fc.sample(fc.tuple(names, fc.boolean()), { numRuns: 60, seed })) {
    const name = `${prefix}${below}`;
    const isPut = wantsPut || !there.has(name);
    const path = isPut ? "/v3/kv/put" : "/v3/kv/deleterange";
    // oxlint-disable-next-line no-await-in-loop -- in their order
    const answer = await callGateway(endpoint, path, { key: base64(name), ...(isPut && { value: base64(below) }) });
    if (isPut) there.add(name);
    else there.delete(name);
    writes.push({ name, isPut, revision: revisionOf(answer) });
  }
  return writes;
}

describe.each(lentEtcds())("the changes of etcd $version", (etcd) => {
  test("are stepped through and listed around a revision as they were written, and no further than the horizon", async () => {
    await withThrowawayEtcd(etcd.version, async ({ host, port, endpoint }) => {
      const writes = await writeAll(endpoint, "/steps/", 3);
      const { call, stream } = callOf({ host, port });
      const newest = writes.at(-1)?.revision;
      const floor = writes[14]?.revision;
      if (newest === undefined || floor === undefined) throw new Error("nothing was written");
      await callGateway(endpoint, "/v3/kv/compaction", { revision: floor });
      const ranges: readonly KeyRange[] = [
        prefixRange(keyFromText("/steps/")),
        prefixRange(keyFromText("/steps/deep/")),
        { key: keyFromText("/steps/c") },
      ];
      for (const { revision: from } of writes.filter((_, at) => at >= 14 && at % 9 === 5)) {
        const checks = ranges.map(async (range) => {
          const own = writes.filter((write) => isOwn(write, range) && compareInt64(write.revision, floor) > 0);
          const atFloor = writes[14];
          // The put of the compacted revision is still there, where nothing has followed it by then.
          const isThere = atFloor !== undefined && atFloor.isPut && isOwn(atFloor, range);
          const told = isThere ? [atFloor, ...own] : own;
          const before = told.findLast(({ revision }) => compareInt64(revision, from) < 0);
          const after = own.find(({ revision }) => compareInt64(revision, from) > 0);
          const request = { ranges: [range], from, newest, floor, isAgreed: false };
          expect(await nextChange(call, request)).toMatchObject(
            after ? { kind: "change", revision: after.revision } : { kind: "none" },
          );
          expect(await previousChange(call, request)).toMatchObject(
            before ? { kind: "change", revision: before.revision } : { kind: "none" },
          );
          const around = await changesAround(call, { ...request, range, at: from, before: 3, after: 3 });
          const spelled = [...around.before, ...around.after].map(
            ({ type, key, revision }) => `${revision} ${type} ${formatKey(key)}`,
          );
          const expected = [
            ...own.filter(({ revision }) => compareInt64(revision, from) <= 0).slice(-3),
            ...own.filter(({ revision }) => compareInt64(revision, from) > 0).slice(0, 3),
          ];
          expect(spelled).toEqual(
            expected.map(({ name, isPut, revision }) => `${revision} ${isPut ? "put" : "delete"} ${name}`),
          );
        });
        // oxlint-disable-next-line no-await-in-loop -- a few at once
        await Promise.all(checks);
      }
      expect(stream.size).toBe(0);
    });
  });

  test("fail as compacted where the horizon has moved meanwhile", async () => {
    await withThrowawayEtcd(etcd.version, async ({ host, port, endpoint }) => {
      const writes = await writeAll(endpoint, "/steps/", 5);
      const { call } = callOf({ host, port });
      const [from, newest] = [writes[3]?.revision, writes.at(-1)?.revision];
      if (newest === undefined || from === undefined) throw new Error("nothing was written");
      await callGateway(endpoint, "/v3/kv/compaction", { revision: writes[30]?.revision });
      const request = {
        ranges: [prefixRange(keyFromText("/steps/"))],
        from,
        newest,
        floor: writes[0]?.revision ?? from,
        isAgreed: false,
      };
      for (const step of [nextChange, previousChange]) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await expect(step(call, request)).rejects.toMatchObject({ failure: { kind: "compacted" } });
      }
    });
  });
});
