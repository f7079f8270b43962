import type { Equivalent } from "@etcd-explorer/shared/command/equivalents/target";
import { Copy } from "lucide-react";
import { Button } from "./button.tsx";

interface SpelledRequestProps {
  /** The name of the spelling, such as `curl to etcd`. */
  readonly spelling: string;
  readonly said: Equivalent;
  readonly onCopy: (text: string) => void;
  readonly onClose: () => void;
}

/** Copying gives all of it; the screen need not. */
const longestShown = 20_000;

/** A request in one spelling, with what one should know of it, to be copied. */
export function SpelledRequest({ spelling, said, onCopy, onClose }: SpelledRequestProps) {
  return (
    <>
      {"unavailable" in said ? (
        <p className="rounded-md bg-warn-bg px-3 py-2 whitespace-pre-line text-warn">{said.unavailable}</p>
      ) : (
        <>
          <textarea
            readOnly
            aria-label={`As ${spelling}`}
            rows={12}
            spellCheck={false}
            value={said.text.length > longestShown ? `${said.text.slice(0, longestShown)}…` : said.text}
            className="min-h-0 resize-none rounded-md border border-line bg-bg px-2.5 py-1.5 font-mono"
          />
          {said.notes.map((note) => (
            <p key={note} className="text-sm text-muted">
              {note}
            </p>
          ))}
        </>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Close</Button>
        <Button
          variant="primary"
          disabled={"unavailable" in said}
          onClick={() => {
            if ("text" in said) onCopy(said.text);
          }}
        >
          <Copy /> Copy
        </Button>
      </div>
    </>
  );
}
