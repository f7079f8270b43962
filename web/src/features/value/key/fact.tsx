import type { ReactNode } from "react";

interface FactProps {
  readonly name: string;
  readonly note?: string | undefined;
  readonly children: ReactNode;
}

/** One fact about the open key, in the list of its header. */
export function Fact({ name, note, children }: FactProps) {
  return (
    <div className="flex items-baseline gap-1.5 whitespace-nowrap">
      <dt className="text-muted">{name}</dt>
      <dd className="font-semibold">
        {children}
        {note !== undefined && <span className="pl-1.5 font-normal text-muted">{note}</span>}
      </dd>
    </div>
  );
}
