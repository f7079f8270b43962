import { describe, expect, test } from "vitest";
import { apiOperations } from "@etcd-explorer/shared/command/api-table/operations";
import { judgeReadOnly, readOnlyBody } from "./read-only.ts";

const txn = (body: unknown) => readOnlyBody("/v3/kv/txn", typeof body === "string" ? body : JSON.stringify(body));
const range = { request_range: { key: "YQ==" } };
const put = { request_put: { key: "YQ==", value: "YQ==" } };

describe("a read-only target", () => {
  test.each([
    "/v3/kv/range",
    "/v3beta/kv/range",
    "/v3/maintenance/status",
    "/v3/maintenance/hashkv",
    "/v3/cluster/member/list",
    "/v3/lease/timetolive",
    "/v3/lease/leases",
    "/v3/kv/lease/leases",
    "/v3/auth/status",
    "/v3/auth/user/get",
    "/v3/auth/user/list",
    "/v3/auth/role/get",
    "/v3/auth/role/list",
  ])("lets %s through as it is", (path) => {
    expect(readOnlyBody(path, "no matter what")).toBe("no matter what");
  });

  test.each([
    "/v3/kv/put",
    "/v3/kv/deleterange",
    "/v3/kv/compaction",
    "/v3/maintenance/compact",
    "/v3/lease/grant",
    "/v3/lease/revoke",
    "/v3/lease/keepalive",
    "/v3/maintenance/defragment",
    "/v3/maintenance/transfer-leadership",
    "/v3/maintenance/downgrade",
    "/v3/cluster/member/add",
    "/v3/auth/enable",
    "/v3/auth/authenticate",
    "/v3/auth/user/changepw",
    "/v3/lock/lock",
    "/v3/election/campaign",
    "/v3/kv/range/more",
    "/v3/something/new",
  ])("refuses %s", (path) => {
    expect(() => readOnlyBody(path, "{}")).toThrow(
      `This connection is read-only: ${path} is not a known read operation`,
    );
  });
});

describe("of snapshots, which hold the hashes of passwords, a read-only target", () => {
  test.each(["/v3/maintenance/snapshot", "/v3beta/maintenance/snapshot"])("refuses %s", (path) => {
    expect(() => readOnlyBody(path, "{}")).toThrow("A snapshot contains all keys and password hashes.");
  });

  test("lets them through where its settings say so, and no write with them", () => {
    expect(readOnlyBody("/v3/maintenance/snapshot", "{}", true)).toBe("{}");
    expect(() => readOnlyBody("/v3/kv/put", "{}", true)).toThrow("read-only");
  });

  test("lets nothing else through that reveals more than keys, or changes anything: every operation is known", () => {
    const passing = apiOperations.filter(({ name }) => judgeReadOnly(`/v3/${name}`, "{}", false).kind === "reads");
    expect(passing.map(({ name }) => name).toSorted()).toEqual([
      "auth/role/get",
      "auth/role/list",
      "auth/status",
      "auth/user/get",
      "auth/user/list",
      "cluster/member/list",
      "election/leader",
      "election/observe",
      "kv/lease/leases",
      "kv/lease/timetolive",
      "kv/range",
      "kv/txn",
      "lease/leases",
      "lease/timetolive",
      "maintenance/alarm",
      "maintenance/hash",
      "maintenance/hashkv",
      "maintenance/status",
      "watch",
    ]);
  });
});

describe("of transactions, a read-only target", () => {
  test("lets those through whose every branch reads, however deep", () => {
    const body = {
      compare: [{ key: "YQ==", target: "MOD", mod_revision: "1" }],
      success: [
        range,
        { requestRange: {} },
        { request_txn: { success: [range], failure: [{ requestTxn: { failure: [] } }] } },
      ],
      failure: [],
    };
    expect(txn(body)).toBe(JSON.stringify(body));
    expect(txn({})).toBe("{}");
  });

  test.each([
    { success: [put] },
    { failure: [put] },
    { success: [range, put] },
    { success: [{ ...range, ...put }] },
    { success: [{ requestPut: {} }] },
    { success: [{ request_delete_range: { key: "YQ==" } }] },
    { success: [{ requestDeleteRange: { key: "YQ==" } }] },
    { success: [{ request_txn: { failure: [{ requestTxn: { success: [put] } }] } }] },
    { success: [{ request_something: {} }] },
    { success: [[put]] },
    { success: put },
    { success: [null] },
    { Success: [put] },
    { other: [] },
    [],
    null,
    "not json",
    `{"success":[]} {"success":[${JSON.stringify(put)}]}`,
    '{"compare":[{"version":9007199254740993}]}',
  ])("refuses %j", (body) => {
    expect(() => txn(body)).toThrow("read-only");
  });

  test("sends what was judged: of a field given twice, only the one that was looked at", () => {
    const twice = `{"success":[${JSON.stringify(put)}],"success":[${JSON.stringify(range)}]}`;
    expect(txn(twice)).toBe(JSON.stringify({ success: [range] }));
  });

  test("refuses nesting that is too deep to look into", () => {
    let body: object = { success: [put] };
    for (let depth = 0; depth < 1000; depth++) body = { success: [{ request_txn: body }] };
    expect(() => txn(body)).toThrow("read-only");
  });
});

describe("of alarms, a read-only target", () => {
  test.each(["{}", '{"action":"GET"}', '{"action":0,"alarm":"NONE"}'])("lets %s through", (body) => {
    expect(readOnlyBody("/v3/maintenance/alarm", body)).toBe(body);
  });

  test.each(['{"action":"DEACTIVATE","alarm":"NOSPACE"}', '{"action":2}', '{"action":"ACTIVATE"}', "", "[]"])(
    "refuses %s",
    (body) => {
      expect(() => readOnlyBody("/v3/maintenance/alarm", body)).toThrow("read-only");
    },
  );
});
