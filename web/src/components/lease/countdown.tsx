import { Timer } from "lucide-react";
import { describeLeft, isShort, type LeaseLeft } from "#/lib/lease-time.ts";

/** What a lease has left, in words. */
export function Countdown({ left }: { readonly left: LeaseLeft }) {
  return (
    <span
      className={isShort(left) ? "font-normal text-warn" : "font-normal text-muted"}
      title={left.kind === "unknown" ? left.why : undefined}
    >
      <Timer className="mr-0.5 inline size-3 align-[-1px]" />
      {describeLeft(left)}
    </span>
  );
}
