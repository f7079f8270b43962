/** Guesses at the access token: each client may be wrong a few times a minute, and is then not listened to for a while. */
import { encodeHex, encodeUtf8 } from "@etcd-explorer/shared/bytes";
import { BoundedMap } from "#/etcd/bounded-map.ts";

export interface GuessLimits {
  /** Different wrong values within `windowMs`. The same one again is no new guess: a page may keep asking with it. */
  readonly wrong: number;
  readonly windowMs: number;
  readonly clients: number;
}

export class Guesses {
  readonly #limits: GuessLimits;
  /** By client: when each wrong value came first. The values themselves are not kept, only what tells them apart. */
  readonly #wrong: BoundedMap<ReadonlyMap<string, number>>;

  constructor(limits: GuessLimits) {
    this.#limits = limits;
    this.#wrong = new BoundedMap(limits.clients);
  }

  /** How long the client is not listened to; 0: it is. */
  waitMs(client: string, nowMs: number): number {
    const times = [...this.#recent(client, nowMs).values()];
    return times.length < this.#limits.wrong ? 0 : Math.min(...times) + this.#limits.windowMs - nowMs;
  }

  /** Notes a wrong value, and gives how many different ones the client has tried; undefined where it is no new one. */
  async note(client: string, value: string, nowMs: number): Promise<number | undefined> {
    const digest = encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", encodeUtf8(value))));
    const recent = this.#recent(client, nowMs);
    if (recent.has(digest)) return undefined;
    this.#wrong.set(client, new Map([...recent, [digest, nowMs]]));
    return recent.size + 1;
  }

  #recent(client: string, nowMs: number): ReadonlyMap<string, number> {
    const known = this.#wrong.get(client) ?? new Map<string, number>();
    return new Map([...known].filter(([, atMs]) => nowMs - atMs < this.#limits.windowMs));
  }
}

/**
 * Who asks: the address of the other end of the connection, which workerd tells, or on Cloudflare the header that only
 * Cloudflare can set. A proxy is one client.
 */
export function clientOf(request: Request): string {
  const cf: unknown = Reflect.get(request, "cf");
  const peer: unknown = typeof cf === "object" && cf !== null ? Reflect.get(cf, "clientIp") : undefined;
  if (typeof peer === "string") return peer.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
  return request.headers.get("cf-connecting-ip") ?? "an unknown address";
}
