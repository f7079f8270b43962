import type { Failure } from "@etcd-explorer/shared/model/failure";
import { History } from "lucide-react";
import { useReadsStale } from "./use-stale-reads.ts";
import { mayLackLeader } from "#/lib/failure-advice.ts";
import { Button } from "#/ui/button.tsx";

/** Beside a read that failed for want of a leader: reads what one member has, which may be old. */
export function StaleReadsButton({ failure }: { readonly failure: Failure }) {
  const { on, set } = useReadsStale();
  if (on || !mayLackLeader(failure)) return null;
  return (
    <Button onClick={() => set(true)} title="Serializable read: needs no leader, may return stale data">
      <History /> Read from one member
    </Button>
  );
}
