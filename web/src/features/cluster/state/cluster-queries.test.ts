import { QueryClient } from "@tanstack/react-query";
import type { AdminRequest } from "@etcd-explorer/shared/model/admin-request";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { afterEach, expect, test, vi } from "vitest";
import { aMember, aStatus, header, idOf } from "../../../../../shared/test/cluster-facts.ts";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import type { Place } from "#/api/client/place.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { memberQuery } from "./cluster-queries.ts";
import { keptPoints, keptPointsMs } from "./member-points.ts";

const connection: Connection = {
  id: "c",
  ref: { kind: "configured", name: "c" },
  label: "c",
  readOnly: false,
  isProduction: false,
  tls: false,
  target: { connection: "c" },
  endpoints: 1,
  user: "",
};
const member = aMember(0, { clientUrls: [1, 2, 3].map((host) => `http://10.0.0.${host}:2379`) });
const away: Failure = { kind: "unreachable", host: "h", port: 1, message: "refused" };
const failed = { kind: "failed", failure: away };
const other = { kind: "answered", answer: aStatus({ header: { ...header, memberId: idOf(7) } }), latencyMs: 1 };

const never = () => Promise.reject(new Error("not asked for"));

/** A member that is asked at its client URLs, where this is what comes back. */
function aMonitor(outcome: unknown) {
  const asked: (string | number)[] = [];
  const answer = async (_request: AdminRequest, options?: { readonly place?: Place }): Promise<unknown> => {
    if (options?.place?.kind === "endpoint") asked.push(options.place.endpoint);
    return outcome;
  };
  function isTimed(value: unknown): value is AdminCalls["timed"] {
    return value === answer;
  }
  if (!isTimed(answer)) throw new Error("never");
  const admin: AdminCalls = { call: never, timed: answer, metrics: never, snapshot: never };
  const queryClient = new QueryClient();
  const query = memberQuery({ admin, connection, found: new Map(), queryClient }, member, false);
  return { asked, query, queryClient, look: async () => queryClient.fetchQuery({ ...query, staleTime: 0 }) };
}
const [first, second, third] = member.clientUrls;

afterEach(() => {
  vi.useRealTimers();
});

test("the ways to a member that never answered are tried in turn, also where another one answers", async () => {
  const { asked, look } = aMonitor(failed);
  for (let at = 0; at < 4; at++) await look();
  expect(asked).toEqual([first, second, third, first]);

  const foreign = aMonitor(other);
  await foreign.look();
  await foreign.look();
  expect(new Set(foreign.asked)).toEqual(new Set(member.clientUrls));
});

test("the ways are tried in turn when as many points are kept as may be", async () => {
  const { asked, look, query, queryClient } = aMonitor(failed);
  const { points, ...monitor } = await look();
  const full = Array.from({ length: keptPoints }, () => points).flat();
  queryClient.setQueryData(query.queryKey, { ...monitor, points: full });
  for (let at = 0; at < 3; at++) await look();
  expect(asked).toEqual([first, second, third, first]);
});

test("what was seen of a member is released when nobody has looked for as long as its points are kept", async () => {
  vi.useFakeTimers();
  const { look, query, queryClient } = aMonitor(failed);
  await look();
  await vi.advanceTimersByTimeAsync(keptPointsMs - 1000);
  expect(queryClient.getQueryData(query.queryKey)).toBeDefined();
  await vi.advanceTimersByTimeAsync(2000);
  expect(queryClient.getQueryData(query.queryKey)).toBeUndefined();
});
