import { keysOf } from "#/acts/act-words.ts";
import { useHandlers, handlerOf } from "#/acts/registry.ts";
import { formatShortcut, isMac } from "#/acts/shortcut.ts";
import { actOf, listActs, screenOfScope, type ActId, type ActScope } from "#/acts/table.ts";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { Kbd } from "#/ui/kbd.tsx";
import type { Screen } from "./screens.ts";

const scopes: readonly ActScope[] = Object.keys(screenOfScope).filter(
  (scope): scope is ActScope => scope in screenOfScope,
);

/** What is no act: it works on the row that the keyboard is on. There, a letter begins a name. */
const treeKeys = [
  ["Find by name", "Type"],
  ["Expand or collapse folder", "→ ←"],
  ["Open key, then edit", "Enter, Enter"],
  ["Select rows", "Space, Shift+↑↓"],
  ["Select all", formatShortcut("Mod+A", isMac)],
  ["Delete or rename row", "Del, F2"],
] as const;

/** All shortcuts, first those of the screen that is open; what cannot be done just now is dimmed. */
export function ShortcutSheet({ screen, onClose }: { readonly screen: Screen; readonly onClose: () => void }) {
  const handlers = useHandlers();
  const here = scopes.filter((scope) => screenOfScope[scope] === screen);
  const others = scopes.filter((scope) => !here.includes(scope) && scope !== "Everywhere");
  const inTree = (
    <Group key="tree" title="Tree and table">
      {treeKeys.map(([words, keys]) => (
        <Line key={words} words={words} keys={[keys]} />
      ))}
    </Group>
  );
  const groupOf = (scope: ActScope) => (
    <Group key={scope} title={scope}>
      {listActs()
        .filter(({ act }) => act.scope === scope)
        .map(({ id }) => (
          <Line key={id} words={actOf(id).title} keys={allKeysOf(id)} dimmed={handlerOf(handlers, id) === undefined} />
        ))}
    </Group>
  );
  return (
    <Dialog label="Keyboard shortcuts" onClose={onClose} className="w-[min(720px,calc(100vw-48px))]">
      <div className="flex items-center justify-between border-b border-line px-4 py-2">
        <h2 className="text-lg font-semibold">Keyboard shortcuts</h2>
        <Button variant="ghost" onClick={onClose}>
          Close <Kbd>Esc</Kbd>
        </Button>
      </div>
      {/* The columns stand in a box that is as high as they need: of a lower one they would leave sideways. */}
      <div className="max-h-[64vh] overflow-x-hidden overflow-y-auto">
        <div className="columns-2 gap-8 p-4">
          {here.map(groupOf)}
          {screen === "keys" && inTree}
          {groupOf("Everywhere")}
          {others.map(groupOf)}
          {screen !== "keys" && inTree}
        </div>
      </div>
    </Dialog>
  );
}

function allKeysOf(id: ActId): readonly string[] {
  return [keysOf(id), actOf(id).also].filter((keys) => keys !== undefined);
}

function Group({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className="mb-4 break-inside-avoid">
      <h3 className="mb-1 text-sm text-muted">{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

interface LineProps {
  readonly words: string;
  readonly keys: readonly string[];
  readonly dimmed?: boolean;
}

/** An act and its keys; without keys it stands in the palette alone. */
function Line({ words, keys, dimmed = false }: LineProps) {
  if (keys.length === 0) return null;
  return (
    <div className={classNames("flex h-[26px] items-center justify-between gap-3", dimmed && "text-muted")}>
      <dt className="truncate">{words}</dt>
      <dd className="flex shrink-0 gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dd>
    </div>
  );
}
