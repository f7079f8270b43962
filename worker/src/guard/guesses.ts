/** Guesses at the access token: each client may be wrong a few times a minute, and is then not listened to for a while. */
import { BoundedMap } from "#/limits/bounded-map.ts";

export interface GuessLimits {
  /** Different wrong values within `windowMs`. The same one again is no new guess: a page may keep asking with it. */
  readonly wrong: number;
  /** The same of all clients behind one proxy together. */
  readonly wrongBehindProxy: number;
  readonly windowMs: number;
  readonly clients: number;
}

/** Who asks: the other end of the connection, and for whom, where that is a proxy nearby. */
export interface Client {
  readonly peer: string;
  readonly behind?: string;
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
  waitMs(client: Client, nowMs: number): number {
    const waits = this.#counted(client).map(({ key, most }) => {
      const times = [...this.#recent(key, nowMs).values()];
      return times.length < most ? 0 : Math.min(...times) + this.#limits.windowMs - nowMs;
    });
    return Math.max(...waits);
  }

  /**
   * Notes a wrong value, of which `digest` tells no more than whether it is the same; gives how many different ones the
   * client has tried; undefined where it is no new one.
   */
  note(client: Client, digest: string, nowMs: number): number | undefined {
    const counts = this.#counted(client).map(({ key }) => {
      const recent = this.#recent(key, nowMs);
      if (recent.has(digest)) return undefined;
      this.#wrong.set(key, new Map([...recent, [digest, nowMs]]));
      return recent.size + 1;
    });
    return counts[0];
  }

  /** One who is behind a proxy locks nobody else out there; and the proxy's word does not give guesses without end. */
  #counted({ peer, behind }: Client): readonly { readonly key: string; readonly most: number }[] {
    const { wrong, wrongBehindProxy } = this.#limits;
    const proxy = { key: peer, most: behind === undefined ? wrong : wrongBehindProxy };
    return behind === undefined ? [proxy] : [{ key: `${peer} for ${behind}`, most: wrong }, proxy];
  }

  #recent(key: string, nowMs: number): ReadonlyMap<string, number> {
    const known = this.#wrong.get(key) ?? new Map<string, number>();
    return new Map([...known].filter(([, atMs]) => nowMs - atMs < this.#limits.windowMs));
  }
}

/**
 * Who asks: the address of the other end of the connection, which workerd tells, or on Cloudflare the header that only
 * Cloudflare can set. A proxy on this machine or in its private network says for whom it asks.
 */
export function clientOf(request: Request): Client {
  const cf: unknown = Reflect.get(request, "cf");
  const told: unknown = typeof cf === "object" && cf !== null ? Reflect.get(cf, "clientIp") : undefined;
  if (typeof told !== "string") return { peer: request.headers.get("cf-connecting-ip") ?? "an unknown address" };
  const peer = told.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
  // The last address is the one that the proxy itself has seen; those before it are whatever the client says.
  const behind = request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  return isNearby(peer) && /^[0-9a-f:.]{2,45}$/i.test(behind) ? { peer, behind } : { peer };
}

/** The client as a line of the log names it. */
export function formatClient({ peer, behind }: Client): string {
  return behind === undefined ? peer : `${behind} via ${peer}`;
}

function isNearby(address: string): boolean {
  const ipv4 = address.replace(/^::ffff:/i, "");
  return /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:|unix)/i.test(ipv4);
}
