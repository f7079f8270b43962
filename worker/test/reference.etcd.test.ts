import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
/** The API reference that the query endpoint follows, example by example, in its own order and its own words. */
import { describe, expect, test } from "vitest";
import type { QueryResponse } from "@etcd-explorer/shared/contract/schemas";
import { postTo, queryThrough } from "./real-app.ts";
import { withThrowawayEtcd } from "./throwaway-etcd.ts";

const { origin } = lentApp();

/** A path, the body as the reference has it, and what must hold of the answer. */
type Example = readonly [path: string, body: string, answer: object];

const foo = { key: "Zm9v", key_decoded: "foo" };
const lock = "bG9jaw==";

const keyValues: readonly Example[] = [
  ["/v3/kv/put", '{"key":"Zm9v","value":"YmFy"}', { header: { revision: "2" } }],
  [
    "/v3/kv/range",
    '{"key":"Zm9v"}',
    { kvs: [{ ...foo, value: "YmFy", value_decoded: "bar", version: "1" }], count: "1" },
  ],
  ["/v3/kv/put", '{"key":"L2NvbmZpZy9h","value":"MQ=="}', {}],
  ["/v3/kv/put", '{"key":"L2NvbmZpZy9i","value":"Mg=="}', {}],
  [
    "/v3/kv/range",
    '{"key":"L2NvbmZpZy8=","range_end":"L2NvbmZpZzA="}',
    { kvs: [{ key_decoded: "/config/a" }, { key_decoded: "/config/b" }], count: "2" },
  ],
  ["/v3/kv/range", '{"key":"L2NvbmZpZy8=","range_end":"L2NvbmZpZzA=","keys_only":true}', { count: "2" }],
  ["/v3/kv/range", '{"key":"Yg==","range_end":"Yw==","limit":20}', { header: {} }],
  ["/v3/kv/range", '{"key":"AA==","range_end":"AA=="}', { count: "3" }],
  ["/v3/kv/put", '{"key":"Zm9v","value":"bmV3","prev_kv":true}', { prev_kv: { ...foo, value_decoded: "bar" } }],
  [
    "/v3/kv/deleterange",
    '{"key":"Zm9v","prev_kv":true}',
    { deleted: "1", prev_kvs: [{ ...foo, value_decoded: "new" }] },
  ],
  ["/v3/kv/deleterange", '{"key":"L2NvbmZpZy8=","range_end":"L2NvbmZpZzA="}', { deleted: "2" }],
];

const transactions: readonly Example[] = [
  ["/v3/kv/put", `{"key":"${lock}","value":"dW5sb2NrZWQ="}`, {}],
  [
    "/v3/kv/txn",
    `{
      "compare": [{ "target": "VALUE", "key": "${lock}", "value": "dW5sb2NrZWQ=" }],
      "success": [{"requestPut":{"key":"${lock}","value":"bG9ja2Vk"}}],
      "failure": []
    }`,
    { succeeded: true, responses: [{ response_put: {} }] },
  ],
  [
    "/v3/kv/txn",
    `{"compare":[{"target":"VERSION","key":"${lock}","result":"EQUAL","version":"0"}],"failure":[{"request_range":{"key":"${lock}"}}]}`,
    { responses: [{ response_range: { kvs: [{ key_decoded: "lock", value_decoded: "locked" }] } }] },
  ],
];

const lease = "7587854612027467777";
const leases: readonly Example[] = [
  ["/v3/lease/grant", `{"TTL":60,"ID":"${lease}"}`, { ID: lease, TTL: "60" }],
  ["/v3/kv/put", `{"key":"Zm9v","value":"YmFy","lease":"${lease}"}`, {}],
  ["/v3/lease/keepalive", `{"ID":"${lease}"}`, { result: { ID: lease, TTL: "60" } }],
  ["/v3/lease/timetolive", `{"ID":"${lease}","keys":true}`, { ID: lease, grantedTTL: "60", keys: ["Zm9v"] }],
  ["/v3/lease/leases", "{}", { leases: [{ ID: lease }] }],
  ["/v3/lease/revoke", `{"ID":"${lease}"}`, { header: {} }],
];

const maintenance: readonly Example[] = [
  ["/v3/maintenance/status", "{}", { dbSize: expect.any(String), leader: expect.any(String) }],
  ["/v3/maintenance/compact", '{"revision":"4"}', { header: {} }],
  ["/v3/maintenance/defragment", "{}", {}],
  ["/v3/maintenance/alarm", '{"action":"GET"}', {}],
  ["/v3/cluster/member/list", "{}", { members: [{ name: "sample", clientURLs: [expect.any(String)] }] }],
  ["/v3/auth/role/list", "{}", { header: {} }],
  ["/v3/auth/user/list", "{}", { header: {} }],
];

describe.each(lentEtcds())("the reference, on etcd $version", ({ version }) => {
  test("holds for every operation that it lists", async () => {
    const answers = await withThrowawayEtcd(version, async ({ host, port }) => {
      const given: QueryResponse[] = [];
      for (const [path, body] of [...keyValues, ...transactions, ...leases, ...maintenance]) {
        const { status, json } = await postTo(origin, "/api/etcd/query", { host, port, path, body });
        expect(status).toBe(200);
        given.push(Object(json));
      }
      return given;
    });
    const expected = [...keyValues, ...transactions, ...leases, ...maintenance].map(([, , parsed]) => ({
      success: true,
      statusCode: 200,
      headers: { "content-type": "application/json" },
      parsed,
    }));
    expect(answers).toMatchObject(expected);
  });

  test("holds for its curl examples", async () => {
    await withThrowawayEtcd(version, async ({ host, port }) => {
      const etcd = { host, port };
      const url = Buffer.from("/config/db/url").toString("base64");
      const value = Buffer.from("postgres://localhost/mydb").toString("base64");
      const prefix = Buffer.from("/services/").toString("base64");

      expect(await postTo(origin, "/api/etcd/health", etcd)).toMatchObject({
        status: 200,
        json: {
          success: true,
          parsed: { version: { etcdserver: version }, status: { version }, health: { health: "true" } },
        },
      });
      expect(await postTo(origin, "/api/etcd/health", { ...etcd, username: "root", password: "secret" })).toMatchObject(
        {
          json: { success: true, parsed: { status: { version } } },
        },
      );
      expect(await queryThrough(origin, etcd, "/v3/kv/put", { key: url, value })).toMatchObject({ success: true });
      expect(await queryThrough(origin, etcd, "/v3/kv/range", { key: url })).toMatchObject({
        parsed: { kvs: [{ key_decoded: "/config/db/url", value_decoded: "postgres://localhost/mydb" }], count: "1" },
      });
      expect(await queryThrough(origin, etcd, "/v3/cluster/member/list", {})).toMatchObject({
        parsed: { members: [{}] },
      });
      await queryThrough(origin, etcd, "/v3/kv/put", { key: Buffer.from("/services/web").toString("base64"), value });
      expect(
        await queryThrough(origin, etcd, "/v3/kv/range", {
          key: prefix,
          range_end: "L3NlcnZpY2VzMA==",
          keys_only: true,
        }),
      ).toMatchObject({ parsed: { kvs: [{ key_decoded: "/services/web" }] } });
      expect(await queryThrough(origin, etcd, "/v3/lease/grant", { TTL: 60 })).toMatchObject({
        parsed: { ID: expect.stringMatching(/^\d+$/), TTL: "60" },
      });
    });
  });
});
