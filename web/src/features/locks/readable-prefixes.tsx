import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { within } from "@etcd-explorer/shared/model/key-ranges";
import type { KeyRange } from "@etcd-explorer/shared/model/range";
import { isPrefixSpan } from "@etcd-explorer/shared/read/browse/readable-roots";
import { Lock } from "lucide-react";
import type { Access } from "#/api/access/access-query.ts";
import { Button } from "#/ui/button.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";

interface ReadablePrefixesProps {
  readonly access: Access;
  /** Where the user wants to search. */
  readonly range: KeyRange;
  /** Hears the prefix to search, as one types it. */
  readonly onPick: (text: string) => void;
}

/** So many are offered; others can be typed. */
const offered = 8;

/** In place of a search that etcd would refuse: the prefixes in that range which a limited user may read. */
export function ReadablePrefixes({ access: { user, read }, range, onPick }: ReadablePrefixesProps) {
  const names = within(read, range)
    .filter(isPrefixSpan)
    .map(({ key }) => formatKey(key));
  const isNone = names.length === 0;
  return (
    <StatePanel
      icon={<Lock />}
      title={isNone ? "No prefix to search" : "Choose a prefix"}
      actions={
        !isNone &&
        names.slice(0, offered).map((name) => (
          <Button key={name} onClick={() => onPick(name)}>
            <span className="font-mono">{name}</span>
          </Button>
        ))
      }
    >
      {isNone
        ? `${user} cannot read a whole prefix here. Locks are searched below a prefix.`
        : `${user} cannot read all of these keys. Search a prefix that ${user} can read.`}
      {names.length > offered && ` ${names.length - offered} more are not shown: type their names.`}
    </StatePanel>
  );
}
