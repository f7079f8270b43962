import { limits } from "@etcd-explorer/shared/contract/limits";
import { classNames } from "#/ui/class-names.ts";
import { FooterNote } from "#/ui/footer-slot.tsx";

interface OperationCountProps {
  /** As etcd counts them against its limit. */
  readonly count: number;
  /** Why it cannot be sent; undefined: it can. */
  readonly unsendable: string | undefined;
}

/** From here on one should know how many are left. */
const few = 12;

/** How many operations the transaction has of those that etcd takes, in the footer. */
export function OperationCount({ count, unsendable }: OperationCountProps) {
  const left = limits.txnOperations - count;
  return (
    <FooterNote>
      <span
        data-testid="operation-count"
        title="Longest of IF, THEN and ELSE, plus nested operations. etcd's --max-txn-ops defaults to 128."
        className={classNames(left < 0 ? "text-bad" : left <= few && "text-warn")}
      >
        {count} of {limits.txnOperations} operations{describeLeft(left)}
      </span>
      {count > 0 && unsendable !== undefined && <span className="text-bad"> · {unsendable}</span>}
    </FooterNote>
  );
}

function describeLeft(left: number): string {
  if (left > few) return "";
  return left < 0 ? `, ${-left} too many` : `, ${left} left`;
}
