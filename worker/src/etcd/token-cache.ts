/** etcd's tokens, in memory only and for a bounded number of users. */
import { encodeHex, encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { BoundedMap } from "#/limits/bounded-map.ts";
import type { Credentials } from "#/model/target.ts";

/** How long somebody else's login is waited for, and how often it is looked at. */
export interface TurnLimits {
  readonly waitMs: number;
  readonly pollMs: number;
}

/**
 * Tokens by {@link tokenKey}, and whose login is under way. Strings only: a promise belongs to the request that made
 * it, and another request that awaited it would hang; so requests wait for one another by looking.
 */
export class TokenCache {
  readonly #tokens: BoundedMap<string>;
  readonly #loggingIn = new Set<string>();
  readonly #limits: TurnLimits;

  constructor(capacity: number, limits: TurnLimits) {
    this.#tokens = new BoundedMap(capacity);
    this.#limits = limits;
  }

  get(key: string): string | undefined {
    return this.#tokens.get(key);
  }

  set(key: string, token: string): void {
    this.#tokens.set(key, token);
  }

  delete(key: string): void {
    this.#tokens.delete(key);
  }

  /**
   * The token that is kept, or, where there is none, what `logIn` gives. Of several requests at once one logs in and
   * the others take its token; where it got none, they log in themselves, one after another. A request that was broken
   * off in its login is not waited for longer than `waitMs`.
   */
  async tokenOr<T>(key: string, kept: (token: string) => T, logIn: () => Promise<T>): Promise<T> {
    const { waitMs, pollMs } = this.#limits;
    for (let waitedMs = 0; waitedMs < waitMs; waitedMs += pollMs) {
      const token = this.#tokens.get(key);
      if (token !== undefined) return kept(token);
      if (!this.#loggingIn.has(key)) break;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    this.#loggingIn.add(key);
    try {
      return await logIn();
    } finally {
      this.#loggingIn.delete(key);
    }
  }
}

/** The key of a user's token at a target: another password is another key, and none can be read from it. */
export async function tokenKey(targetId: string, { username, password }: Credentials): Promise<string> {
  const secret = encodeUtf8(JSON.stringify([targetId, username, password]));
  return `${targetId} ${encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", secret)))}`;
}
