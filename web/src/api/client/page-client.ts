/** The clients of this page: wired once, here. */
import { createClient, type Client, type ClientConnection } from "./client.ts";
import type { OnRequest } from "./exchange-log.ts";
import type { OnSighting } from "./sighting.ts";
import { stopOnLeaving } from "./stoppable-fetch.ts";
import { createTransport, type Transport } from "./transport.ts";

const fetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init);

/** The way to the worker that serves this page. */
export const transport: Transport = createTransport(fetch);

if (typeof window !== "undefined") stopOnLeaving(window, fetch);

let tell: OnRequest = () => undefined;

/** Hands every request of the page to `onRequest` from now on. */
export function logRequests(onRequest: OnRequest): void {
  tell = onRequest;
}

let noteSeen: OnSighting = () => undefined;

/** Hands the revision of every answer of the page to `onSighting` from now on. */
export function noteRevisions(onSighting: OnSighting): void {
  noteSeen = onSighting;
}

const onSighting: OnSighting = (sighting) => noteSeen(sighting);

let locked: (connectionId: string) => boolean = () => false;

/** Asks `isLocked` before every request of the page from now on; what is under way, jobs and undo too, is bound by it. */
export function lockRequests(isLocked: (connectionId: string) => boolean): void {
  locked = isLocked;
}

/** The page's client for a connection. */
export function clientOf(connection: ClientConnection): Client {
  return createClient(
    { transport, onRequest: (entry) => tell(entry), onSighting, isLocked: () => locked(connection.id) },
    connection,
  );
}

/** A client for what nobody asked for: the log goes on telling of a person's own requests. */
export function quietClientOf(connection: ClientConnection): Client {
  return createClient(
    { transport, onRequest: () => undefined, onSighting, isLocked: () => locked(connection.id) },
    connection,
  );
}
