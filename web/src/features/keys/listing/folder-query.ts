/** What the tree knows of a folder, at one revision: all its children, or some and how many keys are not read yet. */
import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { listFolder } from "@etcd-explorer/shared/read/listing/list-folder";
import { readUnread } from "@etcd-explorer/shared/read/listing/read-unread";
import type { Listing, Place } from "@etcd-explorer/shared/read/listing/listing";
import { accessQuery } from "#/api/access/access-query.ts";
import type { Connected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { callFor } from "#/api/access/readable-call.ts";
import { onceAFrame } from "#/lib/once-a-frame.ts";
import { forgetFar } from "@etcd-explorer/shared/read/browse/forget";
import { listReadable } from "@etcd-explorer/shared/read/browse/readable-roots";
import { entryOf, readWithin, smallRootOf, type Folder } from "./small-folders.ts";

/**
 * The folder's listing. While it is read for the first time it grows on the screen, at most once a frame; read again,
 * the old one stays until the new one is whole. Leaving the folder gives its requests up.
 */
export function folderQuery(connected: Connected, { prefix, delimiters }: Folder) {
  const { connection, at } = connected;
  const queryKey = etcdCache.folder(connection.id, prefix, delimiters, at);
  return queryOptions({
    queryKey,
    // Listings are large and never change: comparing them would cost more than it could save.
    structuralSharing: false,
    queryFn: async ({ client, signal }): Promise<Listing> => {
      const isFirst = client.getQueryData(queryKey) === undefined;
      const access = await client.ensureQueryData(accessQuery(connection));
      const call = callFor(connected, access, prefix);
      if (access !== null && prefix.length === 0) return listReadable(call, access.read, delimiters, signal);
      const grow = onceAFrame((listing: Listing) => client.setQueryData(queryKey, listing));
      try {
        const folder = { prefix, delimiters };
        const small = smallRootOf(client, connected, folder);
        const within = small && (await readWithin(connected, client, small, folder));
        if (within !== undefined) return within;
        const hint = entryOf(client, connected, folder);
        const request = { prefix, delimiters, signal, ...(hint === undefined ? {} : { hint }) };
        return await listFolder(call, request, isFirst ? grow.call : undefined);
      } finally {
        grow.cancel();
      }
    },
  });
}

/**
 * Reads an unread place of a folder, and lets go of what was read far from it. Where the revision of the newest listing
 * has been compacted since, the whole folder is read again; of the past nothing newer takes its place.
 */
export async function readPlace(
  client: QueryClient,
  connected: Connected,
  folder: Folder,
  place: Place,
  signal: AbortSignal,
): Promise<void> {
  const { queryKey } = folderQuery(connected, folder);
  const before = client.getQueryData(queryKey);
  if (before === undefined) return;
  try {
    const access = await client.ensureQueryData(accessQuery(connected.connection));
    const after = await readUnread(callFor(connected, access), before, place, signal);
    // Read again meanwhile: what was found belongs to another revision. What a watch told meanwhile it tells once more.
    client.setQueryData(queryKey, (now) => (isSameReading(now, before) ? forgetFar(after, place.entry) : now));
  } catch (error) {
    if (signal.aborted) return;
    if (failureOf(error).kind !== "compacted" || connected.at !== "live") throw error;
    await client.invalidateQueries({ queryKey, exact: true });
  }
}

/** Whether two listings come from one reading, whatever a watch has told since. */
function isSameReading(now: Listing | undefined, before: Listing): boolean {
  return now === before || (now?.asRead !== undefined && now.asRead === (before.asRead ?? before));
}
