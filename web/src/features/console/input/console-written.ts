/** What the console puts into the history of everything that was written, and whether it can be undone. */
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { wasWritten } from "@etcd-explorer/shared/model/write-outcome";
import { readAnswered } from "@etcd-explorer/shared/write/undo/gateway-write";
import type { WriteLog } from "@etcd-explorer/shared/write/undo/write-log";
import { notKnown, type Written } from "#/stores/write-history.ts";

/** How something that may write has ended. */
export interface ConsoleEnd {
  /** The command or request as it may be shown, in any number of lines. */
  readonly command: string;
  readonly log: WriteLog;
  /** How many of its calls wrote something else than keys. */
  readonly others: number;
  readonly ended: "done" | "failed" | "stopped";
  readonly failure: Failure | undefined;
}

const longestLabel = 80;

export const lossy = "The answer does not include all previous values.";
export const onlyKeys = "Only key writes can be undone.";

/** Undefined: nothing was written. */
export function writtenBy({ command, log, others, ended, failure }: ConsoleEnd): Written | undefined {
  const label = `Ran “${shorten(command)}”`;
  const isUnsure = ended === "stopped" || (failure !== undefined && wasWritten(failure) !== "not-written");
  if (log.isLossy) return { label, writes: [], blocked: lossy };
  if (isUnsure) return { label, writes: [], blocked: notKnown };
  // What else it did stays, and an undo of its keys alone would be half of one.
  if (others > 0) return { label, writes: [], blocked: onlyKeys };
  return log.writes.length === 0 ? undefined : { label, writes: log.writes };
}

/** How a raw request has ended: with an answer, or a failure. */
export interface RequestEnd {
  readonly answer?: unknown;
  readonly failure?: Failure | undefined;
  readonly wasStopped?: boolean;
}

/**
 * The same of a raw request, which is sent as it was typed: it can be undone where its answer tells what was there. Its
 * body is not shown, since it may hold a secret.
 */
export function writtenByRequest(path: string, json: string, end: RequestEnd): Written | undefined {
  const command = `POST ${path}`;
  const { answer, failure, wasStopped = false } = end;
  if (wasStopped || failure !== undefined) {
    return writtenBy({ command, log: nothingLogged, others: 0, ended: wasStopped ? "stopped" : "failed", failure });
  }
  const answered = readAnswered(path, JSON.parse(json), answer);
  const writes = answered?.done === undefined ? [] : [answered.done];
  const isLossy = answered?.written === true && writes.length === 0;
  const log = answered === undefined ? nothingLogged : { writes, isLossy, answered: 1 };
  return writtenBy({ command, log, others: answered === undefined ? 1 : 0, ended: "done", failure });
}

const nothingLogged: WriteLog = { writes: [], isLossy: false, answered: 0 };

function shorten(command: string): string {
  const [line = "", ...more] = command.trim().split("\n");
  const cut = line.length > longestLabel;
  return cut || more.length > 0 ? `${line.slice(0, longestLabel).trimEnd()}…` : line;
}
