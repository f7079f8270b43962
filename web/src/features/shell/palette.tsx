import type { At } from "@etcd-explorer/shared/model/at";
import { LoaderCircle, Search } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { handlerOf, runAct, useHandlers } from "#/acts/registry.ts";
import { runAtFocus } from "#/acts/run-at-focus.ts";
import { runWhenPossible } from "#/acts/run-when-possible.ts";
import type { ActId } from "#/acts/table.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { listConnections } from "#/api/connection/known-connections.ts";
import { nowhere, useBookmarks, usePlaces, type KnownPlace } from "#/stores/places/known-places.ts";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { Kbd } from "#/ui/kbd.tsx";
import { useCombobox } from "#/ui/list/use-combobox.ts";
import type { PaletteChoice, PaletteItem } from "./palette-item.ts";
import { listPaletteItems } from "./palette-items.ts";
import { PaletteRow } from "./palette-row.tsx";
import type { Screen } from "./screens.ts";
import type { SwitcherMenuProps } from "./switcher-menu.tsx";
import { usePaletteKeys } from "./use-palette-keys.ts";

interface PaletteProps {
  readonly screen: Screen;
  /** The connection that is open; its keys are offered as of `viewing`. */
  readonly connection: Connection | undefined;
  readonly viewing: At;
  /** The connections that one can switch to. */
  readonly switchable: Pick<SwitcherMenuProps, "config" | "saved" | "current"> | undefined;
  /** The place that is open on the keys screen. */
  readonly here: KnownPlace | undefined;
  readonly onConnect: (connectionId: string) => void;
  readonly onPlace: (place: KnownPlace) => void;
  readonly onClose: () => void;
}

/** One search for everything: acts, here or on another screen, keys and prefixes, and other connections. */
export function Palette(props: PaletteProps) {
  const { screen, connection, viewing, switchable, here, onConnect, onPlace, onClose } = props;
  const handlers = useHandlers();
  const [query, setQuery] = useState("");
  const connectionId = connection?.id ?? "";
  const recent = usePlaces((places) => places.recent[connectionId] ?? nowhere);
  const bookmarks = useBookmarks(connectionId);
  const { completed, isAsking, failure } = usePaletteKeys(query, connection, viewing);
  const isAvailable = (id: ActId) => {
    const handler = handlerOf(handlers, id);
    return handler !== undefined && handler.unavailable === undefined;
  };
  const known = switchable && listConnections(switchable.config, switchable.saved);
  const connections = [...(known?.configured ?? []), ...(known?.saved ?? [])].filter(
    ({ id }) => id !== switchable?.current,
  );
  const items = listPaletteItems(query, { screen, isAvailable, connections, here, recent, bookmarks, completed });
  const combobox = useCombobox({ ids: items.map(({ id }) => id), ends: "around" });
  const { marked } = combobox;
  const choose = (item: PaletteItem | undefined) => {
    if (item === undefined) return;
    onClose();
    // After the dialog has closed and given the focus back, so that the act may move it.
    setTimeout(() => take(item.choice));
  };
  const take = (choice: PaletteChoice) => {
    switch (choice.kind) {
      case "act":
        return void runAtFocus([choice.act], choice.text);
      case "elsewhere": {
        const left = handlerOf(handlers, choice.act);
        runAct(choice.open);
        return runWhenPossible(choice.act, choice.text, left);
      }
      case "place":
        return onPlace(choice.place);
      case "connection":
        return onConnect(choice.connectionId);
      default:
        return choice satisfies never;
    }
  };
  const type = (text: string) => {
    setQuery(text);
    combobox.unmark();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const item = items[marked];
    if (event.key === "Enter") choose(item);
    else if (event.key === "Tab" && !event.shiftKey && item?.choice.kind === "place") type(item.choice.place.text);
    else if (!combobox.step(event.key)) return;
    event.preventDefault();
  };
  return (
    <Dialog label="Command palette" onClose={onClose} className="w-[min(640px,calc(100vw-24px))]">
      <div className="flex items-center gap-2 border-b border-line px-4">
        {isAsking ? (
          <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin text-muted" />
        ) : (
          <Search aria-hidden className="size-4 shrink-0 text-muted" />
        )}
        <input
          aria-label="Key, prefix or command"
          {...combobox.field}
          className="h-11 w-full bg-transparent font-mono outline-none"
          placeholder="Key, prefix or command"
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={combobox.listId} role="listbox" aria-label="Commands" className="max-h-[48vh] overflow-auto p-1.5">
        {items.map((item, index) => (
          <PaletteRow
            key={item.id}
            id={combobox.optionId(index)}
            item={item}
            isMarked={index === marked}
            onMark={() => combobox.markAt(index)}
            onChoose={() => choose(item)}
          />
        ))}
      </div>
      <p role="status" className="px-4 text-muted not-empty:pb-2.5">
        {items.length === 0 && !isAsking && "No matches"}
        {failure !== undefined && `Could not complete keys. ${failure}`}
      </p>
      <p className="flex gap-3 border-t border-line px-4 py-2 text-sm text-muted">
        <span>
          <Kbd>Enter</Kbd> open
        </span>
        <span>
          <Kbd>Tab</Kbd> complete key
        </span>
        <span>
          <Kbd>Esc</Kbd> close
        </span>
      </p>
    </Dialog>
  );
}
