/** Figures of an overview in words: what is estimated says so. */
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { ChildShares } from "@etcd-explorer/shared/read/overview/child-shares";
import type { SampledSize, SampledSizes } from "@etcd-explorer/shared/read/overview/sampled-sizes";
import { formatCount, formatKeyCount } from "#/lib/format.ts";

/** `1.7 GB`, or `≈ 1.7 GB` where it is estimated. */
export function aboutBytes({ bytes, exact }: SampledSize): string {
  return exact ? formatBytes(bytes) : `≈ ${formatBytes(bytes)}`;
}

/** `1,213`, or `≈ 1,213` where it is estimated. */
export function aboutCount({ keys, exact }: { readonly keys: number; readonly exact: boolean }): string {
  return exact ? formatGrouped(keys) : `≈ ${formatGrouped(keys)}`;
}

/** Where the sizes come from. */
export function describeSample({ whole, sampled }: SampledSizes): string {
  return whole.exact ? "exact" : `estimated from ${formatKeyCount(sampled)}`;
}

/** `12 %`, `0.4 %`, `< 0.1 %`; only all is `100 %`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return "< 0.1 %";
  if (percent < 100 && percent > 99) return "> 99 %";
  return `${percent < 10 && percent % 1 !== 0 ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** What has no row of its own, one line each. */
export function describeRest({ others, ownKeys, unlistedKeys }: ChildShares): readonly string[] {
  const lines: string[] = [];
  if (others.folders > 0) {
    const folders = formatCount(formatGrouped(others.folders), "more folder", "more folders");
    lines.push(`${folders} with ${formatKeyCount(others.keys)}`);
  }
  if (ownKeys > 0) lines.push(`${formatKeyCount(ownKeys)} outside folders`);
  if (unlistedKeys > 0) lines.push(`${formatKeyCount(unlistedKeys)} not listed yet`);
  return lines;
}
