/** Each member asked by itself: one that hangs delays no other. */
import { queryOptions, type QueryClient } from "@tanstack/react-query";
import type { Member } from "@etcd-explorer/shared/model/cluster";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { zeroInt64 } from "@etcd-explorer/shared/model/int64";
import { unknown } from "@etcd-explorer/shared/cluster/verdict/facts";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import type { Place } from "#/api/client/place.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import type { MemberAsked, MemberHealth } from "#/api/members/member-count.ts";
import { memberPatienceMs, nextWay, waysTo, type FoundPlaces } from "#/api/members/member-ways.ts";
import { applyLook, isAnswer, isWrongWay, type Look, type MemberMonitor } from "./member-monitor.ts";
import { keptPointsMs } from "./member-points.ts";

/** How often the screen asks: not while nobody looks; and at once when somebody looks again after longer than that. */
export function refreshing(refreshMs: number | false) {
  return refreshMs === false
    ? { refetchInterval: refreshMs }
    : { refetchInterval: refreshMs, refetchOnWindowFocus: true, staleTime: refreshMs };
}

/** With what the top bar counts of it. */
export interface CountedMonitor extends MemberMonitor, MemberAsked {}

interface MonitorContext {
  readonly admin: AdminCalls;
  readonly connection: Connection;
  readonly queryClient: QueryClient;
  readonly found: FoundPlaces;
}

/** One member, asked anew at every refresh: its status, then its metrics. Never fails: a failure is what it tells. */
export function memberQuery(
  { admin, connection, found, queryClient }: MonitorContext,
  member: Member,
  refreshMs: number | false,
) {
  const queryKey = etcdCache.memberMonitor(connection.id, member.id);
  return queryOptions({
    queryKey,
    // A screen that opens again within this time continues its charts.
    gcTime: keptPointsMs,
    queryFn: async ({ signal }): Promise<CountedMonitor> => {
      const before = queryClient.getQueryData<MemberMonitor>(queryKey);
      const ways = before?.place === undefined ? waysTo(member, connection, found) : [before.place];
      let monitor = before;
      // Two ways a refresh at most, so that a refresh stays cheap whatever the members' addresses are.
      for (let tried = 0; tried < Math.min(2, ways.length); tried++) {
        const place = nextWay(ways, tried + (before?.looks ?? 0));
        if (place === undefined) break;
        const look = { ...(await lookAt(admin, place, signal)), everyMs: refreshMs === false ? undefined : refreshMs };
        monitor = applyLook(monitor, member, look);
        if (monitor.reach === "up" || (look.status.kind === "failed" && !isWrongWay(look.status.failure))) break;
      }
      const seen = monitor ?? unreachable(member);
      return { ...seen, health: healthOf(seen) };
    },
    ...refreshing(refreshMs),
  });
}

function healthOf({ reach, status, place }: MemberMonitor): MemberHealth {
  const way = place === undefined ? {} : { place };
  if (reach !== "up") return { state: reach === "down" ? "unreachable" : "unknown", ...way };
  const well = status.kind === "unknown" || (status.value.leader !== zeroInt64 && status.value.errors.length === 0);
  return { state: well ? "healthy" : "unhealthy", ...way };
}

async function lookAt(admin: AdminCalls, place: Place, signal: AbortSignal): Promise<Look> {
  const options = { place, signal, timeoutMs: memberPatienceMs };
  const atMs = performance.now();
  try {
    const told = await admin.timed({ kind: "status" }, options);
    const { latencyMs } = told;
    const status =
      told.kind === "answered"
        ? ({ kind: "told", status: told.answer, latencyMs, answeredAtMs: performance.now() } as const)
        : told;
    // A user who may not ask for the status may still read metrics, which know no users.
    return status.kind === "told" || isAnswer(status.failure)
      ? { place, atMs, status, metrics: await readMetrics(admin, options) }
      : { place, atMs, status };
  } catch (error) {
    signal.throwIfAborted();
    return { place, atMs, status: { kind: "failed", failure: failureOf(error) } };
  }
}

async function readMetrics(
  admin: AdminCalls,
  options: { place: Place; signal: AbortSignal; timeoutMs: number },
): Promise<NonNullable<Look["metrics"]>> {
  try {
    return { kind: "told", text: await admin.metrics(options) };
  } catch (error) {
    options.signal.throwIfAborted();
    return { kind: "failed", failure: failureOf(error) };
  }
}

function unreachable(member: Member): MemberMonitor {
  const why = member.clientUrls.length === 0 ? "it has not been started yet" : "it cannot be asked from here";
  return {
    reach: "unseen",
    status: unknown(why),
    metricsWhy: why,
    scrapes: [],
    points: [],
    indexes: [],
    askedAtMs: performance.now(),
    looks: 0,
  };
}
