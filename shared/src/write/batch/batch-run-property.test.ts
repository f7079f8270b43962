import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeHex, keyFromText, valueFromText } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import { asLeaseId, int64, noLease, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { Operation } from "../../model/txn.ts";
import { createBatchRun, type ItemResult, type TxnCall } from "./batch-run.ts";
import { copyItem, deleteItem, leaseItem, moveItem, putItem, type GuardedItem } from "./guarded-item.ts";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";

type Act = "delete" | "put" | "lease" | "move" | "copy";
interface Task {
  readonly base: KeyValue;
  readonly act: Act;
}

function guardTask({ base, act }: Task): GuardedItem {
  const value = valueFromText("ours");
  const elsewhere = { key: keyFromText(`moved-${encodeHex(base.key)}`), value, lease: noLease };
  switch (act) {
    case "delete":
      return deleteItem(base);
    case "put":
      return putItem({ key: base.key, value, lease: base.lease }, base);
    case "lease":
      return leaseItem(base, asLeaseId(int64(77)));
    case "move":
      return moveItem(base, elsewhere, undefined);
    case "copy":
      return copyItem(base, elsewhere, undefined);
    default:
      return act satisfies never;
  }
}

const foreign = fc.record({ key: fc.nat(29), kind: fc.constantFrom("put", "delete"), target: fc.boolean() });
/** What happens at one call of ours: what others write before it, and whether the answer is lost. */
const moment = fc.record({
  writes: fc.array(foreign, { maxLength: 4 }),
  fate: fc.constantFrom("answered", "answered", "lost before", "lost after"),
});

const name = (at: number) => keyFromText(`k${at}`);

const put = (key: ReturnType<typeof name>, text: string): Operation => ({
  kind: "put",
  request: { key, value: valueFromText(text), lease: asLeaseId(int64(5)) },
});

const scenario = fc.record({
  acts: fc.array(fc.constantFrom<Act>("delete", "put", "lease", "move", "copy"), { minLength: 1, maxLength: 30 }),
  maxTxnOps: fc.constantFrom(9, 16, 128),
  moments: fc.array(moment, { maxLength: 12 }),
});

test("nothing of anybody else's is overwritten, each item is reported once, and what is reported is so", async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ acts, maxTxnOps, moments }) => {
      const etcd = new MemoryEtcd(maxTxnOps);
      for (const at of acts.keys()) await etcd.txn({ compare: [], success: [put(name(at), "base")], failure: [] });
      const tasks = etcd.all().map((base, at): Task => ({ base, act: acts[at] ?? "delete" }));
      const planned = etcd.history.length;
      const ours = new Set<Revision>();
      let calls = 0;
      let lost = 0;
      const call: TxnCall = {
        txn: async (request) => {
          const { writes, fate } = moments[calls++] ?? { writes: [], fate: "answered" };
          for (const { key, kind, target } of writes) {
            const theirs = target ? keyFromText(`moved-${encodeHex(name(key))}`) : name(key);
            const op: Operation = kind === "put" ? put(theirs, "theirs") : { kind: "delete", request: { key: theirs } };
            await etcd.txn({ compare: [], success: [op], failure: [] });
          }
          if (fate !== "answered") lost++;
          if (fate === "lost before") throw new FailureError({ kind: "offline", message: "away" });
          const before = etcd.revision;
          const answer = await etcd.txn(request);
          if (etcd.revision !== before) ours.add(etcd.revision);
          if (fate === "lost after") throw new FailureError({ kind: "timeout", phase: "body", timeoutMs: 1 });
          return answer;
        },
      };
      const run = createBatchRun(call, tasks.values(), guardTask);
      const results: ItemResult<Task>[] = [];
      for (let step = await run.next(); step.kind !== "finished"; step = await run.next()) {
        if (step.kind === "settled") results.push(...step.results);
      }

      expect(new Set(results.map(({ item }) => item)).size).toBe(tasks.length);
      expect(results).toHaveLength(tasks.length);
      const bases = new Map(tasks.map(({ base }) => [encodeHex(base.key), base]));
      const written = new Set<string>();
      for (let at = planned; at < etcd.history.length; at++) {
        const [before, after] = [etcd.history[at - 1], etcd.history[at]];
        if (before === undefined || after === undefined || !ours.has(after.revision)) continue;
        for (const hex of new Set([...before.keys.keys(), ...after.keys.keys()])) {
          if (before.keys.get(hex) === after.keys.get(hex)) continue;
          // We wrote here: it was as planned until this very moment.
          expect(before.keys.get(hex)).toBe(bases.get(hex));
          written.add(hex);
        }
      }
      for (const { item, outcome } of results) {
        const keys = guardTask(item).write.flatMap((op) => ("key" in op.request ? [encodeHex(op.request.key)] : []));
        const wrote = keys.every((hex) => written.has(hex));
        expect(keys.some((hex) => written.has(hex))).toBe(wrote);
        // Where an answer was lost, others may have written over ours, or made what we wanted, before we asked.
        expect(lost > 0 || wrote === (outcome.kind === "done")).toBe(true);
        expect(outcome.kind).not.toBe("refused");
      }
    }),
    { numRuns: 300 },
  );
});
