/** The app as a browser meets it, without a server in between. */
import { createApp } from "#/app.ts";
import type { Environment } from "#/settings/settings.ts";
import type { Dial } from "#/model/transport.ts";
import { nodeDial } from "#/socket/node-dial.ts";
import { nodePipe } from "#/socket/node-pipe.ts";
import { ScriptedClient } from "#/socket/scripted-web-socket.ts";

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

export interface Api {
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
  /** The answer unread. When `signal` aborts, the reader has left. */
  open(path: string, body: unknown, signal?: AbortSignal): Promise<Response>;
}

/**
 * A new app that dials by `dial` and lets any target be named, unless `environment` says otherwise. Its WebSockets
 * have `client` at their other end.
 */
export function makeApi(dial: Dial = nodeDial, environment: Environment = {}, client = new ScriptedClient()): Api {
  const app = createApp({ dial, openPipe: nodePipe, upgrade: client.upgrade });
  const bindings: Environment = { ALLOWED_TARGETS: "*", ...environment };
  const send = async (path: string, init: RequestInit): Promise<ApiAnswer> => {
    const answer = await app.request(`http://localhost:8787${path}`, init, bindings);
    return { status: answer.status, headers: answer.headers, json: await answer.json() };
  };
  return {
    post: (path, body, headers = {}) =>
      send(path, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    get: (path, headers = {}) => send(path, { headers }),
    open: async (path, body, signal) =>
      await app.request(
        `http://localhost:8787${path}`,
        {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
          ...(signal !== undefined && { signal }),
        },
        bindings,
      ),
  };
}
