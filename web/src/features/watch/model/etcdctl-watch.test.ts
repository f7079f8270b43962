import { expect, test } from "vitest";
import { etcdctlWatch } from "./etcdctl-watch.ts";
import { parseWatches } from "./watch-spec.ts";

const target = { endpoints: ["http://127.0.0.1:2379"], user: "", worker: { connection: "x" } };

test.each([
  ["key /a", "watch --prev-kv /a"],
  [String.raw`prefix /it's\x20here/ rev=7`, String.raw`watch --prefix --prev-kv --rev=7 '/it'\''s here/'`],
  ["range /a /b", "watch --prev-kv /a /b"],
  ["from /a only=put", undefined],
  ["all", "watch --prefix --prev-kv ''"],
  [String.raw`key \xff`, undefined],
  ["key -a", undefined],
])("a watch of %s is written for a shell", (spelled, command) => {
  const [spec] = parseWatches(spelled);
  const expected = command === undefined ? undefined : `etcdctl --endpoints=http://127.0.0.1:2379 ${command}`;
  expect(spec && etcdctlWatch(spec, target)).toBe(expected);
});
