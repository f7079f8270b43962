/** A {@link MemoryEtcd} whose next transactions fail as they are told to: before they are done, or once they were. */
import { FailureError, type Failure } from "../src/model/failure.ts";
import type { TxnRequest, TxnResponse } from "../src/model/txn.ts";
import { MemoryEtcd } from "./memory-etcd.ts";

/** Proves nothing of what was sent. */
export const noAnswer: Failure = { kind: "offline", message: "no answer came" };

interface Fault {
  readonly failure: Failure;
  readonly isDone: boolean;
}

export class LossyEtcd extends MemoryEtcd {
  readonly sent: TxnRequest[] = [];
  readonly #faults: Fault[] = [];

  /** The next transaction is done, and its answer does not come. */
  loseAnswer(failure: Failure = noAnswer): void {
    this.#faults.push({ failure, isDone: true });
  }

  /** The next transaction fails and is not done, whatever the failure proves of it. */
  fail(failure: Failure): void {
    this.#faults.push({ failure, isDone: false });
  }

  /** A transaction of somebody else, whom no fault concerns. */
  writeAsOther(request: TxnRequest): Promise<TxnResponse> {
    return super.txn(request);
  }

  override async txn(request: TxnRequest): Promise<TxnResponse> {
    this.sent.push(request);
    const fault = this.#faults.shift();
    if (fault === undefined) return super.txn(request);
    if (fault.isDone) await super.txn(request);
    throw new FailureError(fault.failure);
  }
}
