import { TriangleAlert } from "lucide-react";
import { useReadsStale } from "#/components/use-stale-reads.ts";
import { Button } from "#/ui/button.tsx";

/** Says, as long as it is so, that all keys and values shown may be old. */
export function StaleLine() {
  const { on, set } = useReadsStale();
  if (!on) return null;
  return (
    <div
      role="status"
      aria-label="Reads from one member"
      className="flex shrink-0 items-center gap-2.5 border-b border-line bg-warn-bg px-3.5 py-1 text-warn"
    >
      <TriangleAlert className="size-4 shrink-0" />
      <span className="min-w-0 flex-1">
        <b className="font-semibold">May be outdated.</b> Keys and values are read from one member (serializable).
      </span>
      <Button onClick={() => set(false)} className="h-6">
        Read from cluster
      </Button>
    </div>
  );
}
