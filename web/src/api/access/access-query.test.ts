import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { FailureError, type Failure } from "@etcd-explorer/shared/model/failure";
import { allKeys, prefixRange } from "@etcd-explorer/shared/model/range";
import { describe, expect, test } from "vitest";
import { accessOf, refuseWrite } from "./access-query.ts";
import { permissionsOf, readOwnRoles } from "./own-roles.ts";

const answers: Record<string, unknown> = {
  '/v3/auth/user/get{"name":"app"}': { roles: ["reader", "writer"] },
  '/v3/auth/user/get{"name":"boss"}': { roles: ["root"] },
  '/v3/auth/role/get{"role":"reader"}': { perm: [{ key: "L2EvAA==" }, { key: "L2Ev", range_end: "L2Ew" }] },
  '/v3/auth/role/get{"role":"writer"}': {
    perm: [
      { permType: "WRITE", key: "L2EvMQ==" },
      { permType: "READWRITE", key: "L2Iv", range_end: "L2Iw" },
    ],
  },
  '/v3/auth/role/get{"role":"root"}': {},
};
const off: Failure = { kind: "rejected", status: 400, code: 9, message: "authentication is not enabled" };
const client = {
  call: async (path: string, body: unknown): Promise<unknown> => {
    const answer = answers[`${path}${JSON.stringify(body)}`];
    if (answer === undefined) throw new FailureError(off);
    return answer;
  },
};

describe("what a user may do", () => {
  test("is the sum of its roles", async () => {
    const access = accessOf("app", permissionsOf(await readOwnRoles(client, "app")));
    expect(access?.read).toEqual([
      { ...prefixRange(keyFromText("/a/")), rangeEnd: keyFromText("/a0") },
      prefixRange(keyFromText("/b/")),
    ]);
    expect(refuseWrite(access ?? undefined, { key: keyFromText("/a/1") })).toBeUndefined();
    expect(refuseWrite(access ?? undefined, { key: keyFromText("/a/2") })).toBe("app can read this but not write it");
    expect(refuseWrite(access ?? undefined, prefixRange(keyFromText("/a/")))).toBeUndefined();
    expect(refuseWrite(access ?? undefined, prefixRange(keyFromText("/c/")))).toBeDefined();
  });

  test("is everything for the role root", async () => {
    const found = permissionsOf(await readOwnRoles(client, "boss"));
    expect(found).toEqual([{ type: "READWRITE", ...allKeys }]);
    expect(accessOf("boss", found)).toBeNull();
    expect(refuseWrite(undefined, { key: keyFromText("x") })).toBeUndefined();
  });

  test("cannot be found out where authentication is off", async () => {
    await expect(readOwnRoles(client, "nobody")).rejects.toMatchObject({ failure: { code: 9 } });
  });
});
