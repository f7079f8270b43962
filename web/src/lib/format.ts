/** Quantities for people. */
import { formatGrouped, type Int64 } from "@etcd-explorer/shared/model/int64";

/** A duration in milliseconds: `3.2 ms`, `412 ms`, `1.4 s`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 100) return `${durationMs.toFixed(1)} ms`;
  return durationMs < 1000 ? `${Math.round(durationMs)} ms` : `${(durationMs / 1000).toFixed(1)} s`;
}

/** `1 key`, `2 keys`, with the number already formatted. */
export function formatCount(count: string, one: string, many: string): string {
  return `${count} ${count === "1" ? one : many}`;
}

/** A number of keys: `1 key`, `2,000 keys`. */
export function formatKeyCount(count: Int64 | number): string {
  return formatCount(formatGrouped(count), "key", "keys");
}

/** `1 Secret`, `1,204 Secrets`: of Kubernetes. */
export function formatSecretCount(count: number): string {
  return formatCount(formatGrouped(count), "Secret", "Secrets");
}
