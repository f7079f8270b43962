import { expect, test } from "vitest";
import type { AdminRequest } from "../../model/admin-request.ts";
import { asKey, keyFromText } from "../../model/bytes.ts";
import { asRevision, int64 } from "../../model/int64.ts";
import { allKeys, openEnd, prefixRange } from "../../model/range.ts";
import { formatAdminEtcdctl } from "./admin-etcdctl.ts";

const target = { endpoints: ["http://h:2379"], user: "", worker: { connection: "prod" } };
const id = int64(255);
const grant = (range: object): AdminRequest => ({
  kind: "role-grant",
  role: "r",
  permission: { type: "READWRITE", key: keyFromText("/a b"), ...range },
});

test.each<[AdminRequest, string]>([
  [{ kind: "compact", revision: asRevision(int64(7)), physical: true }, "compaction 7 --physical"],
  [{ kind: "defragment" }, "defrag"],
  [{ kind: "move-leader", targetId: id }, "move-leader ff"],
  [{ kind: "member-promote", memberId: id }, "member promote ff"],
  [
    { kind: "member-add", peerUrls: ["http://p:2380"], isLearner: true },
    "member add NAME --peer-urls=http://p:2380 --learner",
  ],
  [{ kind: "downgrade", action: "CANCEL", version: "" }, "downgrade cancel"],
  [{ kind: "user-add", user: "it's", password: "secret" }, String.raw`user add 'it'\''s'`],
  [{ kind: "user-grant", user: "u", role: "r" }, "user grant-role u r"],
  [{ kind: "user-delete", user: "--help" }, "user delete -- --help"],
  [{ kind: "user-add", user: "-a" }, "user add --no-password -- -a"],
  [{ kind: "role-get", role: "ro\u200bot" }, String.raw`role get $'ro\xe2\x80\x8bot'`],
  [grant({ key: keyFromText("-k") }), "role grant-permission -- r readwrite -k"],
  [grant({}), "role grant-permission r readwrite '/a b'"],
  [grant(prefixRange(keyFromText("/a b"))), "role grant-permission r readwrite '/a b' --prefix"],
  [grant({ rangeEnd: openEnd }), "role grant-permission r readwrite '/a b' --from-key"],
  [grant({ rangeEnd: keyFromText("/z") }), "role grant-permission r readwrite '/a b' /z"],
  [{ kind: "role-revoke", role: "r", range: allKeys }, "role revoke-permission r '' --from-key"],
])("%j is a command", (request, command) => {
  expect(formatAdminEtcdctl(request, target)).toMatchObject({ text: `etcdctl --endpoints=http://h:2379 ${command}` });
});

const unavailable = (request: AdminRequest) => "unavailable" in formatAdminEtcdctl(request, target);

test("a name that no command line can carry is said to be so", () => {
  expect(unavailable({ kind: "user-delete", user: "a\0b" })).toBe(true);
  expect(unavailable({ kind: "user-add", user: "a:b", password: "secret" })).toBe(true);
  expect(unavailable({ kind: "user-add", user: "a:b" })).toBe(false);
});

test("a password stands in no command, and a key that is no text in none either", () => {
  const added = formatAdminEtcdctl({ kind: "user-password", user: "u", password: "secret" }, target);
  expect(JSON.stringify(added)).not.toContain("secret");
  expect(formatAdminEtcdctl(grant({ key: asKey(Uint8Array.of(255)) }), target)).toMatchObject({
    unavailable: expect.stringContaining("not text"),
  });
});
