import { History } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { isFocusFree } from "#/ui/lost-focus.ts";

interface EmptyHistoryProps {
  readonly title: string;
  /** Whether somebody asked for the history: what can be done gets the focus. */
  readonly isAsked: boolean;
  /** What can be found out yet. */
  readonly children: ReactNode;
}

/** In place of the versions of a key of which none is known. */
export function EmptyHistory({ title, isAsked, children }: EmptyHistoryProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAsked || isFocusFree()) place.current?.querySelector<HTMLElement>("button:enabled")?.focus();
  }, [isAsked]);
  return (
    <div ref={place} className="flex min-h-0 flex-1 flex-col items-center justify-center gap-1 overflow-auto p-6">
      <History className="size-6 text-faint" />
      <p className="text-lg font-semibold">{title}</p>
      <div className="flex max-w-[52ch] flex-col text-center *:items-center *:border-0">{children}</div>
    </div>
  );
}
