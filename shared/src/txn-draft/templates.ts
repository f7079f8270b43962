/** Transactions that people write again and again, ready to be filled in. */
import { newCompareRow, newDeleteRow, newPutRow, newRangeRow, type TxnDraft } from "./draft.ts";

export interface TxnTemplate {
  readonly id: string;
  readonly title: string;
  /** What it does, one sentence. */
  readonly purpose: string;
  readonly make: () => TxnDraft;
}

const text = (content: string) => ({ form: "text", text: content }) as const;

/** The key is as it was read: fill in the revision that was read. */
const unchanged = (key: string) => newCompareRow({ key, target: "MOD", result: "EQUAL", operand: "" });
const absent = (key: string) => newCompareRow({ key });
const present = (key: string) => newCompareRow({ key, result: "GREATER" });

export const templates: readonly TxnTemplate[] = [
  {
    id: "create",
    title: "Create if absent",
    purpose: "Writes the key only where nobody has it yet; else reads what stands there.",
    make: () => ({
      compare: [absent("/key")],
      success: [newPutRow({ key: "/key", value: text("value") })],
      failure: [newRangeRow({ key: "/key" })],
    }),
  },
  {
    id: "cas",
    title: "Compare and swap",
    purpose: "Writes the key only if it is still the revision that was read.",
    make: () => ({
      compare: [unchanged("/key")],
      success: [newPutRow({ key: "/key", value: text("value"), ignoreLease: true })],
      failure: [newRangeRow({ key: "/key" })],
    }),
  },
  {
    id: "lock",
    title: "Acquire a lock",
    purpose: "Takes the lock under a lease, so that it falls free when its holder is gone; else reads who has it.",
    make: () => ({
      compare: [absent("/locks/name")],
      success: [newPutRow({ key: "/locks/name", value: text("holder") })],
      failure: [newRangeRow({ key: "/locks/name" })],
    }),
  },
  {
    id: "unlock",
    title: "Release a lock",
    purpose: "Gives the lock back only if it is still one's own.",
    make: () => ({
      compare: [newCompareRow({ key: "/locks/name", target: "VALUE", value: text("holder") })],
      success: [newDeleteRow({ key: "/locks/name" })],
      failure: [newRangeRow({ key: "/locks/name" })],
    }),
  },
  {
    id: "rename",
    title: "Rename a key",
    purpose: "Moves a value to a free name, if nobody has written the old one since it was read.",
    make: () => ({
      compare: [unchanged("/old"), absent("/new")],
      success: [newPutRow({ key: "/new", value: text("the value of /old") }), newDeleteRow({ key: "/old" })],
      failure: [newRangeRow({ key: "/old" }), newRangeRow({ key: "/new" })],
    }),
  },
  {
    id: "swap",
    title: "Swap two values",
    purpose: "Exchanges two values at one moment, if neither was written since they were read.",
    make: () => ({
      compare: [unchanged("/one"), unchanged("/two")],
      success: [
        newPutRow({ key: "/one", value: text("the value of /two"), ignoreLease: true }),
        newPutRow({ key: "/two", value: text("the value of /one"), ignoreLease: true }),
      ],
      failure: [newRangeRow({ key: "/one" }), newRangeRow({ key: "/two" })],
    }),
  },
  {
    id: "lease",
    title: "Move under a lease",
    purpose: "Attaches a lease to a key that exists, without touching its value.",
    make: () => ({
      compare: [present("/key")],
      success: [newPutRow({ key: "/key", ignoreValue: true })],
      failure: [],
    }),
  },
  {
    id: "fence",
    title: "Fence by a key",
    purpose: "Writes only while a lock that one holds is still the one that was acquired.",
    make: () => ({
      compare: [newCompareRow({ key: "/locks/name", target: "CREATE", operand: "" })],
      success: [newPutRow({ key: "/key", value: text("value"), ignoreLease: true })],
      failure: [newRangeRow({ key: "/locks/name" })],
    }),
  },
];
