import { expect, test } from "vitest";
import { sightingIn } from "./sighting.ts";

const header = { cluster_id: "14841639068965178418", member_id: "1", revision: "1204331", raft_term: "3" };
const asked = { connectionId: "prod", body: "{}", fromMs: 100, toMs: 120 };

test.each([
  ["read", "/v3/kv/range", "{}", { header }],
  ["stale", "/v3/kv/range", '{"key":"YQ==","serializable":true}', { header }],
  ["write", "/v3/kv/put", "{}", { header }],
  ["write", "/v3/kv/txn", "{}", { header, succeeded: true, responses: [{ response_put: {} }] }],
  ["read", "/v3/kv/txn", "{}", { header, responses: [{ response_range: {} }] }],
  ["read", "/v3/kv/deleterange", "{}", { header }],
  ["stale", "/v3/maintenance/status", "{}", { header }],
  ["stale", "/v3/lease/leases", "{}", { header }],
])("is a %s of %s with %s", (kind, path, body, parsed) => {
  expect(sightingIn({ ...asked, path, body, parsed })).toEqual({
    kind,
    connectionId: "prod",
    clusterId: header.cluster_id,
    revision: "1204331",
    fromMs: 100,
    toMs: 120,
  });
});

test.each([[undefined], ["text"], [{}], [{ header: { revision: "5" } }], [{ header: { cluster_id: "5" } }]])(
  "an answer of %j tells nothing",
  (parsed) => {
    expect(sightingIn({ ...asked, path: "/v3/kv/range", parsed })).toBeUndefined();
  },
);
