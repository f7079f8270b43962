import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { expect, test } from "vitest";
import { describeRevoke } from "./revoke-dialog.tsx";

const settled = { reading: false, failure: undefined } as const;
const [a, b] = [keyFromText("/a"), keyFromText("/b")];

test("a revoke says which keys go, in order, and counts for more than one of none", () => {
  const some = describeRevoke({ ...settled, fact: { ttlSeconds: 5n, keys: [b, a] } });
  expect(some).toMatchObject({ act: "lease.revoke", verb: "Revoke and delete 2 keys", keys: [a, b] });
  const none = describeRevoke({ ...settled, fact: { ttlSeconds: 5n, keys: [] } });
  expect(none).toMatchObject({ act: "lease.revoke-empty", verb: "Revoke lease", keys: [] });
});

test("a revoke promises nothing while its keys are not known, and asks as if there were some", () => {
  const reading = describeRevoke({ reading: true, failure: undefined, fact: undefined });
  expect(reading.statement).toBe("Loading attached keys…");
  const failure = { kind: "offline", message: "The server is away" } as const;
  const unread = describeRevoke({ reading: false, failure, fact: undefined });
  expect(unread.act).toBe("lease.revoke");
  expect(unread.statement).toContain("Could not read the attached keys.");
});

test("a lease that has ended is not revoked any more", () => {
  const ended = describeRevoke({ ...settled, fact: { ttlSeconds: -1n, keys: [] } });
  expect(ended).toMatchObject({ ended: true, statement: "This lease has already ended and its keys were deleted." });
});
