/** How a find stands, folded from what the person does and what the Web Worker tells. */
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import type { FindCost } from "@etcd-explorer/shared/read/find/find-cost";
import type { FindPlace, FindProgress, Found } from "@etcd-explorer/shared/read/find/run-find";
import { formatKeyCount } from "#/lib/format.ts";
import type { FindMessage } from "./find-messages.ts";
import type { FindForm } from "./find-search.ts";

export type FindState =
  | { readonly phase: "idle" }
  /** Asks how many keys there are. */
  | { readonly phase: "counting" }
  /** Waits for a person to accept what it costs. */
  | { readonly phase: "confirming"; readonly cost: FindCost }
  | (FindResult & { readonly phase: "running" })
  | (FindResult & { readonly phase: "ended"; readonly ending: "done" | "stopped" | Failure; readonly tookMs: number });

export interface FindResult {
  readonly found: readonly Found[];
  readonly progress: FindProgress | undefined;
  readonly startedMs: number;
}

export type FindEvent =
  | { readonly kind: "counting" }
  | { readonly kind: "costly"; readonly cost: FindCost }
  | { readonly kind: "started"; readonly nowMs: number }
  | { readonly kind: "stopped"; readonly nowMs: number }
  | { readonly kind: "failed"; readonly failure: Failure; readonly nowMs: number }
  | { readonly kind: "told"; readonly message: FindMessage; readonly nowMs: number };

/** The next state. What comes late, from a find that was stopped, changes nothing. */
export function applyFindEvent(state: FindState, event: FindEvent): FindState {
  switch (event.kind) {
    case "counting":
      return { phase: "counting" };
    case "costly":
      return { phase: "confirming", cost: event.cost };
    case "started":
      return { phase: "running", found: [], progress: undefined, startedMs: event.nowMs };
    case "stopped":
      return state.phase === "running" ? end(state, "stopped", event.nowMs) : { phase: "idle" };
    case "failed":
      return fail(state, event.failure, event.nowMs);
    case "told":
      return state.phase === "running" ? applyMessage(state, event.message, event.nowMs) : state;
    default:
      return event satisfies never;
  }
}

type Running = FindState & { phase: "running" };

function applyMessage(state: Running, message: FindMessage, nowMs: number): FindState {
  switch (message.kind) {
    case "found":
      return { ...state, found: [...state.found, ...message.found] };
    case "progress":
      return { ...state, progress: message.progress };
    case "done":
      return end(state, "done", nowMs);
    case "failed":
      return end(state, message.failure, nowMs);
    case "request":
      return state;
    default:
      return message satisfies never;
  }
}

function end(
  { found, progress, startedMs }: FindResult,
  ending: "done" | "stopped" | Failure,
  nowMs: number,
): FindState {
  return { phase: "ended", found, progress, startedMs, ending, tookMs: nowMs - startedMs };
}

function fail(state: FindState, failure: Failure, nowMs: number): FindState {
  if (state.phase === "running") return end(state, failure, nowMs);
  return { phase: "ended", found: [], progress: undefined, startedMs: nowMs, ending: failure, tookMs: 0 };
}

/** What a find is going to read: `Reads 1,204,331 keys, about 64 MB, about 8 s.` */
export function formatCost({ keys, sizeBytes, durationMs }: FindCost, where: FindPlace): string {
  const what = formatKeyCount(keys);
  const seconds = Math.max(1, Math.round(durationMs / 1000));
  const values = where === "keys" ? "" : keys === 1 ? " with its value" : " with their values";
  return `Reads ${what}${values}, about ${formatBytes(sizeBytes)}, about ${seconds} s.`;
}

/** Keys a second, in words: `210,000 keys/s`. */
export function formatRate(done: number, elapsedMs: number): string {
  const rate = done / Math.max(elapsedMs, 1);
  const rounded = rate >= 10 ? Math.round(rate) * 1000 : Math.round(rate * 1000);
  return `${formatGrouped(rounded)} keys/s`;
}

/** What else can be tried where nothing was found: only what was not done. */
export function adviseNothing({ where, pattern, below }: FindForm): string {
  const cased = !pattern.ignoreCase && pattern.text.toLowerCase() !== pattern.text.toUpperCase();
  const tries = [
    ...(below === "" ? [] : ["another prefix"]),
    ...(cased ? ["turning off case matching"] : []),
    where === "keys" ? "searching values instead of keys" : "searching keys instead of values",
  ];
  return `Try ${new Intl.ListFormat("en", { type: "disjunction" }).format(tries)}.`;
}

/** What was found: `3 of 214 keys match.` and, where not all are kept, how many are shown. */
export function formatFound(progress: FindProgress, kept: number): string {
  const { matched, done, total } = progress;
  const looked = done < total ? `${formatGrouped(done)} searched keys` : formatKeyCount(total);
  const shown = matched > kept ? ` Showing the first ${formatGrouped(kept)}.` : "";
  return `${formatGrouped(matched)} of ${looked} ${matched === 1 ? "matches" : "match"}.${shown}`;
}
