import { useQueryClient } from "@tanstack/react-query";
import { decodeUtf8, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { quoteSh } from "@etcd-explorer/shared/command/shell/sh-quote";
import { completeCommand } from "@etcd-explorer/shared/command/etcdctl/read/complete-command";
import { findCompletions } from "@etcd-explorer/shared/command/etcdctl/read/complete-keys";
import { minorOf, tableLinesOf } from "@etcd-explorer/shared/command/etcdctl/print/output";
import { planCommand, runPlan, type PlannedCommand } from "@etcd-explorer/shared/command/etcdctl/plan/plan-command";
import { storedCommand } from "@etcd-explorer/shared/command/etcdctl/read/stored-command";
import type { CommandContext } from "@etcd-explorer/shared/command/etcdctl/plan/command-context";
import { operationAt } from "@etcd-explorer/shared/command/api-table/operations";
import { grpcCode, isRefusedBy } from "@etcd-explorer/shared/model/grpc-code";
import { logWrites } from "@etcd-explorer/shared/write/undo/write-log";
import type { Json } from "@etcd-explorer/shared/model/json";
import { failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import { newsOf } from "@etcd-explorer/shared/read/live/watch-news";
import { useEffect, useMemo, useRef } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { refreshAfterWrites } from "#/api/keys/refresh-after-write.ts";
import { createGatewayCalls, type GatewayCalls } from "#/api/client/gateway-calls.ts";
import { useAdmin } from "#/api/connection/use-admin.ts";
import { lazyLiveStreamOf } from "#/api/live/lazy-live.ts";
import { clientOf } from "#/api/client/page-client.ts";
import { recordWritten } from "#/stores/write-history.ts";
import { rememberCommand } from "#/stores/console-history.ts";
import { writtenBy } from "#/features/console/input/console-written.ts";
import type { Suggestions } from "#/features/console/input/command-input.tsx";
import { adviseAfter, stoppedWrite } from "#/features/console/input/advise-after.ts";
import { addEntry, appendOutput, changeEntry, newEntry, type Entry } from "#/features/console/input/console-model.ts";
import { changeEntries, nextEntryId, noEntries, useConsoleEntries } from "./console-entries.ts";
import { consolePlaces, placeAt } from "#/features/console/input/console-places.ts";

/** The gateway of the connection of the screen. */
export function useGateway(): GatewayCalls {
  const { connection } = useConnected();
  return useMemo(() => createGatewayCalls(clientOf(connection)), [connection]);
}

/** Why a command was stopped that nobody stopped. */
const left = "Stopped: you left the console.";

/** Commands that go on until they are stopped, at the same time: one that is no watch holds one of the browser's connections. */
const mostGoingOn = 3;

/** The etcdctl side of the console: what was run, and running more. */
export function useEtcdctl(version: string) {
  const { connection, etcd } = useConnected();
  const admin = useAdmin();
  const gateway = useGateway();
  const queryClient = useQueryClient();
  // What one user was told is not for the next one.
  const place = `${connection.id} ${connection.user}`;
  const entries = useConsoleEntries((kept) => kept[place]) ?? noEntries;
  const setEntries = (change: (before: readonly Entry[]) => readonly Entry[]) => changeEntries(place, change);
  const running = useRef<Map<number, AbortController>>(new Map());
  useEffect(() => {
    const stops = running.current;
    return () => {
      for (const stop of stops.values()) stop.abort(left);
    };
  }, []);
  const newestRunning = entries.findLast(({ state }) => state === "running")?.id;

  /** Shows a text that no etcd was asked for. */
  const tell = (text: string, output: string, state: "help" | "elsewhere", screen?: Entry["screen"]) => {
    const id = nextEntryId();
    const command = storedCommand(text) ?? "";
    setEntries((before) => addEntry(before, { ...newEntry(id, command, state), output, screen }));
  };

  /** Why a command cannot be run beside those that run; undefined: it can. */
  const refuse = ({ plan }: PlannedCommand): string | undefined => {
    const going = entries.filter(({ state, goesOn }) => state === "running" && goesOn).length;
    if (plan.goesOn === undefined || going < mostGoingOn) return undefined;
    return `${mostGoingOn} commands are running. Stop one first.`;
  };

  const run = async (text: string, { plan, style, note }: PlannedCommand) => {
    const id = nextEntryId();
    const stop = new AbortController();
    running.current.set(id, stop);
    const command = storedCommand(text) ?? "";
    rememberCommand(connection.id, command);
    const started = performance.now();
    setEntries((before) =>
      addEntry(before, { ...newEntry(id, command, "running"), passedOver: note, goesOn: plan.goesOn === true }),
    );
    let failure: Failure | undefined;
    const noteFailure = (error: unknown): never => {
      failure = failureOf(error);
      throw error;
    };
    let others = 0;
    const sent = (path: string, body: Json, at?: string | number) =>
      gateway.call(path, body, {
        signal: stop.signal,
        ...(at === undefined ? {} : { place: placeAt(at, connection) }),
      });
    const { call, log } = logWrites(sent, (error) => isRefusedBy(failureOf(error), grpcCode.permissionDenied));
    const context: CommandContext = {
      version,
      places: () => consolePlaces({ admin, connection, queryClient }),
      style: { ...style, minor: minorOf(version), tableLines: tableLinesOf(minorOf(version)) },
      call: async (path, body, at) => {
        const before = log().answered;
        const answer = await call(path, body, at).catch(noteFailure);
        if (log().answered === before && operationAt(path)?.effect === "writes") others++;
        return answer;
      },
      stream: (path, body) => gateway.stream(path, body, stop.signal),
      watch: (request) => newsOf((listener) => lazyLiveStreamOf(connection).watch(request, listener), stop.signal),
      print: (parts) => setEntries((before) => appendOutput(before, id, parts)),
      printError: (line) =>
        setEntries((before) => changeEntry(before, id, ({ errors }) => ({ errors: `${errors}${line}\n` }))),
      note: (sentence) => setEntries((before) => changeEntry(before, id, () => ({ note: sentence }))),
      now: () => performance.now(),
      pause: (ms) => pauseFor(ms, stop.signal),
    };
    const state = await runPlan(plan, context).then(
      (ok) => (ok ? "done" : "failed"),
      () => "failed" as const,
    );
    running.current.delete(id);
    const durationMs = performance.now() - started;
    const ended = stop.signal.aborted ? "stopped" : state;
    const told = ended === "failed" && failure !== undefined ? adviseAfter(failure, plan.writes) : undefined;
    const mayHaveWritten = ended === "stopped" && plan.writes && plan.goesOn !== true ? stoppedWrite : told;
    const advice = stop.signal.reason === left ? [left, mayHaveWritten ?? []].flat().join(" ") : mayHaveWritten;
    setEntries((before) => changeEntry(before, id, () => ({ state: ended, durationMs, advice, note: undefined })));
    if (!plan.writes) return;
    const stopped = ended === "stopped" && plan.goesOn === true ? "done" : ended;
    const written = writtenBy({ command, log: log(), others, ended: stopped, failure });
    if (written !== undefined) recordWritten(connection, written);
    await refreshAfterWrites(queryClient, connection.id);
  };

  const complete = async (before: string): Promise<Suggestions> => {
    const { from, options, keyPrefix } = completeCommand(before);
    if (keyPrefix === undefined) return { from, options };
    const keys = await findCompletions(etcd, keyFromText(keyPrefix));
    return { from, options: keys.flatMap((key) => decodeUtf8(key) ?? []).map(quoteSh) };
  };

  return {
    connection,
    entries,
    newestRunning,
    understand: planCommand,
    tell,
    refuse,
    run,
    complete,
    stop: (id: number) => running.current.get(id)?.abort(),
    clear: () => setEntries((before) => before.filter(({ state }) => state === "running")),
  };
}

async function pauseFor(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(true), ms);
  signal.addEventListener(
    "abort",
    () => {
      clearTimeout(timer);
      resolve(false);
    },
    { once: true },
  );
  return promise;
}
