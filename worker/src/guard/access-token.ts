/** The access token (`ACCESS_TOKEN`): whoever may use this server shows it, or the session that was given for it. */
import { encodeHex, encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { sessionPath } from "@etcd-explorer/shared/contract/endpoints";
import { FailureError, type Failure } from "@etcd-explorer/shared/model/failure";
import { BoundedMap } from "#/limits/bounded-map.ts";
import { clientOf, formatClient, Guesses } from "./guesses.ts";
import { workerLimits } from "#/limits/worker-limits.ts";
import { makeSession, readSession, type Session } from "./session.ts";
import { forgettingCookies, sessionCookie, sessionValues } from "./session-cookie.ts";

/** By what a request has got in: no token is wanted, it shows the token itself, or it has a session. */
export type Access = "open" | "token" | "session";

export interface AccessOptions {
  readonly nowMs: () => number;
  /** Tells whoever runs the server, in one line without a secret. */
  readonly log: (line: string) => void;
}

const usual: AccessOptions = {
  nowMs: Date.now,
  // oxlint-disable-next-line no-console -- the only log that the platform has
  log: (line) => console.warn(`etcd explorer: ${line}`),
};

const refusal: Failure = {
  kind: "forbidden",
  rule: "access-token",
  message: `This server requires an access token: sign in at ${sessionPath}, or send Authorization: Bearer TOKEN`,
};

/** Who may use a server with an access token. It remembers guesses and what was signed out, in this isolate. */
export class AccessGuard {
  readonly #guesses = new Guesses(workerLimits.guesses);
  readonly #signedOut = new BoundedMap<true>(workerLimits.sessions);
  /** Sessions that were valid before, which is no guess any more. */
  readonly #seen = new BoundedMap<true>(workerLimits.sessions);
  /** What a request that got in has shown. */
  readonly #shown = new WeakMap<Request, Session>();
  readonly #options: AccessOptions;

  constructor(options: AccessOptions = usual) {
    this.#options = options;
  }

  /** Fails with `forbidden` where the request shows neither the token (`Authorization: Bearer TOKEN`) nor a session. */
  async check(request: Request, token: string | undefined): Promise<Access> {
    if (token === undefined) return "open";
    const session = await this.#session(request, token);
    if (session !== undefined) {
      this.#shown.set(request, session);
      return "session";
    }
    const bearer = /^bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
    if (bearer !== undefined && (await this.#isToken(request, bearer, token))) return "token";
    throw new FailureError(refusal);
  }

  /** For a connection that outlives the request which got in: tells why that would not get in any more, once it would not. */
  following(request: Request): () => Failure | undefined {
    const session = this.#shown.get(request);
    return () => (session === undefined || this.#isOpen(session) ? undefined : refusal);
  }

  #isOpen({ id, endsAtMs }: Session): boolean {
    return endsAtMs > this.#options.nowMs() && this.#signedOut.get(id) !== true;
  }

  /** The `Set-Cookie` for a browser that shows the token; undefined where it is another. */
  async signIn(request: Request, attempt: string, token: string): Promise<string | undefined> {
    if (!(await this.#isToken(request, attempt, token))) return undefined;
    return sessionCookie(request, await makeSession(token, this.#options.nowMs()));
  }

  /** Ends the request's session here, and gives what makes the browser forget it. */
  async signOut(request: Request, token: string | undefined): Promise<readonly string[]> {
    const session = token === undefined ? undefined : await this.#session(request, token);
    if (session !== undefined) this.#signedOut.set(session.id, true);
    return forgettingCookies(request);
  }

  async #session(request: Request, token: string): Promise<Session | undefined> {
    for (const value of sessionValues(request)) {
      const isKnown = this.#seen.get(value.slice(0, value.indexOf("."))) === true;
      // A value can be made of a guessed token: it is one guess more.
      if (!isKnown) this.#requirePatience(request);
      const [state, digest] = await Promise.all([readSession(value, token, this.#options.nowMs()), digestOf(value)]);
      // Of many that came at once, those before this one count now.
      if (!isKnown) this.#requirePatience(request);
      if (state.kind === "forged") this.#guesses.note(clientOf(request), digest, this.#options.nowMs());
      if (state.kind !== "valid" || !this.#isOpen(state.session)) continue;
      this.#seen.set(state.session.id, true);
      return state.session;
    }
    return undefined;
  }

  async #isToken(request: Request, attempt: string, token: string): Promise<boolean> {
    if (attempt === "") return false;
    this.#requirePatience(request);
    const [given, expected] = await Promise.all([digestOf(attempt), digestOf(token)]);
    // Of many that came at once, those before this one count now.
    this.#requirePatience(request);
    if (isSame(given, expected)) return true;
    const client = clientOf(request);
    const count = this.#guesses.note(client, given, this.#options.nowMs());
    const { wrong, windowMs } = workerLimits.guesses;
    if (count !== undefined) {
      const then = count < wrong ? "" : ` Tokens from this address are refused for ${windowMs / 1000} s.`;
      this.#options.log(
        `Wrong access token from ${formatClient(client)}, ${count} of ${wrong} in ${windowMs / 1000} s.${then}`,
      );
    }
    return false;
  }

  #requirePatience(request: Request): void {
    const waitMs = this.#guesses.waitMs(clientOf(request), this.#options.nowMs());
    if (waitMs <= 0) return;
    const message = `Too many wrong access tokens from this address: try again in ${Math.ceil(waitMs / 1000)} s`;
    throw new FailureError({ kind: "forbidden", rule: "guesses", message });
  }
}

async function digestOf(text: string): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", encodeUtf8(text))));
}

/** Whether two digests are the same, in a time that does not tell how much of them is. */
function isSame(attempt: string, expected: string): boolean {
  const [left, right] = [encodeUtf8(attempt), encodeUtf8(expected)];
  return left.reduce((difference, byte, index) => difference | (byte ^ (right[index] ?? 0)), 0) === 0;
}
