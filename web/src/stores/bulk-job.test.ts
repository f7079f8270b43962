import type { BulkRun, BulkStep } from "@etcd-explorer/shared/write/bulk/bulk-run";
import { createUndoRun } from "@etcd-explorer/shared/write/undo/undo-run";
import { beforeEach, describe, expect, test } from "vitest";
import { endBulk, forgetBulk, resumeBulk, startBulk, stopBulk, useBulkJob } from "./bulk-job.ts";

const words = { doing: "Deleting", done: "Deleted", what: "/a/" };
const empty = createUndoRun({ txn: () => Promise.reject(new Error()) }, []);
const state = () => useBulkJob.getState().job?.state;

/** Gives these steps, one a call, and then is finished. */
function scripted(steps: readonly BulkStep[], onCall: (at: number) => void = () => {}): BulkRun {
  let at = 0;
  return {
    next: () => {
      onCall(at);
      return Promise.resolve(steps[at++] ?? { kind: "finished" });
    },
    report: () => empty.report(),
  };
}

describe("a bulk job", () => {
  beforeEach(() => useBulkJob.setState({ job: undefined }));

  test("runs to its end and tells of it once", async () => {
    const ended: string[] = [];
    await startBulk("c", words, scripted([{ kind: "going" }, { kind: "going" }]), (job) => ended.push(job.state));
    expect(ended).toEqual(["finished"]);
    expect(state()).toBe("finished");
    forgetBulk();
    expect(state()).toBeUndefined();
  });

  test("stops after the batch that is under way, and goes on from there", async () => {
    const calls: number[] = [];
    const run = scripted([{ kind: "going" }, { kind: "going" }, { kind: "going" }], (at) => {
      calls.push(at);
      if (at === 1) stopBulk();
    });
    await startBulk("c", words, run, () => {});
    expect([state(), calls]).toEqual(["stopped", [0, 1]]);
    forgetBulk();
    expect(state()).toBe("stopped");
    await resumeBulk();
    expect([state(), calls]).toEqual(["finished", [0, 1, 2, 3]]);
  });

  test("says why it is stuck, and tries again when it is told to, or is left at that", async () => {
    const failure = { kind: "offline", message: "away" } as const;
    const stuck: BulkStep = { kind: "stuck", failure };
    let ends = 0;
    await startBulk("c", words, scripted([stuck, stuck]), () => ends++);
    expect(useBulkJob.getState().job).toMatchObject({ state: "stuck", failure });
    await resumeBulk();
    expect(state()).toBe("stuck");
    endBulk();
    expect([state(), ends]).toEqual(["finished", 1]);
  });
});
