/** Quantities for people. */

/** A size in bytes: `118 B`, `1.4 KB`, `1.0 MB`, `2.9 GB` (steps of 1,024). */
export function formatBytes(sizeBytes: number): string {
  if (sizeBytes < 1024) return `${sizeBytes} B`;
  const kilo = sizeBytes / 1024;
  if (kilo < 1024) return `${kilo.toFixed(1)} KB`;
  const mega = kilo / 1024;
  return mega < 1024 ? `${mega.toFixed(1)} MB` : `${(mega / 1024).toFixed(1)} GB`;
}

/** A duration in milliseconds: `3.2 ms`, `412 ms`, `1.4 s`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 100) return `${durationMs.toFixed(1)} ms`;
  return durationMs < 1000 ? `${Math.round(durationMs)} ms` : `${(durationMs / 1000).toFixed(1)} s`;
}

/** `1 key`, `2 keys`, with the number already formatted. */
export function formatCount(count: string, one: string, many: string): string {
  return `${count} ${count === "1" ? one : many}`;
}
