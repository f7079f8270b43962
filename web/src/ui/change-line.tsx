import { Fragment } from "react";
import type { ChangePiece, ChangeTone } from "#/lib/diff/change-words.ts";
import { Badge } from "./badge.tsx";

const tones: Readonly<Record<Exclude<ChangeTone, "created" | "lease">, string>> = {
  plain: "text-text",
  quiet: "font-sans text-muted",
  string: "text-[var(--string)]",
  number: "text-[var(--number)]",
  name: "text-text",
};

/** What a write changed, in words, on one line that is cut where it is too long. */
export function ChangeLine({ pieces }: { readonly pieces: readonly ChangePiece[] }) {
  return (
    <span className="block min-w-0 truncate font-mono">
      {pieces.map((piece, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- the words of one change never move
        <Fragment key={at}>
          {at > 0 && " "}
          <Piece {...piece} />
        </Fragment>
      ))}
    </span>
  );
}

function Piece({ tone, text }: ChangePiece) {
  if (tone !== "created" && tone !== "lease") return <span className={tones[tone]}>{text}</span>;
  return (
    <Badge tone={tone === "created" ? "ok" : "accent"} className="inline! font-sans">
      {text}
    </Badge>
  );
}
