import { ListFilter, LoaderCircle } from "lucide-react";
import { useState, type Ref } from "react";
import { formatShortcut, isMac } from "#/acts/shortcut.ts";
import { acts } from "#/acts/table.ts";
import { Kbd } from "#/ui/kbd.tsx";

interface GoToBoxProps {
  readonly ref: Ref<HTMLInputElement>;
  /** What stands in it at first. */
  readonly text: string;
  readonly busy: boolean;
  readonly onGo: (text: string) => void;
}

/** Where one types a key or a prefix; Enter goes there. */
export function GoToBox({ ref, text, busy, onGo }: GoToBoxProps) {
  const [typed, setTyped] = useState(text);
  return (
    <form
      className="relative"
      onSubmit={(event) => {
        event.preventDefault();
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
        placeholder="Key or prefix"
        spellCheck={false}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        className="h-8 w-full rounded-md border border-line bg-bg pr-9 pl-8 font-mono"
      />
      <span className="absolute top-1.5 right-2.5 text-muted">
        <Kbd>{formatShortcut(acts["keys.goto"].shortcut, isMac)}</Kbd>
      </span>
    </form>
  );
}
