import { Funnel, X } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from "react";

interface FilterLineProps {
  readonly input: RefObject<HTMLInputElement | null>;
  /** What the names are narrowed to, as it stands in the address. */
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly onClose: () => void;
  /** Leads on into the tree. */
  readonly onDone: () => void;
}

/** Each change asks etcd: so long nothing more must be typed before. */
const pauseMs = 250;

/** Narrows the tree to names that start so: a range read of its own, so that it finds all of them and no others. */
export function FilterLine({ input, filter, onFilter, onClose, onDone }: FilterLineProps) {
  const [typed, setTyped] = useState(filter);
  const sent = useRef(filter);
  const send = useEffectEvent((text: string) => {
    if (text === sent.current) return;
    sent.current = text;
    onFilter(text);
  });
  useEffect(() => {
    const timer = setTimeout(() => send(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div className="relative mt-1.5">
      <Funnel className="absolute top-1.5 left-2.5 size-3.5 text-accent" />
      <input
        ref={input}
        aria-label="Filter by prefix"
        placeholder="Filter by prefix"
        spellCheck={false}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
          else if (event.key === "Enter" || event.key === "ArrowDown") {
            event.preventDefault();
            send(typed);
            onDone();
          }
        }}
        className="h-[26px] w-full rounded-md border border-line bg-bg pr-8 pl-8 font-mono"
      />
      <button
        type="button"
        aria-label="Clear filter"
        title="Clear filter (Esc)"
        onClick={onClose}
        className="absolute top-1 right-1.5 rounded p-0.5 text-muted hover:text-text"
      >
        <X className="size-3.5" />
      </button>
    </div>
  );
}
