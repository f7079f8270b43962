/** Steps from a revision to the change before or after it, in the keys that one looks at. */
import { addInt64, asRevision, compareInt64, subtractInt64, type Revision } from "../../model/int64.ts";
import { isOpenEnd, type KeyRange } from "../../model/range.ts";
import { mostSilentReplay } from "../live/live-state.ts";
import { revisionAfter, revisionBefore } from "../live/watch-position.ts";
import type { ScanCall } from "../scan/scan-range.ts";
import { patience, silenceFailure, type ReplayCall } from "./replay-call.ts";
import { newestOf, readFewKeys } from "./written-keys.ts";

export type Step =
  | { readonly kind: "change"; readonly revision: Revision }
  /** `isSure`: false where etcd was silent, which is all that it does where there is none. */
  | { readonly kind: "none"; readonly isSure: boolean }
  /** Finding out would replay `cost` revisions. `known`: a change that is known, perhaps not the nearest. */
  | { readonly kind: "asks"; readonly cost: bigint; readonly known?: Revision };

export interface StepCall {
  /** Reads at whatever revision is asked, and the newest. */
  readonly range: ScanCall["range"];
  readonly replay: ReplayCall;
}

export interface StepRequest {
  /** What one looks at; apart from each other. */
  readonly ranges: readonly KeyRange[];
  /** The revision that is viewed, or the one after the newest. */
  readonly from: Revision;
  /** The newest revision, and the oldest that can be read. */
  readonly newest: Revision;
  readonly floor: Revision;
  /** Somebody has agreed to the cost. */
  readonly isAgreed: boolean;
}

const none: Step = { kind: "none", isSure: true };

/** The first change after `from`, by a replay that ends with it. */
export async function nextChange(call: StepCall, request: StepRequest, signal?: AbortSignal): Promise<Step> {
  const { ranges, from, newest, isAgreed } = request;
  if (compareInt64(from, newest) >= 0) return none;
  const first = revisionAfter(from);
  // Every revision is a write of some key.
  if (ranges.some(isEverything)) return { kind: "change", revision: first };
  const cost = subtractInt64(newest, from);
  if (cost > BigInt(mostSilentReplay) && !isAgreed) return { kind: "asks", cost };
  const steps = ranges.map((range) => nextIn(call, { ...request, range, first, cost }, signal));
  return joinSteps(await Promise.all(steps), (a, b) => compareInt64(a, b));
}

interface RangeStep extends StepRequest {
  readonly range: KeyRange;
}

async function nextIn(
  { range: read, replay }: StepCall,
  { range, first, newest, isAgreed, cost }: RangeStep & { readonly first: Revision; readonly cost: bigint },
  signal?: AbortSignal,
): Promise<Step> {
  let patienceMs = patience.unknownMs;
  const leaving = new AbortController();
  const until = signal === undefined ? leaving.signal : AbortSignal.any([signal, leaving.signal]);
  // Beside the replay: it tells how long an event is worth waiting for.
  readFewKeys({ range: read }, range, undefined, until).then(
    (keys) => {
      const isSure = keys?.some(({ modRevision }) => compareInt64(modRevision, first) >= 0);
      if (isSure !== undefined) patienceMs = isSure ? patience.sureMs : patience.unlikelyMs;
    },
    () => undefined,
  );
  let found: Revision | undefined;
  try {
    const end = await replay(
      { range, from: first, to: newest, isAgreed, patienceMs: () => patienceMs },
      ([event]) => {
        found ??= event?.revision;
        return found !== undefined;
      },
      signal,
    );
    if (found !== undefined) return { kind: "change", revision: found };
    if (end === "silent" && patienceMs === patience.sureMs) throw silenceFailure();
    return end === "asks" ? { kind: "asks", cost } : { kind: "none", isSure: end === "told" };
  } finally {
    leaving.abort();
  }
}

/**
 * The last change before `from`: the newest put of the keys that were there, or a delete after it, which only a replay
 * tells. A delete of a key that was made after that put is found by it as well.
 */
export async function previousChange(call: StepCall, request: StepRequest, signal?: AbortSignal): Promise<Step> {
  const { ranges, from, floor } = request;
  const before = revisionBefore(from);
  if (compareInt64(before, floor) < 0) return none;
  if (ranges.some(isEverything)) return { kind: "change", revision: before };
  const steps = ranges.map((range) => previousIn(call, { ...request, range }, before, signal));
  return joinSteps(await Promise.all(steps), (a, b) => compareInt64(b, a));
}

