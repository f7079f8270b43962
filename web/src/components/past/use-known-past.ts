import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { useClocks } from "#/api/clock/clock-store.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { endsQuery, type PastEnds } from "#/api/past/past-calls.ts";
import { useRequestLog } from "#/stores/request-log.ts";
import { withNewest, type KnownPast } from "./revision-target.ts";

interface ReadPast {
  /** What `revisionTarget` asks for. */
  readonly known: KnownPast;
  /** Of the ends: whether they are being read, and why they could not be. */
  readonly reading: UseQueryResult<PastEnds>;
}

/** What a dialog that asks for a revision knows of the past. */
export function useKnownPast(connection: Connection): ReadPast {
  const reading = useQuery(endsQuery(connection));
  const seen = useRequestLog(({ revisions }) => revisions[connection.id]);
  const pairs = useClocks((clocks) => clocks[connection.id]) ?? [];
  const [nowMs] = useState(() => Date.now());
  // Every answer tells the newest revision: it moves on while the dialog is open.
  return { known: { ends: reading.data && withNewest(reading.data, seen), pairs, nowMs }, reading };
}
