import { formatName } from "@etcd-explorer/shared/model/key-text";
import type { ReactNode } from "react";
import { classNames } from "#/ui/class-names.ts";
import { screenPlace } from "#/ui/screen-place.ts";

interface NameListProps {
  readonly title: string;
  readonly names: readonly string[];
  readonly current: string | undefined;
  readonly onOpen: (name: string) => void;
  readonly action: ReactNode;
}

/** Names under a heading, one of which is open. */
export function NameList({ title, names, current, onOpen, action }: NameListProps) {
  return (
    <section aria-label={title}>
      <header className="flex items-center justify-between pl-2">
        <h2 className="text-sm text-muted">
          {title} · {names.length}
        </h2>
        <span {...(names.length === 0 && screenPlace)}>{action}</span>
      </header>
      {names.length === 0 && <p className="px-2 text-muted">None</p>}
      <ul {...(names.length > 0 && screenPlace)}>
        {names.map((name) => (
          <li key={name}>
            <button
              type="button"
              aria-current={name === current ? "true" : undefined}
              onClick={() => onOpen(name)}
              className={classNames(
                "h-7 w-full truncate rounded-md px-2 text-left font-mono",
                name === current ? "bg-accent-bg text-accent" : "hover:bg-raised",
              )}
            >
              {formatName(name)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
