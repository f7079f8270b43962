import { describeFailure, type Failure } from "@etcd-explorer/shared/model/failure";
import { adviseFailure } from "./failure-advice.ts";

/** What failed, why, and what to do, one after the other. `what`: a sentence, `Could not read the leases.` */
export function tellFailure(what: string, failure: Failure): string {
  return `${what} ${describeFailure(failure)}. ${adviseFailure(failure)}`;
}
