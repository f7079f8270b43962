import { useHandlers, handlerOf } from "#/acts/registry.ts";
import { formatShortcut, isMac } from "#/acts/shortcut.ts";
import { listActs, screenOfScope, type ActScope } from "#/acts/table.ts";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";
import { Dialog } from "#/ui/dialog.tsx";
import { Kbd } from "#/ui/kbd.tsx";

const scopes: readonly ActScope[] = Object.keys(screenOfScope).filter(
  (scope): scope is ActScope => scope in screenOfScope,
);

/** What is no act: it works on the row that the keyboard is on. There, a bare letter begins a name. */
const treeKeys = [
  ["Find a name in the tree", "type it"],
  ["Open or close a folder", "→ ←"],
  ["Open a key, then edit it", "Enter, Enter"],
  ["Select, and more rows", "Space, Shift+↑↓"],
  ["Select all", formatShortcut("Mod+A", isMac)],
] as const;

/** All shortcuts, by the part of the product that they belong to; those that do nothing just now are dimmed. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const handlers = useHandlers();
  return (
    <Dialog label="Shortcuts" onClose={onClose} className="w-[min(720px,calc(100vw-48px))]">
      <div className="flex items-center justify-between border-b border-line px-4 py-2">
        <h2 className="text-lg font-semibold">Shortcuts</h2>
        <Button variant="ghost" onClick={onClose}>
          Close <Kbd>Esc</Kbd>
        </Button>
      </div>
      <div className="max-h-[64vh] columns-2 gap-8 overflow-auto p-4">
        {scopes.map((scope) => (
          <section key={scope} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-sm text-muted">{scope}</h3>
            <dl>
              {listActs()
                .filter(({ act }) => act.scope === scope)
                .map(({ id, act }) => (
                  <div
                    key={id}
                    className={classNames(
                      "flex h-[26px] items-center justify-between gap-3",
                      handlerOf(handlers, id) === undefined && "text-muted",
                    )}
                  >
                    <dt className="truncate">{act.title}</dt>
                    <dd>
                      <Kbd>{formatShortcut(act.shortcut, isMac)}</Kbd>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section className="mb-4 break-inside-avoid">
          <h3 className="mb-1 text-sm text-muted">In the tree and the table</h3>
          <dl>
            {treeKeys.map(([words, keys]) => (
              <div key={words} className="flex h-[26px] items-center justify-between gap-3">
                <dt className="truncate">{words}</dt>
                <dd>
                  <Kbd>{keys}</Kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
