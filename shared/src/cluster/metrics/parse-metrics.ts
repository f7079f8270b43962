/**
 * Prometheus's text format, as far as etcd writes it. Source: prometheus.io/docs/instrumenting/exposition_formats.
 * Only the families that are asked for are kept: etcd writes some thousand lines, of which the product looks at few.
 */

export interface Sample {
  /** With the suffix of its family: `…_bucket`, `…_sum`, `…_count`. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** All samples of one scrape, by name. */
export type Samples = ReadonlyMap<string, readonly Sample[]>;

const line = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})?[ \t]+(\S+)(?:[ \t]+-?\d+)?[ \t]*$/;
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"\s*,?\s*/g;

/** The samples whose name `wanted` takes; a line that is no sample is left out. */
export function parseMetrics(text: string, wanted: (name: string) => boolean = () => true): Samples {
  const samples = new Map<string, Sample[]>();
  for (const each of text.split("\n")) {
    if (each === "" || each.startsWith("#")) continue;
    const name = /^[a-zA-Z_:][a-zA-Z0-9_:]*/.exec(each)?.[0];
    if (name === undefined || !wanted(name)) continue;
    const match = line.exec(each.trimEnd());
    const value = parseValue(match?.[3]);
    if (match === null || value === undefined) continue;
    const known = samples.get(name);
    const sample = { name, labels: parseLabels(match[2] ?? ""), value };
    if (known === undefined) samples.set(name, [sample]);
    else known.push(sample);
  }
  return samples;
}

function parseLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [, name = "", value = ""] of text.matchAll(label)) {
    labels[name] = value.replaceAll(/\\(.)/g, (_, escaped: string) => (escaped === "n" ? "\n" : escaped));
  }
  return labels;
}

function parseValue(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[+-]?inf$/i.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  const value = Number(text);
  return Number.isNaN(value) ? undefined : value;
}

/** The sum of a family's samples; undefined where this server has none. */
export function valueOf(samples: Samples, name: string): number | undefined {
  const found = samples.get(name);
  return found?.reduce((sum, { value }) => sum + value, 0);
}
