/** Replays of what an etcd in memory has kept, for tests: told at once, and as one message a revision. */
import { encodeHex } from "../src/model/bytes.ts";
import { compareInt64 } from "../src/model/int64.ts";
import { isInRange } from "../src/model/range.ts";
import type { KeyEvent } from "../src/model/watch.ts";
import type { ReplayCall, ReplayRequest } from "../src/read/past/replay-call.ts";
import type { MemoryEtcd } from "./memory-etcd.ts";

/** Every event, in etcd's order. */
export function eventsOf({ history }: MemoryEtcd): KeyEvent[] {
  return history.flatMap(({ revision, keys }, at): KeyEvent[] => {
    const before = history[at - 1]?.keys ?? new Map();
    const names = [...new Set([...before.keys(), ...keys.keys()])].toSorted();
    return names.flatMap((name): KeyEvent[] => {
      const [kv, prevKv] = [keys.get(name), before.get(name)];
      if (kv === undefined) return prevKv === undefined ? [] : [{ type: "delete", key: prevKv.key, revision, prevKv }];
      if (kv === prevKv) return [];
      return [{ type: "put", key: kv.key, revision, kv, ...(prevKv !== undefined && { prevKv }) }];
    });
  });
}

/** Replays of an etcd, with a note of each that was asked for. */
export function replayOf(etcd: MemoryEtcd): { readonly replay: ReplayCall; readonly asked: ReplayRequest[] } {
  const asked: ReplayRequest[] = [];
  const replay: ReplayCall = (request, onEvents) => {
    asked.push(request);
    const { range, from, to } = request;
    const events = eventsOf(etcd).filter(
      ({ key, revision }) => isInRange(key, range) && compareInt64(revision, from) >= 0,
    );
    const revisions = new Set(events.map(({ revision }) => revision));
    for (const revision of revisions) {
      if (compareInt64(revision, to) > 0) return Promise.resolve("told");
      if (onEvents(events.filter((event) => event.revision === revision))) return Promise.resolve("told");
    }
    // With nothing to tell, etcd says nothing at all.
    return Promise.resolve(revisions.size === 0 ? "silent" : "told");
  };
  return { replay, asked };
}

/** A word for an event. */
export function spellEvent({ type, key, revision }: KeyEvent): string {
  return `${revision} ${type} ${encodeHex(key)}`;
}
