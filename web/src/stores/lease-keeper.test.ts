import { asLeaseId, int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { LeaseKeeper, type KeptLease } from "./lease-keeper.ts";

const id = asLeaseId(int64(7));
const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

/** A keeper over a clock of its own, that is looked at ten times a second, and an etcd that answers as told. */
function aKeeper(answer: (nowMs: number) => bigint | Error) {
  let nowMs = 0;
  let kept: readonly KeptLease[] = [];
  const ended: KeptLease[] = [];
  const asked: number[] = [];
  const keeper = new LeaseKeeper({
    nowMs: () => nowMs,
    onChange: (leases) => {
      kept = leases;
    },
    onEnded: (lease) => ended.push(lease),
    describe: (error) => (error instanceof Error ? error.message : "failed"),
  });
  const renew = async () => {
    asked.push(nowMs);
    const answered = answer(nowMs);
    if (answered instanceof Error) throw answered;
    return answered;
  };
  const run = async (ms: number) => {
    await settle();
    for (const end = nowMs + ms; nowMs < end;) {
      nowMs += 100;
      keeper.tick();
      await settle();
    }
  };
  return { keeper, renew, run, asked, ended, kept: () => kept };
}

test("a lease is renewed at once, then at a third of its time, until it is let go", async () => {
  const { keeper, renew, run, asked, kept } = aKeeper(() => 6n);
  keeper.keep("a", id, renew);
  keeper.keep("a", id, renew);
  await run(5000);
  expect(asked).toEqual([0, 2000, 4000]);
  expect(kept()).toEqual([{ connectionId: "a", id, ttlSeconds: 6n, keptAtMs: 4000 }]);
  keeper.release("a", id);
  await run(5000);
  expect(asked).toHaveLength(3);
  expect(kept()).toEqual([]);
});

test("a failure is told and tried again soon, since the time runs on", async () => {
  const { keeper, renew, run, asked, kept, ended } = aKeeper((nowMs) =>
    nowMs >= 2000 && nowMs < 4000 ? new Error("away") : 6n,
  );
  keeper.keep("a", id, renew);
  await run(3500);
  expect(asked).toEqual([0, 2000, 3000]);
  expect(kept()).toEqual([{ connectionId: "a", id, ttlSeconds: 6n, keptAtMs: 0, trouble: "away" }]);
  await run(1000);
  expect(kept()).toEqual([{ connectionId: "a", id, ttlSeconds: 6n, keptAtMs: 4000 }]);
  expect(ended).toEqual([]);
});

test("a lease that has ended is kept no longer, and that is told", async () => {
  const { keeper, renew, run, asked, kept, ended } = aKeeper((nowMs) => (nowMs < 2000 ? 6n : 0n));
  keeper.keep("a", id, renew);
  await run(9000);
  expect(asked).toEqual([0, 2000]);
  expect(kept()).toEqual([]);
  expect(ended).toMatchObject([{ connectionId: "a", id }]);
});
