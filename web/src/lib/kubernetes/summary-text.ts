import { formatSpan } from "@etcd-explorer/shared/model/time-text";
import type { ObjectSummary } from "#/lib/formats/object-codec.ts";

/** `Running · 1/1 ready`, `held by node-3 · renewed 5 s ago`; `nowMs`: its moment is told as an age. */
export function statusText({ status, at }: Pick<ObjectSummary, "status" | "at">, nowMs: number): string {
  const age = at && `${at.word} ${formatSpan(Math.max(0, nowMs - at.ms))} ago`;
  return [status, age].filter((part) => part !== undefined && part !== "").join(" · ");
}

/** `Pod · Running · 1/1 ready`. */
export function summaryText(summary: ObjectSummary, nowMs: number): string {
  const status = statusText(summary, nowMs);
  return status === "" ? summary.kind : `${summary.kind} · ${status}`;
}
