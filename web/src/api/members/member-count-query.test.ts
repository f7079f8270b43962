import { QueryClient, QueryObserver } from "@tanstack/react-query";
import type { AdminRequest } from "@etcd-explorer/shared/model/admin-request";
import { FailureError, type Failure } from "@etcd-explorer/shared/model/failure";
import { expect, test } from "vitest";
import { aMember, aStatus, header, idOf } from "../../../../shared/test/cluster-facts.ts";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import type { Place } from "#/api/client/place.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { describeTally, tallyOf, type MemberAsked, type MemberCount } from "./member-count.ts";
import { followMembers, memberCountQuery } from "./member-count-query.ts";
import { membersQuery } from "./members-query.ts";

const connection: Connection = {
  id: "three",
  ref: { kind: "configured", name: "three" },
  label: "three",
  readOnly: false,
  isProduction: false,
  tls: false,
  target: { connection: "three" },
  endpoints: 3,
  user: "",
};
const away: Failure = { kind: "unreachable", host: "h", port: 1, message: "refused" };
const denied: Failure = { kind: "rejected", status: 403, code: 7, message: "permission denied" };
const three = [aMember(0), aMember(1), aMember(2)];

const never = () => Promise.reject(new Error("not asked for"));

function placeOf(place: Place | undefined): number {
  if (place?.kind !== "endpoint") return 0;
  return typeof place.endpoint === "number"
    ? place.endpoint
    : three.findIndex(({ clientUrls }) => clientUrls[0] === place.endpoint);
}

/** A cluster of three, each behind the endpoint of its place, some of which fail so. */
function aCluster(failing: { list?: Failure; at: Readonly<Record<number, Failure>> }, endpoints = 3) {
  const asked: string[] = [];
  const answer = async (request: AdminRequest, options?: { readonly place?: Place }): Promise<unknown> => {
    const at = placeOf(options?.place);
    asked.push(request.kind === "status" ? `status ${at}` : request.kind);
    const failure = request.kind === "member-list" ? failing.list : failing.at[at];
    if (failure !== undefined) throw new FailureError(failure);
    return request.kind === "member-list"
      ? { header, members: three }
      : aStatus({ header: { ...header, memberId: idOf(at) } });
  };
  function isCall(value: unknown): value is AdminCalls["call"] {
    return value === answer;
  }
  if (!isCall(answer)) throw new Error("never");
  const admin: AdminCalls = { call: answer, timed: never, metrics: never, snapshot: never };
  const queryClient = new QueryClient();
  const count = async () => {
    const found = await queryClient.fetchQuery({
      ...memberCountQuery(admin, { ...connection, endpoints }, queryClient),
      staleTime: 0,
    });
    const tally = found === null ? undefined : tallyOf(found);
    return tally === undefined ? undefined : describeTally(tally);
  };
  /** The count as it is in the cache. */
  const counted = () => {
    const known = queryClient.getQueryData<MemberCount | null>(etcdCache.memberCount(connection.id));
    const tally = known ? tallyOf(known) : undefined;
    return tally === undefined ? undefined : describeTally(tally);
  };
  return { admin, asked, count, counted, failing, queryClient };
}

test("members are counted by one list and one status each; who stands behind which endpoint is found out once", async () => {
  const { asked, count } = aCluster({ at: {} });
  expect(await count()).toBe("3 of 3 members answered");
  asked.length = 0;
  await count();
  expect(asked.toSorted()).toEqual(["member-list", "status 0", "status 1", "status 2"]);
});

test("a member that answered once and does not any more is away", async () => {
  const cluster = aCluster({ at: {} });
  await cluster.count();
  cluster.failing.at = { 1: away };
  expect(await cluster.count()).toBe("2 of 3 members answered, 1 did not");
});

test("one that never answered is away where the way to it is like that to the others, as after a reload", async () => {
  // There is an endpoint for each.
  expect(await aCluster({ at: { 2: away } }).count()).toBe("2 of 3 members answered, 1 did not");
  // Another answers at the address that it tells of itself.
  expect(await aCluster({ at: { 2: away } }, 1).count()).toBe("2 of 3 members answered, 1 did not");
});

test("where only the endpoint is reached, as by a port-forward, the others cannot be asked from here", async () => {
  expect(await aCluster({ at: { 1: away, 2: away } }, 1).count()).toBe("1 of 3 members answered, 2 cannot be checked");
  // Whoever may not be asked is no member that is silent.
  const forbidden: Failure = { kind: "forbidden", rule: "members", message: "not allowed" };
  expect(await aCluster({ at: { 2: forbidden } }).count()).toBe("2 of 3 members answered, 1 cannot be checked");
});

test("who refuses has answered, and where the list is refused nothing is counted", async () => {
  expect(await aCluster({ at: { 0: denied, 1: denied, 2: denied } }).count()).toBe("3 of 3 members answered");
  expect(await aCluster({ list: denied, at: {} }).count()).toBeUndefined();
  await expect(aCluster({ list: away, at: {} }).count()).rejects.toThrow("refused");
});

test("what a screen hears that asks the members itself is counted, and nothing is asked besides", async () => {
  const { asked, count, counted, queryClient } = aCluster({ at: {} });
  await count();
  const stop = followMembers(queryClient, connection.id);
  asked.length = 0;
  const hear = async (at: number, health: MemberAsked["health"], isShown = true) => {
    const queryKey = etcdCache.memberMonitor(connection.id, idOf(at));
    const options = { queryKey, queryFn: async (): Promise<MemberAsked> => ({ health }) };
    const screen = isShown ? new QueryObserver(queryClient, options).subscribe(() => undefined) : () => undefined;
    await queryClient.fetchQuery({ ...options, staleTime: 0 });
    screen();
  };
  await hear(1, { state: "unreachable" });
  expect(counted()).toBe("2 of 3 members answered, 1 did not");
  // What no screen shows is of nobody's asking.
  await hear(2, { state: "unreachable" }, false);
  expect(counted()).toBe("2 of 3 members answered, 1 did not");
  expect(asked).toEqual([]);
  stop();
  await hear(1, { state: "healthy" });
  expect(counted()).toBe("2 of 3 members answered, 1 did not");
});

test("members that a screen lists are those that are counted", async () => {
  const { admin, count, counted, queryClient } = aCluster({ at: {} });
  await count();
  const stop = followMembers(queryClient, connection.id);
  const [first, second] = three;
  if (first === undefined || second === undefined) throw new Error("there are three");
  const queryFn = async () => ({ header, members: [first, second] });
  const screen = new QueryObserver(queryClient, {
    ...membersQuery(admin, connection),
    queryFn,
    staleTime: 0,
  }).subscribe(() => undefined);
  await expect.poll(counted).toBe("2 of 2 members answered");
  screen();
  stop();
});
