/** How a find stands, folded from what the person does and what the Web Worker tells. */
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import type { FindCost } from "@etcd-explorer/shared/read/find/find-cost";
import type { FindPlace, FindProgress, Found } from "@etcd-explorer/shared/read/find/run-find";
import { formatCount, formatKeyCount } from "#/lib/format.ts";
import type { FindMessage } from "./find-messages.ts";
import type { FindForm, FindScope } from "./find-search.ts";

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
  /** What is looked into now, or was last. */
  readonly place: FindPlace;
  /** Of that place. */
  readonly progress: FindProgress | undefined;
  /** How the walk through names ended, where that through values follows it. */
  readonly names?: FindProgress;
  /** Values were not looked into, since that costs so much; a person may accept it. */
  readonly valuesCost?: FindCost;
  readonly startedMs: number;
}

export type FindEvent =
  | { readonly kind: "counting" }
  | { readonly kind: "costly"; readonly cost: FindCost }
  /** `before`: names were looked through, and now values are. */
  | { readonly kind: "started"; readonly where: FindScope; readonly before?: FindResult; readonly nowMs: number }
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
      return begin(event.where, event.before, event.nowMs);
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

function begin(where: FindScope, before: FindResult | undefined, startedMs: number): Running {
  if (before?.progress !== undefined) {
    const { found, progress: names } = before;
    return { phase: "running", found, place: "values", progress: undefined, names, startedMs };
  }
  const place = where === "values" ? "values" : "keys";
  return { phase: "running", found: [], place, progress: undefined, startedMs };
}

function applyMessage(state: Running, message: FindMessage, nowMs: number): FindState {
  switch (message.kind) {
    case "found":
      return { ...state, found: [...state.found, ...message.found] };
    case "progress":
      return { ...state, progress: message.progress };
    case "names-done":
      return state.progress === undefined
        ? state
        : { ...state, place: "values", progress: undefined, names: state.progress };
    case "values-cost":
      return { ...state, valuesCost: message.cost };
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

function end(state: Running, ending: "done" | "stopped" | Failure, nowMs: number): FindState {
  return { ...state, phase: "ended", ending, tookMs: nowMs - state.startedMs };
}

function fail(state: FindState, failure: Failure, nowMs: number): FindState {
  return end(state.phase === "running" ? state : begin("keys", undefined, nowMs), failure, nowMs);
}

/** What a find is going to read: `Reads 1,204,331 keys, about 64 MB, about 8 s.` */
export function formatCost({ keys, sizeBytes, durationMs, objects = 0 }: FindCost, where: FindPlace): string {
  const what = formatKeyCount(keys);
  const seconds = Math.max(1, Math.round(durationMs / 1000));
  const values = where === "keys" ? "" : keys === 1 ? " with its value" : " with their values";
  const decoded =
    objects === 0 || where === "keys"
      ? ""
      : ` Decodes about ${formatGrouped(objects)} Kubernetes ${objects === 1 ? "object" : "objects"}.`;
  return `Reads ${what}${values}, about ${formatBytes(sizeBytes)}, about ${seconds} s.${decoded}`;
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
    ...(where === "keys" ? ["searching values"] : where === "values" ? ["searching names"] : []),
  ];
  if (tries.length === 0) return "Try a shorter search term.";
  return `Try ${new Intl.ListFormat("en", { type: "disjunction" }).format(tries)}.`;
}

/** What was found: `3 of 214 keys match.`, where in names and values, and how many are shown if not all are kept. */
export function formatFound({ progress, names, place, valuesCost, found }: FindResult): string {
  const last = progress ?? names;
  if (last === undefined) return "";
  const byName = names?.matched ?? 0;
  const byValue = names === undefined ? 0 : (progress?.matched ?? 0);
  const matched = names === undefined ? last.matched : byName + byValue;
  const noun = valuesCost === undefined || place === "values" ? ["key", "keys"] : ["name", "names"];
  const looked = last.done < last.total ? `${formatGrouped(last.done)} searched ${noun[1]}` : count(last.total, noun);
  const shown = matched > found.length ? ` Showing the first ${formatGrouped(found.length)}.` : "";
  const verb = matched === 1 ? "matches" : "match";
  const parts = names === undefined ? "" : `: ${formatGrouped(byName)} by name, ${formatGrouped(byValue)} by value`;
  return `${formatGrouped(matched)} of ${looked} ${verb}${parts}.${shown}`;
}

function count(total: number, [one = "", many = ""]: readonly string[]): string {
  return formatCount(formatGrouped(total), one, many);
}
