const units: readonly (readonly [name: string, seconds: bigint])[] = [
  ["d", 86_400n],
  ["h", 3600n],
  ["min", 60n],
  ["s", 1n],
];

/** What a lease has left, in its two largest units: `58 s`, `9 min 58 s`, `2 d 3 h`. Negative, as etcd says it: `ended`. */
export function formatTtl(seconds: bigint | number): string {
  let rest = BigInt(seconds);
  if (rest < 0n) return "ended";
  const first = units.findIndex(([, size]) => rest >= size);
  if (first === -1) return "0 s";
  const parts: string[] = [];
  for (const [name, size] of units.slice(first, first + 2)) {
    const count = rest / size;
    rest %= size;
    if (count > 0n) parts.push(`${count.toLocaleString("en")} ${name}`);
  }
  return parts.join(" ");
}
