/**
 * Keeps what the cache holds of keys as a watch tells that it is: folders, tables and keys within one range. What the
 * watch told before something was read is in that already; what it told since is applied, wherever the answer comes in
 * between. Where something was missed, it is read again, and not more often than `againMs`.
 */
import type { InfiniteData, Query, QueryClient, QueryKey } from "@tanstack/react-query";
import { asKey, decodeHex, encodeHex } from "@etcd-explorer/shared/model/bytes";
import { compareInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import { holdsAll, within, type KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import { isInRange, prefixRange } from "@etcd-explorer/shared/model/range";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import { followListing } from "@etcd-explorer/shared/read/follow/follow-listing";
import { followRows } from "@etcd-explorer/shared/read/follow/follow-rows";
import type { Listing } from "@etcd-explorer/shared/read/listing/listing";
import { etcdCache, readAtOf } from "#/api/cache/etcd-cache.ts";
import { followPages, followRows as followTableRows } from "#/api/keys/follow-pages.ts";
import type { KeyState } from "#/api/keys/key-state.ts";
import type { TablePage } from "#/api/keys/table-pages.ts";
import type { ChangeLog, LoggedChange } from "./change-log.ts";

interface Followed {
  readonly data: unknown;
  readonly to: Revision;
}

export interface FollowOptions {
  readonly client: QueryClient;
  readonly connectionId: string;
  /** What the watch tells of. */
  readonly span: KeySpan;
  readonly log: ChangeLog;
  /** Hears of a key of which there is another version now. */
  readonly onKey?: (state: KeyState, event: KeyEvent) => void;
  /** Hears that something was read. */
  readonly onRead?: () => void;
  /** How long after it was read again something is not read again. */
  readonly againMs?: number;
}

/** Follows until `end`. */
export class CacheFollower {
  readonly #options: Required<FollowOptions>;
  readonly #followed = new Map<string, Followed>();
  /** The newest event of each key in the cache, with its value. */
  readonly #newest = new Map<string, KeyEvent>();
  readonly #places = new Map<string, Place | undefined>();
  /** The keys in the cache, from the moment that they are read. */
  readonly #keys = new Set<string>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #readAgainAt = new Map<string, number>();
  readonly #unsubscribe: () => void;
  #isWriting = false;

  constructor(options: FollowOptions) {
    this.#options = { onKey: () => undefined, onRead: () => undefined, againMs: 2000, ...options };
    const cache = options.client.getQueryCache();
    this.#unsubscribe = cache.subscribe((event) => {
      if (event.type === "added") this.#placeOf(event.query);
      if (this.#isWriting) return;
      if (event.type === "updated" && event.action.type === "success") {
        this.#follow(event.query);
        this.#options.onRead();
      }
      if (event.type === "removed") this.#forget(event.query);
    });
    for (const query of cache.getAll()) this.#placeOf(query);
  }

  /** The oldest revision of what somebody looks at and the watch tells of; undefined: there is nothing yet. */
  readAt(): Revision | undefined {
    let oldest: Revision | undefined;
    for (const { query, place } of this.#lookedAt()) {
      if (query.state.isInvalidated) continue;
      const revision = this.#revisionOf(query, place);
      if (revision !== undefined) oldest = oldest === undefined ? revision : older(oldest, revision);
    }
    return oldest;
  }

  /** Whether something that somebody looks at is to be read again, or is being read. */
  isReading(): boolean {
    return this.#lookedAt().some(
      ({ query: { queryHash, state } }) =>
        this.#timers.has(queryHash) || state.isInvalidated || state.fetchStatus !== "idle",
    );
  }

  #lookedAt(): readonly { readonly query: Query; readonly place: Place }[] {
    const { client, connectionId } = this.#options;
    const queryKey = etcdCache.connection(connectionId);
    return client
      .getQueryCache()
      .findAll({ queryKey, type: "active" })
      .flatMap((query) => {
        const place = this.#placeOf(query);
        return place === undefined ? [] : [{ query, place }];
      });
  }

  /** Notes the values of keys that somebody looks at. The log is told of all events by its owner. */
  note(events: readonly KeyEvent[]): void {
    // Nobody looks at most of the keys: few are worth being spelled out.
    if (this.#keys.size === 0) return;
    for (const event of events) {
      const hex = encodeHex(event.key);
      if (this.#keys.has(hex)) this.#newest.set(hex, event);
    }
  }

  /** Brings everything up to where the log is complete. */
  flush(): void {
    const { client, connectionId } = this.#options;
    for (const query of client.getQueryCache().findAll({ queryKey: etcdCache.connection(connectionId) })) {
      this.#follow(query);
    }
  }

  /** What was read and told is of a past that is no more: whoever owns the cache has it read again. */
  restart(): void {
    this.#followed.clear();
    this.#newest.clear();
  }

  end(): void {
    this.#unsubscribe();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #follow(query: Query): void {
    const place = this.#placeOf(query);
    const { completeTo } = this.#options.log;
    // What is known to be stale is read again by whoever looks at it next, or is being read.
    if (place === undefined || completeTo === undefined || query.state.isInvalidated) return;
    if (place.kind === "key") this.#followKey(query, place.hex, completeTo);
    else if (place.kind === "folder") this.#followRange(query, place, completeTo, folders);
    else this.#followRange(query, place, completeTo, tables);
  }

  #followRange<Data>(query: Query, { hex, isWhole }: RangePlace, completeTo: Revision, kind: Kind<Data>): void {
    const { client, log } = this.#options;
    const data = client.getQueryData<Data>(query.queryKey);
    if (data === undefined) return;
    const known = this.#followed.get(query.queryHash);
    const readAt = known?.data === data ? known.to : kind.revisionOf(data);
    const changes = readAt === undefined ? undefined : log.since(readAt);
    const own = changes?.filter((change) => change.hex.startsWith(hex));
    // Of what reaches beyond the watch only single keys can be told by it.
    const next = own && (isWhole ? kind.follow(data, own, completeTo) : kind.followRows(data, own));
    if (next === undefined) return this.#readAgain(query);
    this.#followed.set(query.queryHash, { data: next, to: completeTo });
    if (next !== data) this.#write(query.queryKey, next);
  }

  #followKey(query: Query, hex: string, completeTo: Revision): void {
    const { client, log, onKey } = this.#options;
    const state = client.getQueryData<KeyState>(query.queryKey);
    if (state === undefined) return;
    const event = this.#newest.get(hex);
    const known = this.#followed.get(query.queryHash);
    if (event !== undefined && isNewer(event.revision, state.revision)) {
      const { revision } = event;
      const next: KeyState = event.type === "put" ? { revision, kv: event.kv } : { revision, isDeleted: true };
      this.#followed.set(query.queryHash, { data: next, to: completeTo });
      this.#write(query.queryKey, next);
      return onKey(next, event);
    }
    const to = known?.data === state ? known.to : state.revision;
    if (to !== undefined && log.since(to) === undefined) return this.#readAgain(query);
    this.#followed.set(query.queryHash, { data: state, to: completeTo });
  }

  #revisionOf({ queryKey }: Query, { kind }: Place): Revision | undefined {
    const { client } = this.#options;
    if (kind === "key") return client.getQueryData<KeyState>(queryKey)?.revision;
    if (kind === "folder") return client.getQueryData<Listing>(queryKey)?.revision;
    const table = client.getQueryData<InfiniteData<TablePage>>(queryKey);
    return table && tables.revisionOf(table);
  }

  #write(queryKey: QueryKey, data: unknown): void {
    this.#isWriting = true;
    this.#options.client.setQueryData(queryKey, data);
    this.#isWriting = false;
  }

  /** At once, but where it was read again a moment ago only some time after that. */
  #readAgain({ queryHash, queryKey }: Query): void {
    const { client, againMs } = this.#options;
    if (this.#timers.has(queryHash)) return;
    const waitMs = Math.max(0, (this.#readAgainAt.get(queryHash) ?? -Infinity) + againMs - performance.now());
    const timer = setTimeout(() => {
      this.#timers.delete(queryHash);
      this.#readAgainAt.set(queryHash, performance.now());
      void client.invalidateQueries({ queryKey, exact: true });
    }, waitMs);
    this.#timers.set(queryHash, timer);
  }

  #placeOf({ queryHash, queryKey }: Query): Place | undefined {
    if (this.#places.has(queryHash)) return this.#places.get(queryHash);
    const place = placeOf(queryKey, this.#options);
    this.#places.set(queryHash, place);
    if (place?.kind === "key") this.#keys.add(place.hex);
    return place;
  }

  #forget({ queryHash }: Query): void {
    const place = this.#places.get(queryHash);
    if (place?.kind === "key") {
      this.#newest.delete(place.hex);
      this.#keys.delete(place.hex);
    }
    this.#places.delete(queryHash);
    this.#followed.delete(queryHash);
    this.#readAgainAt.delete(queryHash);
  }
}

interface RangePlace {
  readonly kind: "folder" | "table";
  /** The prefix. */
  readonly hex: string;
  /** The watch tells of everything in it. */
  readonly isWhole: boolean;
}

type Place = RangePlace | { readonly kind: "key"; readonly hex: string };

/** What of the watched range a query has read of now; undefined: nothing, or it is another connection's. */
function placeOf(queryKey: QueryKey, { connectionId, span }: FollowOptions): Place | undefined {
  const [root, connection, kind, hex] = queryKey;
  if (root !== "etcd" || connection !== connectionId) return undefined;
  if (typeof hex !== "string" || readAtOf(queryKey) !== "live") return undefined;
  const bytes = decodeHex(hex);
  if (bytes === undefined) return undefined;
  if (kind === "key") return isInRange(asKey(bytes), span) ? { kind, hex } : undefined;
  if (kind !== "folder" && kind !== "table") return undefined;
  const range = prefixRange(asKey(bytes));
  return within([span], range).length === 0 ? undefined : { kind, hex, isWhole: holdsAll([span], range) };
}

/** How what is read of many keys is brought up to date. */
interface Kind<Data> {
  /** The oldest revision that is in it; undefined: not known. */
  readonly revisionOf: (data: Data) => Revision | undefined;
  /** It after the changes; undefined: they do not fit. */
  readonly follow: (data: Data, changes: readonly LoggedChange[], completeTo: Revision) => Data | undefined;
  /** It with newer versions of its keys; undefined: a key came or went. */
  readonly followRows: (data: Data, changes: readonly LoggedChange[]) => Data | undefined;
}

const folders: Kind<Listing> = {
  revisionOf: ({ revision }) => revision,
  follow: followListing,
  followRows,
};

const tables: Kind<InfiniteData<TablePage>> = {
  revisionOf: ({ pages }) => {
    const revisions = [pages[0]?.countAt, ...pages.map(({ keysAt }) => keysAt)];
    return revisions.reduce((one, other) => (one === undefined || other === undefined ? undefined : older(one, other)));
  },
  follow: (data, changes, completeTo) => {
    const pages = followPages(data.pages, changes, completeTo);
    return withPages(data, pages);
  },
  followRows: (data, changes) => withPages(data, followTableRows(data.pages, changes)),
};

function withPages(data: InfiniteData<TablePage>, pages: readonly TablePage[] | undefined) {
  return pages === data.pages ? data : pages && { ...data, pages: [...pages] };
}

function older(one: Revision, other: Revision): Revision {
  return compareInt64(one, other) <= 0 ? one : other;
}

function isNewer(revision: Revision, known: Revision | undefined): boolean {
  return known === undefined || compareInt64(revision, known) > 0;
}
