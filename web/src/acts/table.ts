/**
 * Every act of the product, declared once. Buttons, shortcuts, the palette and the shortcut sheet all read this
 * table; what an act does is registered by the screen that can do it now (use-act.ts).
 */

/** The part of the product where an act makes sense; the headings of the shortcut sheet. */
export type ActScope =
  | "Everywhere"
  | "Keys"
  | "Value"
  | "Conflict"
  | "Transaction"
  | "Console"
  | "Connections"
  | "Cluster"
  | "Leases"
  | "Access"
  | "Locks";

/** The screen on which acts of a scope can be done: two screens may use one shortcut for two acts. */
export const screenOfScope: Readonly<Record<ActScope, string>> = {
  Everywhere: "every",
  Keys: "keys",
  Value: "keys",
  Conflict: "keys",
  Transaction: "txn",
  Console: "console",
  Connections: "connections",
  Cluster: "cluster",
  Leases: "leases",
  Access: "access",
  Locks: "locks",
};

export interface Act {
  readonly title: string;
  /** As `shortcut.ts` reads it: `Mod+S` is ⌘S on a Mac and Ctrl-S elsewhere. None: by button and palette alone. */
  readonly shortcut?: string;
  /** A second one, for where the first is taken: in the tree, letters find names. */
  readonly also?: string;
  readonly scope: ActScope;
}

