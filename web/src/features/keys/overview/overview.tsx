import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { Listing } from "@etcd-explorer/shared/read/listing/listing";
import { DatabaseZap, Plus, Radio, Search, Upload } from "lucide-react";
import { useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAccess, type Access } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useActivity } from "#/features/keys/live/activity-store.ts";
import { folderQuery } from "#/features/keys/listing/folder-query.ts";
import { formatKeyCount } from "#/lib/format.ts";
import { useDelimiters } from "#/stores/delimiters.ts";
import { StatePanel } from "#/ui/state-panel.tsx";
import { Figures } from "./figures.tsx";
import { NewestList } from "./newest-list.tsx";
import { newestQuery, readUnasked, sharesOf, sizesQuery } from "./overview-queries.ts";
import { OwnAccess } from "./own-access.tsx";
import { ShareTable } from "./share-table.tsx";
import { readingOf } from "./reading.ts";

interface OverviewProps {
  /** What the names of the keys start with; empty: all keys. */
  readonly prefix: Key;
  readonly onOpen: (key: Key) => void;
  readonly onRoot: (prefix: Key) => void;
}

/** What the keys screen shows while no key is open: what is below a prefix, how large it is, what was written last. */
export function Overview({ prefix, onOpen, onRoot }: OverviewProps) {
  const connected = useConnected();
  const access = useAccess();
  const delimiters = useDelimiters(connected.connection.id);
  const query = folderQuery(connected, { prefix, delimiters });
  // The tree reads it: asked again here, a sign-in that one types in its place would be gone.
  const { data: listing, error, isFetching } = useQuery({ ...query, retryOnMount: false });
  if (listing === undefined && error !== null && !isFetching) {
    // The reason, and what to do about it, are in the tree's place.
    return <StatePanel icon={<DatabaseZap />} title="Keys not loaded" />;
  }
  if (listing?.count === 0) return <Empty isAll={prefix.length === 0} access={access} />;
  return (
    <div className="@container flex h-full min-h-0 min-w-0 flex-col gap-3.5 overflow-auto p-5">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className={`min-w-0 truncate text-lg font-semibold ${prefix.length === 0 ? "" : "font-mono"}`}>
          {prefix.length === 0 ? (access === undefined ? "All keys" : "All readable keys") : formatKey(prefix)}
        </h2>
        <span className="flex-1 text-muted">{listing === undefined ? "Loading…" : formatKeyCount(listing.count)}</span>
        <span className="flex flex-wrap gap-2">
          <ActButton act="key.watch" label="Watch" icon={<Radio />} />
          <ActButton act="find.open" label="Search keys" icon={<Search />} />
          <ActButton act="transfer.import" label="Import" icon={<Upload />} />
          <ActButton act="key.create" variant="primary" icon={<Plus />} />
        </span>
      </header>
      {listing !== undefined && (
        <Contents key={encodeHex(prefix)} listing={listing} growing={isFetching} onOpen={onOpen} onRoot={onRoot} />
      )}
      {access !== undefined && <OwnAccess access={access} />}
    </div>
  );
}

interface ContentsProps extends Pick<OverviewProps, "onOpen" | "onRoot"> {
  readonly listing: Listing;
  /** Whether more of it is being read: then nothing is read beside it. */
  readonly growing: boolean;
}

function Contents({ listing, growing, onOpen, onRoot }: ContentsProps) {
  const connected = useConnected();
  const { count, revision } = listing;
  const { activity, told, nowMs } = useActivity();
  // What a watch has brought up to date is not read about again: that would ask etcd for as much as everybody writes.
  const asRead = listing.asRead ?? listing;
  const [basis, setBasis] = useState({ asRead, listing });
  if (basis.asRead !== asRead) setBasis({ asRead, listing });
  const readsSizes = !growing && count <= readUnasked.sizesOfKeys;
  const sizes = useQuery({
    ...sizesQuery(connected, basis.listing),
    enabled: readsSizes,
    // What was so a moment ago stays while it is read again, and not where nobody reads it.
    ...((readsSizes || growing) && { placeholderData: keepPreviousData }),
  });
  const bytes = sizes.isPlaceholderData ? undefined : sizes.data?.whole.bytes;
  const isLight = bytes !== undefined && bytes <= readUnasked.newestOfBytes;
  const readsNewest = !growing && count <= readUnasked.newestOfKeys && isLight;
  const newest = useQuery({
    ...newestQuery(connected, basis.listing),
    enabled: readsNewest,
    ...((readsNewest || growing || sizes.isFetching) && { placeholderData: keepPreviousData }),
  });
  const shares = sharesOf(listing);
  return (
    <>
      <Figures count={count} revision={revision} writes={activity?.all(nowMs)} sizes={readingOf(sizes, growing)} />
      <ShareTable
        shares={shares}
        sizes={sizes.data}
        writesIn={activity && ((folder) => activity.in(encodeHex(folder), nowMs))}
        onRoot={onRoot}
      />
      <NewestList count={count} newest={readingOf(newest, growing || sizes.isFetching)} told={told} onOpen={onOpen} />
    </>
  );
}

function Empty({ isAll, access }: { readonly isAll: boolean; readonly access: Access | undefined }) {
  const { at } = useConnected();
  if (access !== undefined) {
    return (
      <div className="flex h-full flex-col gap-3.5 overflow-auto p-5">
        <div className="flex-1">
          <StatePanel icon={<DatabaseZap />} title={isAll ? "No readable keys" : "No keys with this prefix"} />
        </div>
        <OwnAccess access={access} />
      </div>
    );
  }
  // Nothing is created or imported in the past.
  if (at !== "live") {
    const what = isAll ? "No keys" : "No keys with this prefix";
    return <StatePanel icon={<DatabaseZap />} title={`${what} at revision ${formatGrouped(at)}`} />;
  }
  return (
    <StatePanel
      icon={<DatabaseZap />}
      title={isAll ? "No keys yet" : "No keys with this prefix"}
      actions={<ActButton act="transfer.import" icon={<Upload />} />}
    >
      Create a key, or import keys from a file.
    </StatePanel>
  );
}
