/** Go's times and durations, as Kubernetes writes them in JSON (apimachinery, meta/v1: time.go, micro_time.go). */

/** Go's zero time, which JSON writes as null: 1 January of the year 1, in seconds of Unix. */
export const zeroTimeSeconds = -62_135_596_800;
/** 9999-12-31T23:59:59Z: no later year can be written. */
const lastSeconds = 253_402_300_799;

/** A moment: seconds of Unix, and microseconds within the second. */
export interface Moment {
  readonly seconds: number;
  readonly micros: number;
}

/** `2026-11-20T08:14:09Z`, or with six decimals; undefined beyond the years 1 to 9999. */
export function formatMoment({ seconds, micros }: Moment, withMicros: boolean): string | undefined {
  if (seconds < zeroTimeSeconds || seconds > lastSeconds || micros < 0 || micros > 999_999) return undefined;
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19);
  return withMicros ? `${whole}.${String(micros).padStart(6, "0")}Z` : `${whole}Z`;
}

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Reads RFC 3339 with any offset; what is finer than a microsecond is dropped, as Kubernetes does. */
export function parseMoment(text: string): Moment | undefined {
  const parts = rfc3339.exec(text);
  if (parts === null) return undefined;
  const [, year = "", month = "", day = "", hour = "", minute = "", second = "", decimals = "", sign, offH, offM] =
    parts;
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // Date takes the 31st of a short month for a day of the next.
  if (Number.isNaN(local) || new Date(local).getUTCDate() !== Number(day)) return undefined;
  const offset = sign === undefined ? 0 : (Number(offH) * 60 + Number(offM)) * (sign === "-" ? -60 : 60);
  const seconds = local / 1000 - offset;
  if (seconds < zeroTimeSeconds || seconds > lastSeconds) return undefined;
  return { seconds, micros: Number(decimals.padEnd(6, "0").slice(0, 6)) };
}

const nanosOf: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** Go's `time.Duration.String`: `1h30m0s`, `1.5s`, `250ms`, `0s`. In nanoseconds. */
export function formatDuration(nanos: bigint): string {
  if (nanos === 0n) return "0s";
  const sign = nanos < 0n ? "-" : "";
  const size = nanos < 0n ? -nanos : nanos;
  const small = (["ns", "µs", "ms", "s"] as const).findLast((unit) => size >= (nanosOf[unit] ?? 1n)) ?? "ns";
  if (small !== "s") return `${sign}${decimal(size, nanosOf[small] ?? 1n)}${small}`;
  const minutes = size / 60_000_000_000n;
  const seconds = `${decimal(size % 60_000_000_000n, 1_000_000_000n)}s`;
  if (minutes === 0n) return sign + seconds;
  return minutes < 60n ? `${sign}${minutes}m${seconds}` : `${sign}${minutes / 60n}h${minutes % 60n}m${seconds}`;
}

function decimal(size: bigint, unit: bigint): string {
  const digits = String(unit).length - 1;
  const rest =
    digits === 0
      ? ""
      : String(size % unit)
          .padStart(digits, "0")
          .replace(/0+$/, "");
  return rest === "" ? String(size / unit) : `${size / unit}.${rest}`;
}

/** Reads what {@link formatDuration} writes and what Go's `time.ParseDuration` takes; in nanoseconds. */
export function parseDuration(text: string): bigint | undefined {
  const sign = text.startsWith("-") ? -1n : 1n;
  const body = text.replace(/^[+-]/, "");
  if (body === "0") return 0n;
  if (!/^(?:\d+(?:\.\d*)?(?:ns|us|µs|μs|ms|s|m|h))+$/.test(body)) return undefined;
  let nanos = 0n;
  for (const [, whole = "0", decimals = "", unit = ""] of body.matchAll(/(\d+)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/g)) {
    const size = nanosOf[unit] ?? 1n;
    nanos += BigInt(whole) * size + (BigInt(decimals === "" ? "0" : decimals) * size) / 10n ** BigInt(decimals.length);
  }
  return nanos >= 2n ** 63n ? undefined : sign * nanos;
}
