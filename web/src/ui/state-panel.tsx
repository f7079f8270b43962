import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { screenPlace } from "./screen-place.ts";

interface StatePanelProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly tone?: "muted" | "bad" | "warn";
  /** 1 where it stands in place of the whole screen. */
  readonly level?: 1 | 2;
}

/** An empty, failed or denied state: what is so, why, and the next step. */
export function StatePanel({ icon, title, children, actions, tone = "muted", level = 2 }: StatePanelProps) {
  const Heading = `h${level}` as const;
  return (
    <div
      {...screenPlace}
      className="flex h-full min-h-0 flex-col items-center justify-center gap-2 overflow-auto p-6 text-center"
    >
      <div
        className={classNames(
          "[&_svg]:size-6",
          tone === "muted" && "text-faint",
          tone === "bad" && "text-bad",
          tone === "warn" && "text-warn",
        )}
      >
        {icon}
      </div>
      <Heading className="max-w-full text-lg font-semibold break-words">{title}</Heading>
      <div className="max-w-[56ch] break-words text-muted">{children}</div>
      {actions !== undefined && <div className="mt-2 flex max-w-full flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
