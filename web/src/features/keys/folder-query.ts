/** What the tree knows of a folder: the pages read so far, all at the revision of the first. */
import { queryOptions, type QueryClient } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/bytes";
import { slash } from "@etcd-explorer/shared/listing/child";
import { listPage, type Page } from "@etcd-explorer/shared/listing/list-page";
import type { Connected } from "#/api/connection-context.tsx";
import { etcdCache } from "#/api/etcd-cache.ts";

export interface FolderPages {
  readonly pages: readonly Page[];
}

/** The folder's pages. Read again, it reads as many as were there before, so that nobody loses their place. */
export function folderQuery({ connection, etcd }: Connected, prefix: Key) {
  const queryKey = etcdCache.folder(connection.id, prefix);
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<FolderPages> => {
      const wanted = client.getQueryData<FolderPages>(queryKey)?.pages.length ?? 1;
      const call = {
        range: (request: Parameters<typeof etcd.range>[0]) => etcd.range(request, signal),
        txn: (request: Parameters<typeof etcd.txn>[0]) => etcd.txn(request, signal),
      };
      let last = await listPage(call, { prefix, delimiters: slash });
      const pages = [last];
      while (last.next !== undefined && pages.length < wanted) {
        last = await listPage(call, { prefix, delimiters: slash, from: last.next, revision: last.revision });
        pages.push(last);
      }
      return { pages };
    },
  });
}

/** Reads the next page of a folder and puts it behind the others. */
export async function readMore(queryClient: QueryClient, connected: Connected, prefix: Key): Promise<void> {
  const options = folderQuery(connected, prefix);
  const before = queryClient.getQueryData(options.queryKey);
  const last = before?.pages.at(-1);
  if (last?.next === undefined) return;
  const page = await listPage(connected.etcd, {
    prefix,
    delimiters: slash,
    from: last.next,
    revision: last.revision,
  });
  queryClient.setQueryData(options.queryKey, (now) =>
    // Read again meanwhile: the new page would not fit behind the new ones.
    now?.pages.at(-1) === last ? { pages: [...now.pages, page] } : now,
  );
}
