/** Why nothing may be written: the one place that asks, for every screen. What it lets through, etcd may still refuse. */
import type { At } from "@etcd-explorer/shared/model/at";
import { describeFailure } from "@etcd-explorer/shared/model/failure";
import type { KeyRange } from "@etcd-explorer/shared/model/range";
import { refusalAt } from "@etcd-explorer/shared/read/past/pinned-call";
import { useConnected } from "#/api/connection/connection-context.tsx";
import type { Connection } from "#/api/connection/connection.ts";
import { refuseEveryWrite, refuseNew, refuseWrites, useAccess } from "./access-query.ts";

/** Why nothing at all is written: by whom the connection was set up, or since a revision is viewed. */
export function refuseAll(
  { readOnly, isLocked = false }: Pick<Connection, "readOnly" | "isLocked">,
  viewing: At,
): string | undefined {
  if (isLocked) return "Read-only in this browser: allow writes in the top bar";
  if (readOnly) return "This connection is read-only";
  return viewing === "live" ? undefined : describeFailure(refusalAt(viewing));
}

/** Why nothing at all is written on this screen, whoever asks and whatever it is; undefined: something may be. */
export function useReadOnly(): string | undefined {
  const { connection, viewing } = useConnected();
  return refuseAll(connection, viewing);
}

/**
 * Why none of these keys may be written; undefined: some may, or etcd will say. Left out: any key whatsoever. `isNew`:
 * the key is not there yet, and nobody speaks of reading it.
 */
export function useUnwritable(
  keys?: KeyRange | readonly KeyRange[],
  { isNew = false }: { readonly isNew?: boolean } = {},
): string | undefined {
  const readOnly = useReadOnly();
  const access = useAccess();
  if (readOnly !== undefined) return readOnly;
  if (keys === undefined) return refuseEveryWrite(access);
  const ranges = "key" in keys ? [keys] : keys;
  const [range] = ranges;
  return isNew && range !== undefined ? refuseNew(access, range) : refuseWrites(access, ranges);
}
