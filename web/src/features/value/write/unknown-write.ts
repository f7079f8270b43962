/** A write of the open key that failed: what is said of it, and finding out by the key whether it was done. */
import type { Connection } from "#/api/connection/connection.ts";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { describeStoppedWrite } from "@etcd-explorer/shared/model/stopped-write";
import { isOutOfSpace, wasWritten } from "@etcd-explorer/shared/model/write-outcome";
import { notifyWriteFailure, openAlarms } from "#/components/write-notice.ts";
import { notify } from "#/stores/notices.ts";
import { recordUnsettled } from "#/stores/unsettled-writes.ts";
import { changeHistory } from "#/stores/write-history.ts";
import type { Commit, KeyWrite, Look } from "./commit.ts";

interface FailedWrite {
  readonly commit: Commit;
  readonly connection: Pick<Connection, "id" | "user">;
  readonly write: KeyWrite;
  /** What was tried: `Could not save`. */
  readonly failed: string;
  /** Somebody stopped waiting for the response. */
  readonly isStopped?: boolean;
}

const reloadToSee = "Reload the key to see";

/** Says that a write failed; where nobody knows whether it was done, the key can be read to find out. */
export function tellFailure(error: unknown, failedWrite: FailedWrite): void {
  const { connection, write, failed, isStopped = false } = failedWrite;
  const failure = failureOf(error);
  const isUnknown = isStopped || wasWritten(failure) === "unknown";
  const entry = isUnknown ? recordUnsettled(connection, write.label, write.keys) : undefined;
  const reload = () => void findOut(failedWrite, entry?.id, isOutOfSpace(failure));
  const action = { label: "Reload key", run: reload };
  if (isStopped) notify(describeStoppedWrite({ look: reloadToSee }), "info", action, true);
  // What is out of space has answered all the same: nothing is on its way any more, and the key tells.
  else if (isOutOfSpace(failure)) reload();
  else notifyWriteFailure(error, { failed, look: reloadToSee }, action);
}

/** `entryId`: its entry in the history, as long as it is not known. */
async function findOut(failedWrite: FailedWrite, entryId: number | undefined, lacksSpace: boolean): Promise<void> {
  const { commit, write, failed } = failedWrite;
  const again = { label: "Reload key", run: () => void findOut(failedWrite, entryId, false) };
  let look: Look;
  try {
    look = await commit.look(write);
  } catch (error) {
    notify(`Could not reload the key. ${describeFailure(failureOf(error))}`, "bad", again, true);
    return;
  }
  const { found, isUntouched, now, revision } = look;
  if (found !== "unknown" && entryId !== undefined) changeHistory({ kind: "forgotten", id: entryId });
  const name = formatKey(write.keys[0].key);
  if (found === "written") await commit.settle(write, now?.modRevision ?? revision, now);
  else if (found === "unknown")
    notify(
      `Still unknown: ${name} was changed several times since. Now showing its current version.`,
      "bad",
      again,
      true,
    );
  else if (lacksSpace)
    notify(`${failed}. Nothing was written. etcd is out of space (alarm NOSPACE).`, "bad", openAlarms, true);
  else if (isUntouched)
    notify(`Not written yet: ${name} is unchanged. Try again: a late write is not overwritten.`, "bad");
  else notify(`Not written: another client changed ${name} first. Now showing its current version.`, "bad");
}
