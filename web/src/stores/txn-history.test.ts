import { expect, test } from "vitest";
import { emptyDraft, newCompareRow, newNestedRow, newPutRow } from "@etcd-explorer/shared/txn/draft/draft";
import { withoutValues } from "./txn-history.ts";

test("no value is kept, not even one in a nested transaction", () => {
  const secret = { form: "text", text: "hunter2" } as const;
  const draft = {
    compare: [newCompareRow({ key: "/a", target: "VALUE", value: secret })],
    success: [newPutRow({ key: "/b", value: secret })],
    failure: [newNestedRow({ ...emptyDraft, success: [newPutRow({ key: "/c", value: secret })] })],
  };
  const kept = JSON.stringify(withoutValues(draft));
  expect(kept).not.toContain("hunter2");
  expect(kept).toContain("/c");
});
