/** What was sent from the console on each connection, newest last. It ends with the tab, and holds no passwords. */
import { create } from "zustand";
import { persist, createJSONStorage } from "zustand/middleware";
import { tabStorage } from "#/lib/safe-storage.ts";

export interface RawRequest {
  readonly path: string;
  readonly body: string;
}

interface ConsoleHistory {
  readonly commands: Readonly<Record<string, readonly string[]>>;
  readonly requests: Readonly<Record<string, readonly RawRequest[]>>;
}

const kept = 200;
/** Values may stand in commands: what is very long is not worth its place. */
const longest = 20_000;

export const useConsoleHistory = create<ConsoleHistory>()(
  persist((): ConsoleHistory => ({ commands: {}, requests: {} }), {
    name: "etcd-explorer:console:v1",
    storage: createJSONStorage(() => tabStorage),
    merge: (stored, current) => (isHistory(stored) ? stored : current),
  }),
);

const isLists = (lists: unknown): boolean =>
  typeof lists === "object" && lists !== null && Object.values(lists).every((list) => Array.isArray(list));

/** Anything may be in a tab's storage. */
function isHistory(stored: unknown): stored is ConsoleHistory {
  if (typeof stored !== "object" || stored === null || !("commands" in stored) || !("requests" in stored)) return false;
  return isLists(stored.commands) && isLists(stored.requests);
}

/** Remembers a command, which must hold no secret. The same twice in a row counts once. */
export function rememberCommand(connectionId: string, command: string): void {
  if (command.trim() === "" || command.length > longest) return;
  useConsoleHistory.setState(({ commands }) => {
    const before = commands[connectionId] ?? [];
    if (before.at(-1) === command) return {};
    return { commands: { ...commands, [connectionId]: [...before, command].slice(-kept) } };
  });
}

/** Remembers a request, which must hold no secret. */
export function rememberRequest(connectionId: string, request: RawRequest): void {
  if (request.body.length > longest) return;
  useConsoleHistory.setState(({ requests }) => {
    const before = (requests[connectionId] ?? []).filter(
      ({ path, body }) => path !== request.path || body !== request.body,
    );
    return { requests: { ...requests, [connectionId]: [...before, request].slice(-kept) } };
  });
}
