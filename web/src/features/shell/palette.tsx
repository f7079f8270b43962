import { Search } from "lucide-react";
import { useState } from "react";
import { handlerOf, useHandlers } from "#/acts/registry.ts";
import { runAtFocus } from "#/acts/run-at-focus.ts";
import { classNames } from "#/ui/class-names.ts";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { Kbd } from "#/ui/kbd.tsx";
import { useCombobox } from "#/ui/list/use-combobox.ts";
import { listPaletteItems, type PaletteItem } from "./palette-items.ts";

/** Every act that can be done now, found by typing; and the way to a key or prefix. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const handlers = useHandlers();
  const [query, setQuery] = useState("");
  const items = listPaletteItems(query, (id) => {
    const handler = handlerOf(handlers, id);
    return handler !== undefined && handler.unavailable === undefined;
  });
  const combobox = useCombobox({ ids: items.map(({ id }) => id), ends: "around" });
  const { marked } = combobox;
  const choose = (item: PaletteItem | undefined) => {
    if (item === undefined) return;
    onClose();
    // After the dialog has closed and given the focus back, so that the act may move it.
    setTimeout(() => runAtFocus([item.act], item.text));
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
            {item.hint !== undefined && <Kbd>{item.hint}</Kbd>}
          </div>
        ))}
        {items.length === 0 && <p className="px-2.5 py-2 text-muted">No matching commands</p>}
      </div>
    </Dialog>
  );
}
