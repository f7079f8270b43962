import { Search } from "lucide-react";
import { useRef, useState, type KeyboardEvent } from "react";
import { handlerOf, useHandlers } from "#/acts/registry.ts";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { Kbd } from "#/ui/kbd.tsx";
import type { Screen } from "./screens.ts";
import { findShortcuts, listShortcuts, type ShortcutLine } from "./shortcut-lines.ts";

/** All shortcuts, found by name or key; first those of the screen that is open. */
export function ShortcutSheet({ screen, onClose }: { readonly screen: Screen; readonly onClose: () => void }) {
  const [query, setQuery] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const isSearching = query.trim() !== "";
  const found = isSearching ? findShortcuts(query, screen) : [];
  // The field keeps the focus: the list scrolls from there.
  const onKeyDown = (event: KeyboardEvent) => {
    const page = (list.current?.clientHeight ?? 0) * 0.9;
    const by = { ArrowDown: 40, ArrowUp: -40, PageDown: page, PageUp: -page }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    list.current?.scrollBy({ top: by });
  };
  return (
    <Dialog
      label="Keyboard shortcuts"
      onClose={onClose}
      className="mt-[8vh] max-h-[84vh] w-[min(760px,calc(100vw-24px))]"
    >
      <div className="flex items-center gap-2 border-b border-line pr-2 pl-4">
        <h2 className="sr-only">Keyboard shortcuts</h2>
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <input
          data-autofocus
          aria-label="Search shortcuts"
          placeholder="Search by name or key"
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            list.current?.scrollTo({ top: 0 });
          }}
          onKeyDown={onKeyDown}
          className="h-11 min-w-0 flex-1 bg-transparent outline-none"
        />
        <Button variant="ghost" onClick={onClose}>
          Close <Kbd>Esc</Kbd>
        </Button>
      </div>
      {/* It fades out at its lower edge: a cut between two rows would look like the end. */}
      <div
        ref={list}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by the keyboard
        tabIndex={0}
        role="region"
        aria-label="Shortcuts"
        className="max-h-[64vh] overflow-x-hidden overflow-y-auto mask-b-from-[calc(100%-28px)] px-4 pt-3 pb-7 outline-offset-[-2px]"
      >
        {isSearching ? (
          <dl>
            {found.map((line) => (
              <Line key={line.id} line={line} hint={line.scope} />
            ))}
          </dl>
        ) : (
          listShortcuts(screen).map(({ title, lines }) => (
            <section key={title} className="mb-4">
              <h3 className="mb-1 text-sm text-muted">{title}</h3>
              <dl className="columns-[17rem] gap-8">
                {lines.map((line) => (
                  <Line key={line.id} line={line} />
                ))}
              </dl>
            </section>
          ))
        )}
        <p role="status" className="text-muted">
          {isSearching && found.length === 0 && "No matching shortcuts"}
        </p>
      </div>
      <p className="border-t border-line px-4 py-2 text-sm text-muted">Muted commands are not available now</p>
    </Dialog>
  );
}

/** One shortcut; muted where it can do nothing just now. */
function Line({ line, hint }: { readonly line: ShortcutLine; readonly hint?: string }) {
  const { act, title, keys } = line;
  const isAvailable = useHandlers((handlers) => act === undefined || handlerOf(handlers, act) !== undefined);
  return (
    <div className={classNames("flex h-[26px] break-inside-avoid items-center gap-3", !isAvailable && "text-muted")}>
      <dt className="min-w-0 truncate">{title}</dt>
      <dd className="flex min-w-0 flex-1 items-center justify-end gap-1">
        {hint !== undefined && <span className="mr-2 truncate text-sm text-muted">{hint}</span>}
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dd>
    </div>
  );
}
