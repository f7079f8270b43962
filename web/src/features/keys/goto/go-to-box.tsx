import { useQuery, useQueryClient } from "@tanstack/react-query";
import { encodeHex } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { FileText, Folder, ListFilter, LoaderCircle } from "lucide-react";
import { useEffect, useState, type KeyboardEvent, type Ref } from "react";
import { keysOf } from "#/acts/act-words.ts";
import { accessQuery } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { classNames } from "#/ui/class-names.ts";
import { Kbd } from "#/ui/kbd.tsx";
import { useCombobox } from "#/ui/list/use-combobox.ts";
import { callFor } from "#/api/access/readable-call.ts";
import { complete, completeFrom, folderTyped, type Completion } from "@etcd-explorer/shared/read/browse/completions";
import { folderQuery } from "#/features/keys/listing/folder-query.ts";
import type { Place } from "./go-to.ts";

interface GoToBoxProps {
  readonly ref: Ref<HTMLInputElement>;
  /** What stands in it at first. */
  readonly text: string;
  readonly busy: boolean;
  readonly delimiters: Uint8Array;
  readonly onGo: (text: string) => void;
  readonly onPick: (place: Place) => void;
}

/** Every step asks etcd: so long nothing more must be typed before. */
const pauseMs = 180;

/** Where one types a key or a prefix, with what the cluster has of that beginning; Enter goes there. */
export function GoToBox({ ref, text, busy, delimiters, onGo, onPick }: GoToBoxProps) {
  const [typed, setTyped] = useState(text);
  const [isOpen, setOpen] = useState(false);
  const found = useCompletions(isOpen ? typed : undefined, delimiters);
  const shown = isOpen ? found : [];
  const combobox = useCombobox({ ids: shown.map(({ name }) => encodeHex(name)), ends: "field" });
  const pick = (completion: Completion) => {
    setOpen(false);
    setTyped(formatKey(completion.name));
    onPick(
      completion.kind === "key" ? { kind: "key", key: completion.name } : { kind: "prefix", prefix: completion.name },
    );
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const chosen = shown[combobox.marked];
    if (combobox.step(event.key)) {
      event.preventDefault();
      setOpen(true);
    } else if (event.key === "Tab" && chosen !== undefined && !event.shiftKey) {
      event.preventDefault();
      setTyped(formatKey(chosen.name));
      combobox.unmark();
    } else if (event.key === "Escape") {
      if (shown.length > 0) setOpen(false);
      else event.currentTarget.blur();
    } else if (event.key === "Enter" && chosen !== undefined) {
      event.preventDefault();
      pick(chosen);
    }
  };
  return (
    <form
      className="relative"
      onSubmit={(event) => {
        event.preventDefault();
        setOpen(false);
        onGo(typed);
      }}
    >
      {busy ? (
        <LoaderCircle className="absolute top-2 left-2.5 size-4 animate-spin text-muted" />
      ) : (
        <ListFilter className="absolute top-2 left-2.5 size-4 text-muted" />
      )}
      <input
        ref={ref}
        aria-label="Key or prefix"
        {...combobox.field}
        placeholder="Key or prefix"
        spellCheck={false}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          combobox.unmark();
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        className="h-8 w-full rounded-md border border-line bg-bg pr-9 pl-8 font-mono"
      />
      <span className="absolute top-1.5 right-2.5 text-muted">
        <Kbd>{keysOf("keys.goto")}</Kbd>
      </span>
      <div
        id={combobox.listId}
        role="listbox"
        aria-label="Completions"
        hidden={shown.length === 0}
        className="absolute top-9 left-0 z-20 max-h-[330px] w-max max-w-[min(560px,80vw)] min-w-full overflow-auto rounded-md border border-line bg-panel py-1 shadow-2xl"
      >
        {shown.map((completion, at) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the box has the focus and handles the keys
          <div
            key={encodeHex(completion.name)}
            id={combobox.optionId(at)}
            role="option"
            aria-selected={at === combobox.marked}
            // The box keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(completion)}
            className={classNames(
              "flex h-[26px] items-center gap-1.5 px-2.5 font-mono whitespace-nowrap",
              at === combobox.marked ? "bg-accent-bg" : "hover:bg-raised",
            )}
          >
            {completion.kind === "folder" ? (
              <Folder className="size-3.5 shrink-0 text-accent" />
            ) : (
              <FileText className="size-3.5 shrink-0 text-faint" />
            )}
            <span className="min-w-0 truncate">{formatKey(completion.name)}</span>
            {completion.count !== undefined && (
              <span className="ml-auto pl-4 font-sans text-sm text-muted">{formatGrouped(completion.count)}</span>
            )}
          </div>
        ))}
      </div>
    </form>
  );
}

/** What the cluster has of a beginning; undefined text: nobody asks. What the tree has read is not asked again. */
function useCompletions(text: string | undefined, delimiters: Uint8Array): readonly Completion[] {
  const connected = useConnected();
  const { connection } = connected;
  const client = useQueryClient();
  const [asked, setAsked] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), text === undefined ? 0 : pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const typed = asked === undefined ? undefined : parseKeyText(asked);
  const found = useQuery<readonly Completion[]>({
    queryKey: ["etcd", connection.id, "completions", asked ?? "", encodeHex(delimiters)],
    enabled: typed !== undefined,
    gcTime: 0,
    structuralSharing: false,
    // While the next ones are found, the last stay.
    placeholderData: (before) => before,
    queryFn: async ({ signal }) => {
      if (typed === undefined) return [];
      const prefix = folderTyped(typed, delimiters);
      const known = client.getQueryData(folderQuery(connected, { prefix, delimiters }).queryKey);
      const ready = known === undefined ? undefined : completeFrom(known, typed);
      if (ready !== undefined) return ready;
      const access = await client.ensureQueryData(accessQuery(connection));
      return complete(callFor(connected, access), typed, delimiters, signal);
    },
  });
  // A completion that cannot be had is no failure of what one wants to do: Enter goes there all the same.
  return text === undefined ? [] : (found.data ?? []);
}
