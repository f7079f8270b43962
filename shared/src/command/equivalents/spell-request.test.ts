import { describe, expect, test } from "vitest";
import type { AdminRequest } from "../../model/admin-request.ts";
import { keyFromText } from "../../model/bytes.ts";
import { asLeaseId, asRevision, int64 } from "../../model/int64.ts";
import { openEnd, prefixRange } from "../../model/range.ts";
import { spellings, spellRequest, type SpelledRequest } from "./spell-request.ts";

const place = {
  target: { endpoints: ["http://h:2379"], user: "", worker: { connection: "prod" } },
  queryUrl: "http://x/api/etcd/query",
};
const say = (request: SpelledRequest, spelling: (typeof spellings)[number]) => {
  const said = spellRequest(request, spelling, place);
  return "text" in said ? said.text : said.unavailable;
};

describe("a request in other words", () => {
  test("is the same in all of them, on keys, leases and the cluster", () => {
    const compact: AdminRequest = { kind: "compact", revision: asRevision(int64(7)), physical: true };
    expect(spellings.map((spelling) => say(compact, spelling))).toEqual([
      "etcdctl --endpoints=http://h:2379 compaction 7 --physical",
      `curl -sS http://h:2379/v3/kv/compaction -d '{"revision":"7","physical":true}'`,
      expect.stringContaining(`"connection":"prod","path":"/v3/kv/compaction"`),
      '{\n  "revision": "7",\n  "physical": true\n}',
      "resp, err := cli.Compact(ctx, 7, clientv3.WithCompactPhysical())",
    ]);
    expect(say({ kind: "lease-revoke", id: asLeaseId(int64(31)) }, "JSON")).toBe('{\n  "ID": "31"\n}');
  });

  test("holds no password in any of them", () => {
    const request: AdminRequest = { kind: "user-add", user: "u", password: "hunter2" };
    const all = spellings.map((spelling) => say(request, spelling));
    expect(all.join("\n")).not.toContain("hunter2");
    expect(all.at(-1)).toBe('resp, err := cli.UserAdd(ctx, "u", os.Getenv("ETCD_NEW_PASSWORD"))');
    expect(say({ kind: "authenticate", name: "u", password: "hunter2" }, "Go")).toContain("automatically");
  });
});

test.each<readonly [AdminRequest, string]>([
  [{ kind: "defragment" }, "Defragment(ctx, endpoint)"],
  [{ kind: "hash-kv", revision: asRevision(int64(9)) }, "HashKV(ctx, endpoint, 9)"],
  [
    { kind: "alarm-disarm", memberId: int64(255), alarm: "NOSPACE" },
    "AlarmDisarm(ctx, &clientv3.AlarmMember{MemberID: 0xff, Alarm: pb.AlarmType_NOSPACE})",
  ],
  [{ kind: "downgrade", action: "ENABLE", version: "3.5" }, 'Downgrade(ctx, clientv3.DowngradeEnable, "3.5")'],
  [
    { kind: "member-add", peerUrls: ["http://n:2380"], isLearner: true },
    'MemberAddAsLearner(ctx, []string{"http://n:2380"})',
  ],
  [{ kind: "member-remove", memberId: int64(16) }, "MemberRemove(ctx, 0x10)"],
  [
    { kind: "user-add", user: "cert" },
    'UserAddWithOptions(ctx, "cert", "", &clientv3.UserAddOptions{NoPassword: true})',
  ],
  [
    { kind: "role-grant", role: "r", permission: { type: "READWRITE", ...prefixRange(keyFromText("/a/")) } },
    'RoleGrantPermission(ctx, "r", "/a/", "/a0", clientv3.PermissionType(clientv3.PermReadWrite))',
  ],
  [
    { kind: "role-revoke", role: "r", range: { key: keyFromText("k"), rangeEnd: openEnd } },
    String.raw`RoleRevokePermission(ctx, "r", "k", "\x00")`,
  ],
])("Go says %j", (request, call) => {
  expect(say(request, "Go")).toBe(`resp, err := cli.${call}`);
});
