import { encodeHex } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { Completion } from "@etcd-explorer/shared/read/browse/completions";
import { FileText, Folder, History, Search } from "lucide-react";
import { classNames } from "#/ui/class-names.ts";
import { Kbd } from "#/ui/kbd.tsx";
import type { GoToOption } from "./go-to-options.ts";
import type { GoToList } from "./use-go-to-field.ts";

/** Below the field: what starts with what was typed, and the offer to look for it. */
export function CompletionList({ id, options, marked, optionId, onPick, missing }: GoToList) {
  return (
    <div
      hidden={options.length === 0 && missing === undefined}
      className="absolute top-9 left-0 z-20 max-h-[330px] w-max max-w-[min(560px,80vw)] min-w-full overflow-auto rounded-md border border-line bg-panel py-1 shadow-2xl"
    >
      <p role="status" className={missing === undefined ? "sr-only" : "px-2.5 py-1 break-words text-muted"}>
        {missing !== undefined && (
          <>
            No key or prefix starts with <span className="font-mono text-text">{missing}</span>
          </>
        )}
      </p>
      <div id={id} role="listbox" aria-label="Completions" hidden={options.length === 0}>
        {options.map((option, at) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the box has the focus and handles the keys
          <div
            key={option.kind === "completion" ? encodeHex(option.completion.name) : option.kind}
            id={optionId(at)}
            role="option"
            aria-selected={at === marked}
            // The box keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(option)}
            className={classNames(
              "flex h-[26px] items-center gap-1.5 px-2.5 whitespace-nowrap",
              at === marked ? "bg-accent-bg" : "hover:bg-raised",
            )}
          >
            <OptionContent option={option} marked={at === marked} />
          </div>
        ))}
      </div>
    </div>
  );
}

function OptionContent({ option, marked }: { readonly option: GoToOption; readonly marked: boolean }) {
  if (option.kind === "completion") return <CompletionContent completion={option.completion} />;
  const Icon = option.kind === "find" ? Search : History;
  return (
    <>
      <Icon className="size-3.5 shrink-0 text-accent" />
      <span className="min-w-0 truncate">
        {option.kind === "find" ? "Find" : "Open missing key"} “<span className="font-mono">{option.text}</span>”
        {option.kind === "find" && " in names and values"}
      </span>
      {marked && (
        <span className="ml-auto pl-4">
          <Kbd>Enter</Kbd>
        </span>
      )}
    </>
  );
}

function CompletionContent({ completion: { kind, name, count } }: { readonly completion: Completion }) {
  return (
    <>
      {kind === "folder" ? (
        <Folder className="size-3.5 shrink-0 text-accent" />
      ) : (
        <FileText className="size-3.5 shrink-0 text-faint" />
      )}
      <span className="min-w-0 truncate font-mono">{formatKey(name)}</span>
      {count !== undefined && <span className="ml-auto pl-4 text-sm text-muted">{formatGrouped(count)}</span>}
    </>
  );
}
