import { asKey, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { foldersAbove, nameBelow } from "@etcd-explorer/shared/read/listing/child";
import { House } from "lucide-react";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useReadsStale } from "#/components/use-stale-reads.ts";
import { formatKeyCount } from "#/lib/format.ts";
import { useIsBehind } from "#/stores/live/live-state.ts";
import { Badge } from "#/ui/badge.tsx";

interface PrefixLineProps {
  readonly root: Key;
  /** All keys below the root, as etcd counted them; undefined while it has not answered. */
  readonly count: number | undefined;
  readonly delimiters: Uint8Array;
  readonly limited: boolean;
  readonly onRoot: (prefix: Key) => void;
}

/** The way from all keys down to the prefix that the tree is narrowed to, and how many keys that is. */
export function PrefixLine({ root, count, delimiters, limited, onRoot }: PrefixLineProps) {
  useAct(
    "keys.all",
    () => onRoot(asKey(new Uint8Array())),
    root.length === 0 ? "All keys are already shown" : undefined,
  );
  // What one member says alone may be old: no count of it is exact.
  const stale = useReadsStale().on;
  const isBehind = useIsBehind();
  const isPast = useConnected().at !== "live";
  const folders = foldersAbove(root, delimiters);
  const rest = folders.at(-1)?.length === root.length ? undefined : root;
  const steps = rest === undefined || root.length === 0 ? folders : [...folders, rest];
  // Of a long way its end is shown: the rest would leave no room for it.
  const hidden = steps.length > shownSteps ? steps.length - shownSteps + 1 : 0;
  const folded = steps[hidden - 1];
  return (
    <div className="mt-1.5 flex min-h-5 items-center gap-1 text-sm">
      <nav aria-label="Prefix" className="flex min-w-0 flex-1 items-center gap-0.5 overflow-hidden">
        <Step
          label={limited ? "all readable keys" : "all keys"}
          isHome
          isShort={steps.length > 0}
          onPress={() => onRoot(asKey(new Uint8Array()))}
          current={steps.length === 0}
        />
        {folded !== undefined && <Step label="…" title={formatKey(folded)} onPress={() => onRoot(folded)} />}
        {steps.map((step, at) =>
          at < hidden ? null : (
            <Step
              key={formatKey(step)}
              label={formatKey(nameBelow(step, steps[at - 1]?.length ?? 0))}
              current={at === steps.length - 1}
              onPress={() => onRoot(step)}
            />
          ),
        )}
      </nav>
      {count !== undefined && (
        <span className="flex shrink-0 items-center gap-1.5 text-muted">
          {/* The gap is for the eye; whoever copies the line, or hears it, has the space. */}
          {isPast ? `${formatKeyCount(count)} then ` : `${formatKeyCount(count)} `}
          {isPast ? <Badge tone="warn">the past</Badge> : !stale && !isBehind && <Badge tone="accent">exact</Badge>}
        </span>
      )}
    </div>
  );
}

/** As many as have room for an ellipsis each in the narrowest panel. */
const shownSteps = 3;

interface StepProps {
  readonly label: string;
  readonly title?: string;
  readonly current?: boolean;
  readonly isHome?: boolean;
  /** Only its icon is shown. */
  readonly isShort?: boolean;
  readonly onPress: () => void;
}

function Step({ label, title = label, current = false, isHome = false, isShort = false, onPress }: StepProps) {
  return (
    <button
      type="button"
      title={title}
      aria-label={isShort ? label : undefined}
      aria-current={current ? "location" : undefined}
      onClick={onPress}
      className={
        isHome
          ? "flex shrink-0 items-center gap-1.5 rounded px-0.5 text-muted hover:text-text"
          : `truncate rounded px-0.5 font-mono hover:text-text ${current ? "min-w-0 text-text" : "min-w-6 shrink-[9] text-muted"}`
      }
    >
      {isHome && <House className="size-3.5" />}
      {!isShort && label}
    </button>
  );
}
