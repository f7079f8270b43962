/** A watch as etcdctl's command. */
import { etcdctlProgram } from "@etcd-explorer/shared/command/equivalents/etcdctl";
import type { EquivalentTarget } from "@etcd-explorer/shared/command/equivalents/target";
import { fitsWord, quoteSh } from "@etcd-explorer/shared/command/shell/sh-quote";
import { decodeUtf8, type Key } from "@etcd-explorer/shared/model/bytes";
import type { WatchSpec } from "./watch-spec.ts";

/** The command with the same events, but that etcdctl filters no types; undefined where etcdctl cannot say it. */
export function etcdctlWatch({ shape, startRevision }: WatchSpec, target: EquivalentTarget): string | undefined {
  const flags = ["--prev-kv", ...(startRevision === undefined ? [] : [`--rev=${startRevision}`])];
  const words = new Array<string | undefined>();
  switch (shape.kind) {
    case "key":
      words.push(wordOf(shape.key));
      break;
    case "prefix":
      flags.unshift("--prefix");
      words.push(wordOf(shape.prefix));
      break;
    case "range":
      // etcdctl's watch has no --from-key, and a word cannot hold the zero byte of an open end.
      words.push(wordOf(shape.key), shape.rangeEnd && wordOf(shape.rangeEnd));
      break;
    case "all":
      flags.unshift("--prefix");
      words.push("''");
      break;
    default:
      shape satisfies never;
  }
  if (words.includes(undefined)) return undefined;
  return [etcdctlProgram(target).command, "watch", ...flags, ...words].join(" ");
}

/** A key that begins with a dash would be read as a flag: etcdctl takes no `--` before the keys of a watch. */
function wordOf(key: Key): string | undefined {
  const text = fitsWord(key) ? decodeUtf8(key) : undefined;
  return text === undefined || text.startsWith("-") ? undefined : quoteSh(text);
}
