/** Which columns of the table are hidden; kept in this browser. */
import { create } from "zustand";
import { persist } from "zustand/middleware";

export const useHiddenColumns = create<{ readonly hidden: readonly string[] }>()(
  persist(() => ({ hidden: [] as readonly string[] }), { name: "etcd-explorer:table-columns:v1" }),
);

/** Shows or hides a column. */
export function toggleColumn(name: string): void {
  useHiddenColumns.setState(({ hidden }) => ({
    hidden: hidden.includes(name) ? hidden.filter((known) => known !== name) : [...hidden, name],
  }));
}
