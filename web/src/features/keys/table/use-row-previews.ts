import { skipToken, useQueries, useQueryClient } from "@tanstack/react-query";
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { readPreviews, type Preview } from "./value-preview.ts";

/** So long a row is in sight before its value is read, so that flying past costs nothing. */
const sightMs = 80;
const keptMs = 120_000;

interface RowPreviews {
  /** Tells which rows are in sight. */
  readonly onSight: (from: number, to: number) => void;
  /** What is known of the value of a row. */
  readonly previewOf: (facts: KeyFacts) => Preview | undefined;
}

/** The beginnings of the values in sight, read once for each version of a key. `wanted`: a column shows them. */
export function useRowPreviews(rows: readonly KeyFacts[], wanted: boolean): RowPreviews {
  const connected = useConnected();
  const { connection, at } = connected;
  const client = useQueryClient();
  const [sight, setSight] = useState({ from: 0, to: 0 });
  const shown = wanted ? rows.slice(sight.from, sight.to) : [];
  const queryKeyOf = ({ key, modRevision }: KeyFacts) => etcdCache.preview(connection.id, key, modRevision, at);
  const previews = useQueries({
    queries: shown.map((facts) => ({
      queryKey: queryKeyOf(facts),
      queryFn: skipToken,
      gcTime: keptMs,
      select: (preview: Preview) => preview,
    })),
  });
  const read = useEffectEvent((signal: AbortSignal) => {
    const missing = new Map<string, KeyFacts>();
    for (const facts of shown) {
      const known = client.getQueryData<Preview>(queryKeyOf(facts));
      if (known === undefined || (known.kind === "unread" && known.why === "failed")) {
        missing.set(encodeHex(facts.key), facts);
      }
    }
    const tell = (key: Key, preview: Preview) => {
      const facts = missing.get(encodeHex(key));
      if (facts !== undefined) client.setQueryData(queryKeyOf(facts), preview);
    };
    const keys = [...missing.values()].map(({ key }) => key);
    void readPreviews(connected.etcd, keys, tell, signal);
  });
  const names = shown.map((facts) => JSON.stringify(queryKeyOf(facts))).join("\n");
  useEffect(() => {
    if (names === "") return undefined;
    const abort = new AbortController();
    read(abort.signal);
    return () => abort.abort();
  }, [names]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const byKey = new Map(shown.map((facts, index) => [encodeHex(facts.key), previews[index]?.data]));
  return {
    // Nothing is drawn for it while one scrolls.
    onSight: (from, to) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setSight({ from, to }), sightMs);
    },
    previewOf: (facts) => byKey.get(encodeHex(facts.key)) ?? client.getQueryData<Preview>(queryKeyOf(facts)),
  };
}
