import { FailureError } from "../src/model/failure.ts";
import { asRevision, compareInt64, int64, zeroRevision, type Revision } from "../src/model/int64.ts";
import type { RangeRequest, RangeResponse, TxnRequest, TxnResponse } from "../src/model/txn.ts";
import { MemoryEtcd } from "./memory-etcd.ts";

/** An etcd in memory that can be compacted, and that counts what it is asked. */
export class CompactedEtcd extends MemoryEtcd {
  /** The compaction: what is older cannot be read. */
  floor: Revision = asRevision(int64(1));
  calls = 0;
  /** Bytes of the largest response, by the values in it. */
  largestResponse = 0;
  /** Bytes that a response may have, by the values in it. */
  mostBytes: number = Infinity;
  /** Whether it tells its compaction, as a watch does. */
  tellsFloor = true;
  /** Called before each read: somebody else may write or compact there. */
  onCall: () => void = () => undefined;

  askOldest = async (): Promise<Revision | undefined> => (this.tellsFloor ? this.floor : undefined);

  override async range(request: RangeRequest): Promise<RangeResponse> {
    this.count([request]);
    const answer = await super.range(request);
    this.measure(answer.kvs.map(({ value }) => value.length));
    return answer;
  }

  override async txn(request: TxnRequest): Promise<TxnResponse> {
    this.count(request.success.flatMap((operation) => (operation.kind === "range" ? [operation.request] : [])));
    const answer = await super.txn(request);
    this.measure(
      answer.responses.flatMap((each) =>
        each.kind === "range" ? each.response.kvs.map(({ value }) => value.length) : [],
      ),
    );
    return answer;
  }

  private count(ranges: readonly RangeRequest[]): void {
    this.calls++;
    this.onCall();
    for (const { revision = zeroRevision } of ranges) {
      if (revision !== zeroRevision && compareInt64(revision, this.floor) < 0) {
        const message = "etcdserver: mvcc: required revision has been compacted";
        throw new FailureError({ kind: "compacted", status: 400, code: 11, message });
      }
    }
  }

  private measure(sizes: readonly number[]): void {
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    if (bytes > this.mostBytes) {
      throw new FailureError({ kind: "too-large", what: "body", limitBytes: this.mostBytes });
    }
    this.largestResponse = Math.max(this.largestResponse, bytes);
  }
}
