import { Search } from "lucide-react";
import { useState } from "react";
import { handlerOf, runAct, useHandlers } from "#/acts/registry.ts";
import { runAtFocus } from "#/acts/run-at-focus.ts";
import { runWhenPossible } from "#/acts/run-when-possible.ts";
import type { ActId } from "#/acts/table.ts";
import { listConnections } from "#/api/connection/known-connections.ts";
import { classNames } from "#/ui/class-names.ts";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { Kbd } from "#/ui/kbd.tsx";
import { useCombobox } from "#/ui/list/use-combobox.ts";
import type { SwitcherMenuProps } from "./switcher-menu.tsx";
import { listPaletteItems, type PaletteChoice, type PaletteItem } from "./palette-items.ts";

interface PaletteProps {
  /** The connections that one can switch to. */
  readonly switchable: Pick<SwitcherMenuProps, "config" | "saved" | "current"> | undefined;
  readonly onConnect: (connectionId: string) => void;
  readonly onClose: () => void;
}

/** Every act, here or on another screen, found by typing; other connections; and the way to a key or prefix. */
export function Palette({ switchable, onConnect, onClose }: PaletteProps) {
  const handlers = useHandlers();
  const [query, setQuery] = useState("");
  const isAvailable = (id: ActId) => {
    const handler = handlerOf(handlers, id);
    return handler !== undefined && handler.unavailable === undefined;
  };
  const known = switchable && listConnections(switchable.config, switchable.saved);
  const connections = [...(known?.configured ?? []), ...(known?.saved ?? [])].filter(
    ({ id }) => id !== switchable?.current,
  );
  const items = listPaletteItems(query, { isAvailable, connections });
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
      case "elsewhere":
        runAct(choice.open);
        return runWhenPossible(choice.act, choice.text);
      case "connection":
        return onConnect(choice.connectionId);
      default:
        return choice satisfies never;
    }
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "Enter") choose(items[marked]);
    else if (!combobox.step(event.key)) return;
    event.preventDefault();
  };
  return (
    <Dialog label="Command palette" onClose={onClose}>
      <div className="flex items-center gap-2 border-b border-line px-4">
        <Search className="size-4 shrink-0 text-muted" />
        <input
          aria-label="Key, prefix or command"
          {...combobox.field}
          className="h-11 w-full bg-transparent font-mono outline-none"
          placeholder="Key, prefix or command"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            combobox.unmark();
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={combobox.listId} role="listbox" aria-label="Commands" className="max-h-[48vh] overflow-auto p-1.5">
        {items.map((item, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the input above has the focus and handles the keys
          <div
            key={item.id}
            id={combobox.optionId(index)}
            role="option"
            aria-selected={index === marked}
            ref={(element) => {
              if (index === marked) element?.scrollIntoView({ block: "nearest" });
            }}
            onMouseMove={() => combobox.markAt(index)}
            onClick={() => choose(item)}
            className={classNames(
              "flex h-8 items-center gap-3 rounded-md px-2.5",
              index === marked && "bg-accent-bg text-accent",
            )}
          >
            <span className="flex-1 truncate">{item.title}</span>
            {item.hint !== undefined && <span className="text-sm text-muted">{item.hint}</span>}
            {item.keys !== undefined && <Kbd>{item.keys}</Kbd>}
          </div>
        ))}
        {items.length === 0 && <p className="px-2.5 py-2 text-muted">No matching commands</p>}
      </div>
    </Dialog>
  );
}
