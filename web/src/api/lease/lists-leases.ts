import { minorOf } from "@etcd-explorer/shared/command/etcdctl/print/output";

/** Whether a server tells the leases of keys that are read without their values: up to 3.6. `""`: not known yet. */
export function listsLeases(version: string): boolean {
  return version === "" || minorOf(version) < 7;
}
