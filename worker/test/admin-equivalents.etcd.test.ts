import { lentEtcds } from "@etcd-explorer/scripts/test/provided";
/** The etcdctl commands that plans and access show, run by a real shell: each does what our request does. */
import { dirname, join } from "node:path";
import { run } from "@etcd-explorer/scripts/process/run";
import { startEtcd, type RunningEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import type { AdminRequest } from "@etcd-explorer/shared/model/admin-request";
import type { Permission } from "@etcd-explorer/shared/model/auth";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { formatAdminEtcdctl } from "@etcd-explorer/shared/command/equivalents/admin-etcdctl";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { allKeys, openEnd, prefixRange } from "@etcd-explorer/shared/model/range";
import { adminPaths, encodeAdminRequest } from "@etcd-explorer/shared/wire/admin";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const role = "it's $a role";
const permissions: readonly Permission[] = [
  { type: "READ", key: keyFromText("/one key/'$x") },
  { type: "WRITE", ...prefixRange(keyFromText("/prefix/")) },
  { type: "READWRITE", key: keyFromText("/from"), rangeEnd: openEnd },
  { type: "READ", key: keyFromText("a\nb"), rangeEnd: keyFromText("c") },
];

async function ask(etcd: RunningEtcd, request: AdminRequest): Promise<unknown> {
  const body = JSON.stringify(encodeAdminRequest(request));
  const answer = await fetch(`${etcd.endpoint}${adminPaths[request.kind]}`, { method: "POST", body });
  const json: unknown = await answer.json();
  const { header: _, ...rest } = Object(json);
  return rest;
}

describe.each(lentEtcds())("etcdctl of $version", ({ etcdctl }) => {
  // Twins: one is asked by our requests, the other by the commands.
  let ours: RunningEtcd;
  let theirs: RunningEtcd;
  beforeAll(async () => {
    const binary = join(dirname(etcdctl), "etcd");
    [ours, theirs] = await Promise.all([startEtcd({ binary }), startEtcd({ binary })]);
  });
  afterAll(async () => {
    await Promise.all([ours.stop(), theirs.stop()]);
  });

  async function runCommand(request: AdminRequest): Promise<{ ok: boolean; output: string }> {
    const target = { endpoints: [theirs.endpoint], user: "", worker: { connection: "x" } };
    const command = formatAdminEtcdctl(request, target);
    if (!("text" in command)) throw new Error(command.unavailable);
    const env = { PATH: `${dirname(etcdctl)}:/usr/bin:/bin` };
    // What it asks for by itself is typed into it.
    const password = "password" in request ? { input: `${request.password}\n${request.password}\n` } : {};
    return run("/bin/sh", ["-c", command.text], { env, timeoutMs: 30_000, ...password });
  }

  async function expectCommand(request: AdminRequest): Promise<void> {
    const { ok, output } = await runCommand(request);
    expect({ request, ok, output: ok ? "" : output }).toMatchObject({ ok: true });
  }

  async function expectBoth(request: AdminRequest): Promise<void> {
    await expectCommand(request);
    await ask(ours, request);
  }

  const expectSame = async (request: AdminRequest) =>
    expect(await ask(theirs, request)).toEqual(await ask(ours, request));

  test("makes the same users, roles and permissions, whatever stands in their names", async () => {
    await expectBoth({ kind: "role-add", role });
    for (const permission of permissions) await expectBoth({ kind: "role-grant", role, permission });
    await expectSame({ kind: "role-get", role });
    await expectBoth({ kind: "user-add", user: "plain" });
    await expectBoth({ kind: "user-grant", user: "plain", role });
    await expectSame({ kind: "user-get", user: "plain" });
    for (const range of permissions.slice(0, 3)) await expectBoth({ kind: "role-revoke", role, range });
    await expectSame({ kind: "role-get", role });
    await expectBoth({ kind: "user-revoke", user: "plain", role });
    await expectBoth({ kind: "user-delete", user: "plain" });
    await expectBoth({ kind: "role-grant", role, permission: { type: "READ", ...allKeys } });
    await expectBoth({ kind: "role-delete", role });
    await expectSame({ kind: "user-list" });
    await expectSame({ kind: "role-list" });
  });

  test("does the same maintenance", async () => {
    const put = { key: "L2E=", value: "eA==" };
    for (const etcd of [ours, theirs]) {
      for (let write = 0; write < 5; write++) {
        await fetch(`${etcd.endpoint}/v3/kv/put`, { method: "POST", body: JSON.stringify(put) });
      }
    }
    await expectBoth({ kind: "compact", revision: asRevision(int64(4)), physical: true });
    for (const etcd of [ours, theirs]) {
      const read = { key: "L2E=", revision: "3" };
      const answer = await fetch(`${etcd.endpoint}/v3/kv/range`, { method: "POST", body: JSON.stringify(read) });
      expect(await answer.text()).toContain("compacted");
    }
    await expectBoth({ kind: "defragment" });
    // What only reads changes nothing that could be compared.
    for (const kind of ["alarm-list", "status", "member-list", "role-list", "user-list"] as const) {
      await expectCommand({ kind });
    }
    await expectCommand({ kind: "hash-kv", revision: asRevision(int64(0)) });
  });
});
