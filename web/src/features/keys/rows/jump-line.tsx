import { Kbd } from "#/ui/kbd.tsx";
import type { TypedName } from "./use-typed-name.ts";

/** The name that is being typed in the list above it. */
export function JumpLine({ name }: { readonly name: TypedName }) {
  if (name.text === undefined) return null;
  return (
    <div className="flex h-7 shrink-0 items-center gap-2 border-t border-line bg-raised px-2.5">
      <span className="text-muted">Jump to</span>
      <span className="min-w-0 flex-1 truncate font-mono">
        {name.text}
        <span aria-hidden className="text-accent">
          ▏
        </span>
      </span>
      <span role="status" className="shrink-0 text-warn">
        {name.isMissing && "No match"}
      </span>
      <Kbd>Esc</Kbd>
    </div>
  );
}
