import { expect, test } from "vitest";
import { refuseImport, resolveImport } from "./rooms.ts";

test("a specifier is resolved to a file of the repository", () => {
  expect(resolveImport("web/src/acts/table.ts", "#/ui/kbd.tsx")).toBe("web/src/ui/kbd.tsx");
  expect(resolveImport("shared/src/read/scan/read-keys.ts", "../../model/bytes.ts")).toBe("shared/src/model/bytes.ts");
  expect(resolveImport("worker/src/app.ts", "@etcd-explorer/shared/model/bytes")).toBe("shared/src/model/bytes.ts");
  expect(resolveImport("worker/src/app.ts", "hono")).toBeUndefined();
});

test.each([
  ["web/src/features/keys/table/key-table.tsx", "web/src/features/value/value-pane.tsx"],
  ["shared/src/model/txn.ts", "shared/src/wire/txn.ts"],
  ["shared/src/read/find/run-find.ts", "shared/src/write/bulk/bulk-run.ts"],
  ["shared/src/loose.ts", "shared/src/model/txn.ts"],
  ["worker/src/routes/query.ts", "shared/src/read/listing/listing.ts"],
])("%s may not import %s", (importer, imported) => {
  expect(refuseImport(importer, imported)).toMatch(/\.$/);
});

test.each([
  ["web/src/features/keys/table/key-table.tsx", "web/src/features/keys/tree/tree-row.tsx"],
  ["web/src/routes/keys-route.tsx", "web/src/features/value/value-pane.tsx"],
  ["shared/src/write/bulk/bulk-run.ts", "shared/src/read/scan/scan-range.ts"],
  ["shared/src/model/txn.test.ts", "shared/src/wire/txn.ts"],
  ["worker/src/routes/query.ts", "shared/src/contract/schemas.ts"],
])("%s may import %s", (importer, imported) => {
  expect(refuseImport(importer, imported)).toBeUndefined();
});
