import { expect, test } from "vitest";
import { graphOf, readFolderGraph, refuseCircle, wayBetween } from "./folder-graph.ts";

const graph = graphOf([
  ["web/src/acts/table.ts", 'import { notify } from "#/stores/notices.ts";'],
  ["web/src/acts/shortcut.ts", 'import "./table.ts";\nexport { label } from "#/lib/format.ts";'],
  [
    "web/src/stores/notices.ts",
    'import { create } from "zustand";\nimport {\n  type A,\n} from "#/api/connection.ts";',
  ],
  ["web/src/api/connection.ts", 'const open = async () => await import("#/lib/txn-link.ts");'],
  ["web/src/lib/format.ts", 'import { formatKey } from "@etcd-explorer/shared/model/key-text";'],
]);

test("a folder imports from the folders of what its files import, packages and itself left out", () => {
  expect(Object.fromEntries([...graph].map(([folder, imported]) => [folder, [...imported]]))).toEqual({
    "web/src/acts": ["web/src/stores", "web/src/lib"],
    "web/src/stores": ["web/src/api"],
    "web/src/api": ["web/src/lib"],
    "web/src/lib": ["shared/src/model"],
  });
});

test("the way between two folders goes over what they import, the shortest first", () => {
  expect(wayBetween(graph, "web/src/stores", "shared/src/model")).toEqual([
    "web/src/stores",
    "web/src/api",
    "web/src/lib",
    "shared/src/model",
  ]);
  expect(wayBetween(graph, "web/src/acts", "web/src/lib")).toEqual(["web/src/acts", "web/src/lib"]);
  expect(wayBetween(graph, "web/src/lib", "web/src/acts")).toBeUndefined();
});

test("an import that closes a circle is refused with the whole of it", () => {
  expect(refuseCircle(graph, "web/src/api/connection.ts", "web/src/acts/table.ts")).toBe(
    "A circle of folders: web/src/api → web/src/acts → web/src/stores → web/src/api.",
  );
});

test("an import downwards, one within a folder, and one of a test are not refused", () => {
  expect(refuseCircle(graph, "web/src/acts/table.ts", "web/src/stores/notices.ts")).toBeUndefined();
  expect(refuseCircle(graph, "web/src/stores/notices.ts", "web/src/stores/panes.ts")).toBeUndefined();
  expect(refuseCircle(graph, "web/src/api/connection.test.ts", "web/src/acts/table.ts")).toBeUndefined();
});

test("a folder and a folder within are two", () => {
  const nested = graphOf([
    ["web/src/features/keys/keys-pane.tsx", 'import { Tree } from "./tree/tree.tsx";'],
    ["web/src/features/keys/tree/tree.tsx", ""],
  ]);
  const [outer, inner] = ["web/src/features/keys/keys-pane.tsx", "web/src/features/keys/tree/tree.tsx"];
  expect(refuseCircle(nested, outer, inner)).toBeUndefined();
  expect(refuseCircle(nested, inner, outer)).toMatch(/^A circle of folders: /);
});

test("the graph of this repository knows its folders", () => {
  const read = readFolderGraph(new URL("../..", import.meta.url).pathname);
  expect(read.get("shared/src/wire")).toContain("shared/src/model");
});
