import { Copy } from "lucide-react";
import { copyAndSay } from "#/components/copy-and-say.ts";

/** A command that is copied by pressing it. */
export function CopyCommand({ command }: { readonly command: string }) {
  return (
    <button
      type="button"
      className="flex max-w-full min-w-0 shrink items-center gap-1.5 font-mono text-sm hover:underline [&_svg]:size-3.5 [&_svg]:shrink-0"
      aria-label={`Copy ${command}`}
      onClick={() => void copyAndSay(command, "Copied command")}
    >
      <Copy />
      <span className="truncate">{command}</span>
    </button>
  );
}
