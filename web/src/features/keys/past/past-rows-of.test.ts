import { asKey, encodeHex, keyFromText, type Key } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease, type Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import type { Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { Entry, Listing } from "@etcd-explorer/shared/read/listing/listing";
import { describe, expect, test } from "vitest";
import { comparedFolders } from "./compared-folders.ts";
import type { FolderDifferences } from "./folder-differences.ts";
import { pastRowsOf } from "./past-rows-of.ts";

const rev = (value: number): Revision => asRevision(int64(value));
const facts = (name: string, mod = 5, version = 1): KeyFacts => ({
  key: keyFromText(name),
  createRevision: rev(2),
  modRevision: rev(mod),
  version: int64(version),
  lease: noLease,
});
const differences: readonly Difference[] = [
  { kind: "only-left", left: facts("/config/db/old") },
  { kind: "differs", left: facts("/config/db/pool"), right: facts("/config/db/pool", 9, 3) },
  { kind: "only-right", right: facts("/config/db/replica", 8) },
  { kind: "lease", left: facts("/config/db/writer"), right: facts("/config/db/writer", 8, 2) },
  { kind: "only-right", right: facts("/config/limits/a", 8) },
  { kind: "only-right", right: facts("/config/limits/b", 8) },
  { kind: "only-left", left: facts("/config/old/a") },
];
const config: FolderDifferences = {
  prefix: keyFromText("/config/"),
  now: rev(9),
  differences,
  count: differences.length,
  keysThen: 20,
  keysNow: 21,
};
const rows = pastRowsOf([config], []);
const textOf = (name: string) => rows.markOfKey(keyFromText(name))?.text;
const mark = (name: string, listed: number) => {
  const { text, keys, title } = rows.markOfFolder(keyFromText(name), listed) ?? {};
  return [text, keys, title];
};
const listing = (prefix: string, entries: readonly Entry[]): Listing => ({
  prefix: keyFromText(prefix),
  delimiters: slash,
  entries,
  count: entries.length,
  revision: rev(5),
});
const names = ({ entries }: Listing) =>
  entries.map((entry) =>
    entry.kind === "key"
      ? formatKey(entry.facts.key)
      : entry.kind === "folder"
        ? `${formatKey(entry.prefix)} ${entry.count}`
        : "unread",
  );

describe("the rows of a past revision", () => {
  test("say of keys what became of them", () => {
    expect(textOf("/config/db/old")).toBe("deleted since");
    expect(textOf("/config/db/pool")).toBe("changed");
    expect(textOf("/config/db/replica")).toBe("not yet");
    expect(textOf("/config/db/writer")).toBe("other lease");
    expect(textOf("/config/db/url")).toBeUndefined();
    expect(textOf("/elsewhere")).toBeUndefined();
    expect(rows.markOfKey(keyFromText("/config/db/pool"))?.title).toBe("Now version 3, revision 9");
  });

  test("say of folders how many keys differ, and how many there were and are", () => {
    expect(mark("/config/", 20)).toEqual(["7 differ now", "20 → 21", "20 keys then, 21 now"]);
    expect(mark("/config/db/", 5)).toEqual(["4 differ now", "5", "5 keys then, 5 now"]);
    expect(mark("/config/limits/", 2)).toEqual(["not yet", "2", "0 keys then, 2 now"]);
    expect(mark("/config/old/", 1)).toEqual(["deleted since", "1 → 0", "1 key then, 0 now"]);
    expect(mark("/config/auth/", 5)).toEqual([undefined, undefined, undefined]);
  });

  test("hold what is there only now, where everything else of the folder is known", () => {
    const db = listing("/config/db/", [
      { kind: "key", facts: facts("/config/db/old") },
      { kind: "key", facts: facts("/config/db/pool") },
      { kind: "key", facts: facts("/config/db/url") },
    ]);
    expect(names(rows.withNotYet(db))).toEqual([
      "/config/db/old",
      "/config/db/pool",
      "/config/db/replica",
      "/config/db/url",
    ]);
    expect(rows.withNotYet(db)).toBe(rows.withNotYet(db));
    const root = listing("/config/", [{ kind: "folder", prefix: keyFromText("/config/db/"), count: 5 }]);
    expect(names(rows.withNotYet(root))).toEqual(["/config/db/ 5", "/config/limits/ 2"]);
    const unread = { key: keyFromText("/config/e"), rangeEnd: keyFromText("/config/z") };
    const partly = listing("/config/", [{ kind: "unread", range: unread, count: 7 }]);
    expect(rows.withNotYet(partly)).toBe(partly);
    expect(names(rows.withNotYet(listing("/config/limits/", [])))).toEqual(["/config/limits/a", "/config/limits/b"]);
  });

  test("of a table hold it only up to the last key that is loaded", () => {
    const keys = [facts("/config/db/old"), facts("/config/db/pool"), facts("/config/db/url")];
    const told = (isAll: boolean) =>
      rows.withKeysNotYet(keys, keyFromText("/config/"), isAll).map(({ key }) => formatKey(key));
    expect(told(false)).toEqual(["/config/db/old", "/config/db/pool", "/config/db/replica", "/config/db/url"]);
    expect(told(true)).toHaveLength(6);
  });

  test("say nothing of single keys where too many differ to be listed, and still how many", () => {
    const many = pastRowsOf(
      [{ ...config, count: 50_000 }],
      [differences[1]].flatMap((each) => each ?? []),
    );
    expect(many.markOfFolder(config.prefix, 20)?.text).toBe("50,000 differ now");
    expect(many.markOfKey(keyFromText("/config/db/old"))).toBeUndefined();
    expect(many.markOfKey(keyFromText("/config/db/pool"))?.text).toBe("changed");
  });
});

describe("the folders that are compared", () => {
  const counts = new Map([
    ["", 1_000_000],
    ["/config/", 209],
    ["/registry/", 999_871],
    ["/registry/pods/", 3000],
  ]);
  const countOf = (folder: Key) => counts.get(formatKey(folder));
  const ids = [
    `folder-${encodeHex(keyFromText("/config/"))}`,
    `key-${encodeHex(keyFromText("/config/db/pool"))}`,
    `folder-${encodeHex(keyFromText("/registry/"))}`,
    `key-${encodeHex(keyFromText("/registry/pods/a"))}`,
    `key-${encodeHex(keyFromText("version"))}`,
    "row-3",
  ];

  test("are the outermost small ones around the rows in sight, and single keys of large ones", () => {
    const { folders, keys } = comparedFolders({ ids, shown: asKey(new Uint8Array()), delimiters: slash, countOf });
    expect(folders).toEqual(["/config/", "/registry/pods/"].map((name) => encodeHex(keyFromText(name))));
    expect(keys).toEqual([encodeHex(keyFromText("version"))]);
  });

  test("are the whole of what is shown, where that is small", () => {
    const shown = keyFromText("/config/");
    expect(comparedFolders({ ids, shown, delimiters: slash, countOf })).toEqual({
      folders: [encodeHex(shown)],
      keys: [],
    });
  });
});
