/** What was sent from the console on each connection, newest last. It ends with the tab, and holds no passwords. */
import * as z from "zod/mini";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { entriesOf, keptChoice } from "#/lib/kept-choice.ts";
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

const stored: z.ZodMiniType<ConsoleHistory> = z.object({
  commands: entriesOf(z.array(z.string())),
  requests: entriesOf(z.array(z.object({ path: z.string(), body: z.string() }))),
});

export const useConsoleHistory = create<ConsoleHistory>()(
  persist(
    (): ConsoleHistory => ({ commands: {}, requests: {} }),
    keptChoice("etcd-explorer:console:v1", tabStorage, stored),
  ),
);

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
