import { useQueryClient } from "@tanstack/react-query";
import { decodeUtf8, keyFromText } from "@etcd-explorer/shared/bytes";
import { quoteSh } from "@etcd-explorer/shared/equivalents/sh-quote";
import { completeCommand } from "@etcd-explorer/shared/etcdctl/complete-command";
import { findCompletions } from "@etcd-explorer/shared/etcdctl/complete-keys";
import { minorOf } from "@etcd-explorer/shared/etcdctl/output";
import { planCommand, runPlan, type Understood } from "@etcd-explorer/shared/etcdctl/plan-command";
import { withoutSecrets } from "@etcd-explorer/shared/etcdctl/without-secrets";
import type { ConsoleWorld } from "@etcd-explorer/shared/etcdctl/world";
import { failureOf, formatHostPort, type Failure } from "@etcd-explorer/shared/failure";
import { useEffect, useMemo, useRef, useState } from "react";
import { useConnected } from "#/api/connection-context.tsx";
import type { Connection } from "#/api/connection.ts";
import { etcdCache } from "#/api/etcd-cache.ts";
import { createGatewayClient, placeOfUrl, type GatewayClient } from "#/api/gateway-client.ts";
import { worker } from "#/api/worker.ts";
import { rememberCommand } from "#/stores/console-history.ts";
import { noteRequest } from "#/stores/request-log.ts";
import type { Suggestions } from "./command-input.tsx";
import { adviseAfter, stoppedWrite } from "./advise-after.ts";
import { addEntry, appendOutput, changeEntry, newEntry, type Entry } from "./console-model.ts";

/** The gateway of the connection of the screen. */
export function useGateway(): GatewayClient {
  const { connection } = useConnected();
  return useMemo(
    () =>
      createGatewayClient(
        { worker, fetch: (input, init) => globalThis.fetch(input, init), onRequest: noteRequest },
        connection,
      ),
    [connection],
  );
}

/** The endpoint as etcdctl would have been given it; the server keeps the addresses of its connections to itself. */
function endpointOf({ ref }: Connection): string {
  return ref.kind === "configured" ? ref.name : `${ref.tls ? "https" : "http"}://${formatHostPort(ref.host, ref.port)}`;
}

type PlannedCommand = Extract<Understood, { kind: "plan" }>;

/** The etcdctl side of the console: what was run, and running more. */
export function useEtcdctl(version: string) {
  const { connection, etcd } = useConnected();
  const gateway = useGateway();
  const queryClient = useQueryClient();
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const running = useRef<AbortController>(undefined);
  const nextId = useRef(1);
  useEffect(() => () => running.current?.abort(), []);
  const isRunning = entries.some(({ state }) => state === "running");

  const tell = (command: string, text: string, state: Entry["state"]) => {
    const id = nextId.current++;
    const printed = state === "help" ? { output: text } : { errors: text };
    setEntries((before) => addEntry(before, { ...newEntry(id, command, state), ...printed }));
  };

  const run = async (text: string, { plan, style }: PlannedCommand) => {
    const id = nextId.current++;
    const stop = new AbortController();
    running.current = stop;
    const command = withoutSecrets(text);
    rememberCommand(connection.id, command);
    const started = performance.now();
    setEntries((before) => addEntry(before, newEntry(id, command, "running")));
    let failure: Failure | undefined;
    const noteFailure = (error: unknown): never => {
      failure = failureOf(error);
      throw error;
    };
    const world: ConsoleWorld = {
      version,
      endpoint: endpointOf(connection),
      style: { ...style, minor: minorOf(version), tableLines: "box" },
      call: (path, body, at) =>
        gateway
          .call(path, body, {
            signal: stop.signal,
            ...(at === undefined ? {} : { place: placeOfUrl(at, connection) }),
          })
          .catch(noteFailure),
      stream: (path, body) => gateway.stream(path, body, stop.signal),
      print: (parts) => setEntries((before) => appendOutput(before, id, parts)),
      printError: (line) =>
        setEntries((before) => changeEntry(before, id, ({ errors }) => ({ errors: `${errors}${line}\n` }))),
      now: () => performance.now(),
      pause: (ms) => pauseFor(ms, stop.signal),
    };
    const state = await runPlan(plan, world).then(
      (ok) => (ok ? "done" : "failed"),
      () => "failed" as const,
    );
    const durationMs = performance.now() - started;
    const ended = stop.signal.aborted ? "stopped" : state;
    const told = ended === "failed" && failure !== undefined ? adviseAfter(failure, plan.writes) : undefined;
    const advice = ended === "stopped" && plan.writes && plan.goesOn !== true ? stoppedWrite : told;
    setEntries((before) => changeEntry(before, id, () => ({ state: ended, durationMs, advice })));
    if (!plan.writes) return;
    await queryClient.invalidateQueries({
      queryKey: etcdCache.connection(connection.id),
      predicate: ({ queryKey }) => !queryKey.includes("health"),
    });
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
    isRunning,
    understand: planCommand,
    tell,
    run,
    complete,
    stop: () => running.current?.abort(),
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