const acts = {
  "palette.open": { title: "Find an act, key or prefix", shortcut: "Mod+K", scope: "Everywhere" },
  "jobs.show": { title: "Show background job", shortcut: "Shift+B", scope: "Everywhere" },
  "shortcuts.open": { title: "Show all shortcuts", shortcut: "?", scope: "Everywhere" },
  "theme.toggle": { title: "Switch between light and dark", scope: "Everywhere" },
  "connections.open": { title: "Go to connections", shortcut: "G N", scope: "Everywhere" },
  "session.end": { title: "Sign out", shortcut: "G S", scope: "Everywhere" },
  "keys.open": { title: "Go to keys", shortcut: "G K", scope: "Everywhere" },
  "txn.open": { title: "Go to transactions", shortcut: "G T", scope: "Everywhere" },
  "console.open": { title: "Go to the console", shortcut: "G X", scope: "Everywhere" },

  "past.leave": { title: "Back to live", scope: "Everywhere" },

  "connection.connect": { title: "Connect", shortcut: "Mod+Enter", scope: "Connections" },
  "connection.diagnose": { title: "Diagnose the connection", shortcut: "Mod+Shift+Enter", scope: "Connections" },
  "connection.paste": { title: "Paste etcdctl flags", shortcut: "P", scope: "Connections" },
  "connection.new": { title: "New connection", shortcut: "N", scope: "Connections" },

  "keys.goto": { title: "Go to a key or prefix", shortcut: "/", scope: "Keys" },
  "keys.all": { title: "Show all keys", scope: "Keys" },
  "keys.refresh": { title: "Read the tree again", shortcut: "R", scope: "Keys" },
  "keys.focus": { title: "Move to the tree", shortcut: "T", scope: "Keys" },
  "keys.filter": { title: "Filter by how names start", shortcut: "F", scope: "Keys" },
  "keys.expand": { title: "Expand all below", shortcut: "*", scope: "Keys" },
  "keys.collapse": { title: "Collapse all", shortcut: "-", scope: "Keys" },
  "keys.view": { title: "Switch between tree and table", shortcut: "V K", scope: "Keys" },
  "keys.delimiters": { title: "Choose what parts folders", shortcut: "Shift+S", scope: "Keys" },
  "selection.clear": { title: "Select nothing", shortcut: "Escape", scope: "Keys" },
  "key.create": { title: "New key", shortcut: "N", also: "+", scope: "Keys" },
  "find.open": { title: "Find keys or values", shortcut: "Mod+Shift+F", scope: "Keys" },
  "find.stop": { title: "Stop the find", scope: "Keys" },
  "find.export": { title: "Export what was found", scope: "Keys" },
  "transfer.export": { title: "Export keys", shortcut: "Shift+E", scope: "Keys" },
  "transfer.import": { title: "Import keys", shortcut: "Shift+I", scope: "Keys" },
  "transfer.selection": { title: "Export the selection", scope: "Keys" },
  "find.close": { title: "Close the find", scope: "Keys" },

  "bulk.delete": { title: "Delete the selection", shortcut: "Shift+D", scope: "Keys" },
  "bulk.copy": { title: "Copy the selection elsewhere", shortcut: "Shift+Y", scope: "Keys" },
  "bulk.move": { title: "Move or rename the selection", shortcut: "Shift+M", scope: "Keys" },
  "bulk.lease": { title: "Set the lease of the selection", shortcut: "Shift+G", scope: "Keys" },
  "bulk.add-to-txn": { title: "Add the selection to the transaction", shortcut: "Shift+Q", scope: "Keys" },
  "bulk.again": { title: "Plan the rest again", scope: "Keys" },

  // Before those of the writes: on the screen of transactions the chord is the builder's own.
  "txn.undo": { title: "Undo edit of the transaction", shortcut: "Mod+Z", scope: "Transaction" },
  "txn.redo": { title: "Redo edit of the transaction", shortcut: "Mod+Shift+Z", scope: "Transaction" },
  "edit.undo": { title: "Undo last write", shortcut: "Mod+Z", scope: "Keys" },
  "edit.redo": { title: "Redo last undo", shortcut: "Mod+Shift+Z", scope: "Keys" },
  "edit.history": { title: "Show write history", shortcut: "G H", scope: "Everywhere" },

  "value.focus": { title: "Edit the value", shortcut: "E", scope: "Value" },
  "value.save": { title: "Save", shortcut: "Mod+S", scope: "Value" },
  "value.discard": { title: "Discard the edit", scope: "Value" },
  "value.edit": { title: "Show the editor", shortcut: "V E", scope: "Value" },
  "value.diff": { title: "Show what the edit changes", shortcut: "V D", scope: "Value" },
  "value.tree": { title: "Show the value as a tree", shortcut: "V T", scope: "Value" },
  "value.hex": { title: "Show the bytes in hex", shortcut: "V H", scope: "Value" },
  "value.raw": { title: "Show the bytes in base64", shortcut: "V B", scope: "Value" },
  "value.review": { title: "Review the change, then save", shortcut: "Mod+Shift+Enter", scope: "Value" },
  "value.format": { title: "Format the text", shortcut: "V F", scope: "Value" },
  "value.minify": { title: "Write the JSON on one line", shortcut: "V M", scope: "Value" },
  "value.wrap": { title: "Wrap long lines", shortcut: "V W", scope: "Value" },
  "value.copy-as": { title: "Copy as etcdctl, curl, JSON or Go", shortcut: "C A", scope: "Value" },
  "key.lease": { title: "Change the lease", shortcut: "L", scope: "Value" },
  "key.rename": { title: "Rename this key", shortcut: "F2", scope: "Value" },
  "key.duplicate": { title: "Duplicate this key", shortcut: "D", scope: "Value" },
  "drafts.open": { title: "Show unsaved edits", shortcut: "G U", scope: "Everywhere" },
  "key.copy": { title: "Copy the key", shortcut: "C K", scope: "Value" },
  "value.copy": { title: "Copy the value", shortcut: "C V", scope: "Value" },
  "key.refresh": { title: "Read this key again", shortcut: "Shift+R", scope: "Value" },
  "key.delete": { title: "Delete this key", shortcut: "Delete", scope: "Value" },
  "key.add-to-txn": { title: "Add to transaction", shortcut: "A", scope: "Value" },

  "txn.add-condition": { title: "Add a condition", shortcut: "A C", scope: "Transaction" },
  "txn.add-then": { title: "Add an operation to THEN", shortcut: "A T", scope: "Transaction" },
  "txn.add-else": { title: "Add an operation to ELSE", shortcut: "A E", scope: "Transaction" },
  "txn.open-keys": { title: "Pick keys of the cluster", shortcut: "K", scope: "Transaction" },
  "txn.close-keys": { title: "Close the keys", scope: "Transaction" },
  "txn.pick-condition": { title: "Add the marked key as a condition", shortcut: "P C", scope: "Transaction" },
  "txn.pick-then": { title: "Add the marked key to THEN", shortcut: "P T", scope: "Transaction" },
  "txn.pick-else": { title: "Add the marked key to ELSE", shortcut: "P E", scope: "Transaction" },
  "txn.templates": { title: "Begin with a template", shortcut: "M", scope: "Transaction" },
  "txn.dry-run": { title: "Run the transaction dry", shortcut: "Mod+Enter", scope: "Transaction" },
  "txn.commit": { title: "Commit the transaction", shortcut: "Mod+Shift+Enter", scope: "Transaction" },
  "txn.history": { title: "Show committed transactions", shortcut: "H", scope: "Transaction" },
  "txn.share": { title: "Copy a link to this transaction", shortcut: "S", scope: "Transaction" },
  "txn.copy": { title: "Copy the transaction as text", shortcut: "C", scope: "Transaction" },
  "txn.clear": { title: "Empty the transaction", scope: "Transaction" },

  "console.run": { title: "Run what is typed", shortcut: "Mod+Enter", scope: "Console" },
  "console.stop": { title: "Stop the command", shortcut: "Mod+.", scope: "Console" },
  "console.clear": { title: "Clear the output", scope: "Console" },
  "console.mode": { title: "Switch between etcdctl and raw requests", shortcut: "M", scope: "Console" },
  "console.focus": { title: "Focus input", shortcut: "I", scope: "Console" },

  "conflict.keep-editing": { title: "Keep editing", scope: "Conflict" },
  "conflict.take-theirs": { title: "Take theirs", scope: "Conflict" },
  "conflict.save-yours": { title: "Save yours over theirs", scope: "Conflict" },
  "conflict.save-merged": { title: "Save the merged text", shortcut: "Mod+Enter", scope: "Conflict" },
  "conflict.edit-merged": { title: "Edit the merged text", scope: "Conflict" },
  "conflict.next": { title: "Go to the next decision", shortcut: "J", scope: "Conflict" },
  "conflict.previous": { title: "Go to the decision before", shortcut: "K", scope: "Conflict" },

  "cluster.open": { title: "Go to the cluster", shortcut: "G C", scope: "Everywhere" },
  "leases.open": { title: "Go to leases", shortcut: "G L", scope: "Everywhere" },
  "access.open": { title: "Go to users and roles", shortcut: "G A", scope: "Everywhere" },
  "locks.open": { title: "Go to locks and elections", shortcut: "G O", scope: "Everywhere" },

  "cluster.refresh": { title: "Ask all members again", shortcut: "R", scope: "Cluster" },
  "cluster.checks": { title: "Show every check", shortcut: "V", scope: "Cluster" },
  "cluster.snapshot": { title: "Save a snapshot", shortcut: "S", scope: "Cluster" },
  "cluster.compare": { title: "Compare the members' data", shortcut: "=", scope: "Cluster" },
  "cluster.compact": { title: "Plan a compaction", shortcut: "C", scope: "Cluster" },
  "cluster.defragment": { title: "Plan a defragmentation", shortcut: "D", scope: "Cluster" },
  "cluster.move-leader": { title: "Plan to move the leader", shortcut: "L", scope: "Cluster" },
  "cluster.members": { title: "Add, replace or remove members", shortcut: "M", scope: "Cluster" },
  "cluster.disarm": { title: "Plan to disarm alarms", shortcut: "A", scope: "Cluster" },
  "cluster.downgrade": { title: "Plan a downgrade", shortcut: "W", scope: "Cluster" },

  "lease.grant": { title: "Grant a lease", shortcut: "N", scope: "Leases" },
  "lease.refresh": { title: "Read the leases again", shortcut: "R", scope: "Leases" },
  "lease.keep-alive": { title: "Keep this lease alive once", shortcut: "K", scope: "Leases" },
  "lease.keep-open": { title: "Keep this lease alive while the page is open", shortcut: "L", scope: "Leases" },
  "lease.revoke": { title: "Revoke this lease", shortcut: "Delete", scope: "Leases" },

  "access.refresh": { title: "Read users and roles again", shortcut: "R", scope: "Access" },
  "access.enable": { title: "Enable authentication", shortcut: "E", scope: "Access" },
  "access.disable": { title: "Disable authentication", shortcut: "D", scope: "Access" },
  "access.who": { title: "Ask who may read or write a key", shortcut: "W", scope: "Access" },
  "user.create": { title: "New user", shortcut: "U", scope: "Access" },
  "role.create": { title: "New role", shortcut: "O", scope: "Access" },

  "locks.find": { title: "Find locks below a prefix", shortcut: "/", scope: "Locks" },
  "locks.refresh": { title: "Look for locks again", shortcut: "R", scope: "Locks" },
  "locks.release": { title: "Release this lock", shortcut: "Delete", scope: "Locks" },
} as const satisfies Record<string, Act>;

export type ActId = keyof typeof acts;

/** What the table says of an act. */
export function actOf(id: ActId): Act {
  return acts[id];
}

/** All acts in the order of the table. */
export function listActs(): { readonly id: ActId; readonly act: Act }[] {
  return actIds.map((id) => ({ id, act: actOf(id) }));
}

function isActId(name: string): name is ActId {
  return name in acts;
}

const actIds: readonly ActId[] = Object.keys(acts).filter(isActId);
