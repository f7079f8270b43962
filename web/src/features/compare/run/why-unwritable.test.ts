import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { spanOf } from "@etcd-explorer/shared/model/key-ranges";
import { expect, test } from "vitest";
import { whyUnwritable } from "./why-unwritable.ts";

const revision = asRevision(int64(1204));
const writable = {
  name: "right",
  side: { connection: "prod", prefix: keyFromText("/config/"), at: "live" },
  connection: { readOnly: false },
  access: undefined,
  viewing: "live",
} as const;

test("a side of now that may be written has no reason against it", () => {
  expect(whyUnwritable(writable)).toBeUndefined();
  const access = { user: "app", read: [], write: [spanOf(prefixRange(keyFromText("/config/app/")))] };
  expect(whyUnwritable({ ...writable, access })).toBeUndefined();
});

test.each([
  [{ connection: { readOnly: true } }, "Side B: This connection is read-only"],
  [
    { connection: { readOnly: true, isLocked: true } },
    "Side B: Read-only in this browser: allow writes in the top bar",
  ],
  [{ side: { ...writable.side, at: revision } }, "Side B is at revision 1,204: set it to now to write there"],
  [{ viewing: revision }, "Side B: Read-only: you are viewing revision 1,204"],
  [
    { access: { user: "app", read: [], write: [spanOf(prefixRange(keyFromText("/other/")))] } },
    "Side B: app can read this but not write it",
  ],
] as const)("%o is told with its side", (change, reason) => {
  expect(whyUnwritable({ ...writable, ...change })).toBe(reason);
});
