/** What an export is about: as ranges, and in words. */
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import type { At } from "@etcd-explorer/shared/model/at";
import { asKey, type Key } from "@etcd-explorer/shared/model/bytes";
import { outermostRanges } from "@etcd-explorer/shared/write/bulk/bulk-request";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { within, type KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import type { KeyRange } from "@etcd-explorer/shared/model/range";
import { isSingle } from "@etcd-explorer/shared/model/range-groups";
import type { ExportCost } from "@etcd-explorer/shared/write/transfer/export-cost";
import type { ExportFormat } from "@etcd-explorer/shared/write/transfer/export-run";
import { formatCount, formatKeyCount, formatSecretCount } from "#/lib/format.ts";
import type { ExportWhat } from "#/features/transfer/transfer-messages.ts";

/** The ranges to read, in etcd's order; of a limited user those that it may read. */
export function rangesOf(what: ExportWhat, readable: readonly KeySpan[] | undefined): readonly KeyRange[] {
  const keys = what.kind === "prefix" ? [] : what.keys;
  const prefixes = what.kind === "prefix" ? [what.prefix] : what.kind === "selection" ? what.prefixes : [];
  const ranges = outermostRanges(keys.map(asKey), prefixes.map(asKey));
  if (readable === undefined) return ranges;
  return ranges.flatMap((range) => {
    const parts = within(readable, range);
    return isSingle(range) && parts.length > 0 ? [range] : parts;
  });
}

/** `Selection: 2 folders and 3 keys`. */
export function describeWhat(what: ExportWhat): string {
  switch (what.kind) {
    case "prefix":
      return what.prefix.length === 0 ? "All keys" : `All keys below ${formatKey(what.prefix)}`;
    case "found":
      return formatCount(formatGrouped(what.keys.length), "found key", "found keys");
    case "selection": {
      const { keys, prefixes } = what;
      const [first] = prefixes;
      if (keys.length === 0 && prefixes.length === 1 && first !== undefined)
        return `All keys below ${formatKey(first)}`;
      const parts = [
        ...(prefixes.length === 0 ? [] : [formatCount(formatGrouped(prefixes.length), "folder", "folders")]),
        ...(keys.length === 0 ? [] : [formatKeyCount(keys.length)]),
      ];
      return `Selection: ${parts.join(" and ")}`;
    }
    default:
      return what satisfies never;
  }
}

/** `1,204 keys, file of about 1.5 MB (estimated from 500 keys)`. */
export function describeCost({ keys, sampled, sizeBytes }: ExportCost, format: ExportFormat): string {
  const cost = `${formatKeyCount(keys)}, file of about ${formatBytes(sizeBytes[format])}`;
  return sampled < keys ? `${cost} (estimated from ${formatKeyCount(sampled)})` : cost;
}

/** `Includes the data of about 12 Secrets.`; undefined: none are known of, or the file has no values. */
export function describeSecrets({ keys, sampled, secrets }: ExportCost, format: ExportFormat): string | undefined {
  if (format === "keys" || secrets === 0) return undefined;
  return `Includes the data of ${sampled < keys ? "about " : ""}${formatSecretCount(secrets)}, readable by anyone with the file.`;
}

/** What the file of an export is named for. */
export function nameOf(what: ExportWhat, root: Key): Key {
  if (what.kind === "prefix") return asKey(what.prefix);
  const [only] = what.kind === "selection" ? [...what.prefixes, ...what.keys] : [];
  const isOne = what.kind === "selection" && what.prefixes.length + what.keys.length === 1;
  return isOne && only !== undefined ? asKey(only) : root;
}

/** The name of a file for an export: `config-db.jsonl`. */
export function exportName(prefix: Key, ending: string, at: At = "live"): string {
  const words = formatKey(prefix)
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "");
  const name = words === "" ? "etcd" : words.slice(0, 60);
  return at === "live" ? `${name}.${ending}` : `${name}-rev${at}.${ending}`;
}