async function previousIn(
  call: StepCall,
  request: RangeStep,
  before: Revision,
  signal: AbortSignal | undefined,
): Promise<Step> {
  const { range, newest, floor, isAgreed } = request;
  const keys = await readFewKeys(call, range, before, signal);
  if (keys === undefined) return previousOfMany(call, request, before, signal);
  const [put] = newestOf(keys, 1);
  if (put === before) return { kind: "change", revision: put };
  const isThere = put !== undefined && compareInt64(put, floor) >= 0;
  // From the put on: where nothing comes after it, etcd tells at least that, and so that it has told everything.
  const start = isThere ? put : revisionAfter(floor);
  const known = isThere ? { known: put } : {};
  const fallback: Step = isThere ? { kind: "change", revision: put } : none;
  if (compareInt64(start, before) > 0) return fallback;
  const cost = subtractInt64(newest, start) + 1n;
  if (cost > BigInt(mostSilentReplay) && !isAgreed) return { kind: "asks", cost, ...known };
  const now = isThere ? undefined : await readFewKeys(call, range, undefined, signal);
  const isSure = isThere || now?.some(({ modRevision }) => compareInt64(modRevision, start) >= 0) === true;
  const patienceMs = isSure ? patience.sureMs : now === undefined ? patience.unknownMs : patience.unlikelyMs;
  const { last, end } = await lastIn(call, { range, from: start, to: before, isAgreed, patienceMs }, signal);
  if (last !== undefined) return { kind: "change", revision: last };
  if (end === "asks") return { kind: "asks", cost, ...known };
  return isThere ? fallback : { kind: "none", isSure: end === "told" };
}

/** Of more keys than are read without a question: replays of ever more revisions, from those next to here. */
const windows: readonly number[] = [64, 4096, mostSilentReplay];

async function previousOfMany(
  call: StepCall,
  { range, newest, floor, isAgreed }: RangeStep,
  before: Revision,
  signal: AbortSignal | undefined,
): Promise<Step> {
  const oldest = revisionAfter(floor);
  if (compareInt64(oldest, before) > 0) return none;
  const costFrom = (start: Revision) => subtractInt64(newest, start) + 1n;
  const starts = windows
    .map((span) => spanBefore(before, span, oldest))
    .filter((start, at, all) => start !== all[at - 1]);
  if (isAgreed) starts.push(oldest);
  let isSure = true;
  for (const start of starts) {
    const cost = costFrom(start);
    if (cost > BigInt(mostSilentReplay) && !isAgreed) return { kind: "asks", cost: costFrom(oldest) };
    // One after the other: most often the nearest is enough.
    // oxlint-disable-next-line no-await-in-loop
    const { last, end } = await lastIn(
      call,
      { range, from: start, to: before, isAgreed, patienceMs: patience.unknownMs },
      signal,
    );
    if (last !== undefined) return { kind: "change", revision: last };
    if (end === "asks") return { kind: "asks", cost: costFrom(oldest) };
    isSure = end === "told";
    if (start === oldest) return { kind: "none", isSure };
  }
  return { kind: "asks", cost: costFrom(oldest) };
}

/** The revision from which on `span` revisions end with `last`, and `oldest` at least. */
export function spanBefore(last: Revision, span: number, oldest: Revision): Revision {
  const start = asRevision(addInt64(last, 1 - span));
  return compareInt64(start, oldest) < 0 ? oldest : start;
}

async function lastIn(
  { replay }: StepCall,
  request: Omit<Parameters<ReplayCall>[0], "patienceMs"> & { readonly patienceMs: number },
  signal: AbortSignal | undefined,
) {
  let last: Revision | undefined;
  const end = await replay(
    { ...request, patienceMs: () => request.patienceMs },
    (events) => {
      last = events.at(-1)?.revision ?? last;
      return last === request.to;
    },
    signal,
  );
  return { last, end };
}

/** Whether a range has every key that there may be. */
export function isEverything({ key, rangeEnd }: KeyRange): boolean {
  return rangeEnd !== undefined && isOpenEnd(rangeEnd) && key.length <= 1 && (key[0] ?? 0) === 0;
}

/** The nearest of the steps in several ranges; one that asks goes before, since it may be nearer. */
function joinSteps(steps: readonly Step[], order: (a: Revision, b: Revision) => number): Step {
  const found = steps
    .flatMap((step) => (step.kind === "change" ? [step.revision] : step.kind === "asks" ? (step.known ?? []) : []))
    .toSorted(order);
  const [nearest] = found;
  const costs = steps.flatMap((step) => (step.kind === "asks" ? [step.cost] : []));
  if (costs.length > 0) {
    const cost = costs.reduce((most, each) => (each > most ? each : most));
    return { kind: "asks", cost, ...(nearest !== undefined && { known: nearest }) };
  }
  if (nearest !== undefined) return { kind: "change", revision: nearest };
  return { kind: "none", isSure: steps.every((step) => step.kind === "none" && step.isSure) };
}
