import type { MemberFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import { expect, test } from "vitest";
import { factsOf, idOf } from "../../../../../shared/test/cluster-facts.ts";
import { down } from "../../../../../shared/test/cluster-outage.ts";
import { memberDetails } from "./member-details.ts";
import { memberRow } from "./member-row.ts";

const nowMs = new Date(2026, 10, 30, 14, 7).getTime();

/** Every figure by its name; what is not known is undefined. */
function detailsOf(facts: MemberFacts) {
  const all = [factsOf(0), facts];
  const context = { all, leader: idOf(0), findings: [], record: undefined, nowMs };
  const row = memberRow({ member: facts.member, monitor: undefined }, facts, context);
  const groups = memberDetails(row, facts, all, (id) => (id === "a" ? "m0" : `member ${id}`), nowMs);
  return Object.fromEntries(groups.flatMap(({ details }) => details.map(({ term, value }) => [term, value])));
}

test("the drawer tells every figure of a member, with its unit", () => {
  const metrics = {
    startedAtMs: nowMs - 3_600_000,
    commitsPerSecond: 142.4,
    requestsPerSecond: 2.25,
    commitP99Ms: 12,
    memoryBytes: 33_718_272,
    openFiles: 16,
    mostFiles: 20_000,
    compactRevision: -1,
    peers: new Map([
      ["a", true],
      ["ff", false],
    ]),
  };
  expect(detailsOf(factsOf(1, { metrics }))).toMatchObject({
    ID: "b (decimal 11)",
    "Client URLs": "http://10.0.0.1:2379",
    "Peer URLs": "http://10.0.0.1:2380",
    Started: "13:07 (1 h)",
    Term: "2",
    "Behind leader": "0 entries",
    "Proposals committed": "142/s",
    "gRPC requests": "2.3/s",
    "WAL fsync p99, last minute": "4.0 ms",
    "Backend commit p99, last minute": "12.0 ms",
    "Database in use": "805 MB",
    Quota: "8.6 GB",
    "Compacted to revision": "never",
    "Connection to m0": "connected",
    "Connection to member ff": "disconnected",
    "Memory (RSS)": "34 MB",
    "Open files": "16 of 20,000",
    "Storage version": undefined,
  });
});

test("where nothing was written, latencies say so, and a member that is down tells nothing", () => {
  expect(detailsOf(factsOf(1, { metrics: { fsyncP99Ms: undefined } }))["WAL fsync p99, last minute"]).toBe(
    "none measured",
  );
  const told = detailsOf(factsOf(1, down));
  for (const term of ["WAL fsync p99, last minute", "Memory (RSS)", "Term", "Quota"])
    expect(told[term]).toBeUndefined();
  expect(told["Role"]).toBe("down");
});
