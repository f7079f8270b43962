import { describe, expect, test } from "vitest";
import { describeRange } from "../model/auth.ts";
import { keyFromText } from "../model/bytes.ts";
import { asRevision, int64 } from "../model/int64.ts";
import { prefixRange } from "../model/range.ts";
import { decodeAdminAnswer } from "./admin-answers.ts";
import { adminPaths, encodeAdminRequest } from "./admin.ts";
import { decodeSnapshotFrame } from "./maintenance.ts";
import { recordedJson, recordedVersions } from "../../test/recorded-json.ts";

const id = int64(17);

describe.each(recordedVersions)("what etcd %s answers", (version) => {
  const answer = (name: string) => recordedJson(version, name);

  test("status tells sizes and raft, and no more than this version knows", () => {
    const status = decodeAdminAnswer("status", answer("status"));
    expect(status).toMatchObject({ version, isLearner: false, errors: [], leader: status.header.memberId });
    expect(Number(status.dbSize)).toBeGreaterThanOrEqual(Number(status.dbSizeInUse));
    const minor = Number(version.split(".")[1]);
    expect(status.dbSizeQuota !== undefined).toBe(minor >= 6);
    expect(status.storageVersion !== undefined).toBe(minor >= 6);
    expect(status).not.toHaveProperty("downgradeTarget");
  });

  test("members, alarms, defragment and compaction read", () => {
    const { members, header } = decodeAdminAnswer("member-list", answer("member list"));
    expect(members).toMatchObject([
      { id: header.memberId, isLearner: false, peerUrls: [expect.stringMatching(/^http/)] },
    ]);
    expect(decodeAdminAnswer("alarm-list", answer("alarm list"))).toEqual([]);
    expect(decodeAdminAnswer("defragment", answer("defragment"))).toBeUndefined();
    expect(decodeAdminAnswer("compact", answer("compaction"))).toBeUndefined();
  });

  test("users, roles and permissions read", () => {
    expect(decodeAdminAnswer("user-list", answer("user list"))).toEqual(["app", "root"]);
    expect(decodeAdminAnswer("user-get", answer("limited: own user"))).toEqual(["appr"]);
    const permissions = decodeAdminAnswer("role-get", answer("role get"));
    expect(permissions.map((permission) => `${permission.type} ${describeRange(permission)}`)).toEqual([
      "READWRITE /app/…",
      "READ foo",
    ]);
    expect(decodeAdminAnswer("authenticate", answer("authenticate root"))).toMatch(/^\w+\.\d+$/);
  });
});

// On 3.4 both paths are 404.
test.each(recordedVersions.filter((version) => version !== "3.4.23"))(
  "the hash of the keyspace and the state of authentication of etcd %s read",
  (version) => {
    const hash = decodeAdminAnswer("hash-kv", recordedJson(version, "hashkv path"));
    expect(hash.hash).toBeGreaterThan(0);
    expect(hash.hashRevision !== undefined).toBe(Number(version.split(".")[1]) >= 6);
    expect(decodeAdminAnswer("auth-status", recordedJson(version, "auth status"))).toEqual({
      enabled: false,
      authRevision: "1",
    });
  },
);

test("fields that only a troubled or newer server sends are read", () => {
  const header = { cluster_id: "1", member_id: "2" };
  expect(
    decodeAdminAnswer("status", {
      header,
      errors: ["memberID:2 alarm:NOSPACE "],
      isLearner: true,
      downgradeInfo: { enabled: true, targetVersion: "3.5.0" },
    }),
  ).toMatchObject({ errors: ["memberID:2 alarm:NOSPACE "], isLearner: true, downgradeTarget: "3.5.0", dbSize: "0" });
  expect(decodeAdminAnswer("alarm-list", { alarms: [{ memberID: "2", alarm: "NOSPACE" }] })).toEqual([
    { memberId: "2", type: "NOSPACE" },
  ]);
  expect(
    decodeAdminAnswer("member-add", { header, member: { ID: "9", isLearner: true }, members: [{}] }),
  ).toMatchObject({ member: { id: "9", name: "", isLearner: true, clientUrls: [] }, members: [{ id: "0" }] });
});

test("a snapshot's piece reads, and an error in the stream is told in etcd's words", () => {
  expect(decodeSnapshotFrame({ result: { remaining_bytes: "32768", blob: "AAE=" } })).toEqual({
    remainingBytes: 32_768,
    blob: Uint8Array.of(0, 1),
  });
  expect(() => decodeSnapshotFrame({ error: { message: "no disk" } })).toThrow("no disk");
  expect(() => decodeSnapshotFrame({ result: "x" })).toThrow("a part of the snapshot is not an object");
});

test("what is no answer of etcd is refused", () => {
  expect(() => decodeAdminAnswer("status", {})).toThrow("header");
  expect(() => decodeAdminAnswer("alarm-list", { alarms: [{ alarm: "FIRE" }] })).toThrow("NOSPACE");
  expect(() => decodeAdminAnswer("authenticate", {})).toThrow("token");
});

test.each([
  [
    { kind: "alarm-disarm", memberId: id, alarm: "NOSPACE" },
    { action: "DEACTIVATE", memberID: "17", alarm: "NOSPACE" },
  ],
  [
    { kind: "compact", revision: asRevision(int64(5)), physical: true },
    { revision: "5", physical: true },
  ],
  [{ kind: "move-leader", targetId: id }, { targetID: "17" }],
  [
    { kind: "member-add", peerUrls: ["http://p:2380"], isLearner: true },
    { peerURLs: ["http://p:2380"], isLearner: true },
  ],
  [{ kind: "member-promote", memberId: id }, { ID: "17" }],
  [
    { kind: "member-update", memberId: id, peerUrls: ["http://p"] },
    { ID: "17", peerURLs: ["http://p"] },
  ],
  [
    { kind: "user-add", user: "a", password: "b" },
    { name: "a", password: "b" },
  ],
  [
    { kind: "user-add", user: "a" },
    { name: "a", options: { no_password: true } },
  ],
  // etcd's own spelling: `user` in the one, `name` in the other.
  [
    { kind: "user-grant", user: "a", role: "r" },
    { user: "a", role: "r" },
  ],
  [
    { kind: "user-revoke", user: "a", role: "r" },
    { name: "a", role: "r" },
  ],
  [
    { kind: "role-grant", role: "r", permission: { type: "READ", ...prefixRange(keyFromText("/a")) } },
    { name: "r", perm: { permType: "READ", key: "L2E=", range_end: "L2I=" } },
  ],
  [
    { kind: "role-revoke", role: "r", range: { key: keyFromText("/a") } },
    { role: "r", key: "L2E=" },
  ],
] as const)("%j is sent as %j", (request, body) => {
  expect(encodeAdminRequest(request)).toEqual(body);
  expect(adminPaths[request.kind]).toMatch(/^\/v3\//);
});
