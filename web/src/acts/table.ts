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
  /** As `shortcut.ts` reads it: `Mod+S` is ⌘S on a Mac and Ctrl-S elsewhere. */
  readonly shortcut: string;
  readonly scope: ActScope;
}

export const acts = {
  "palette.open": { title: "Find an act, key or prefix", shortcut: "Mod+K", scope: "Everywhere" },
  "shortcuts.open": { title: "Show all shortcuts", shortcut: "?", scope: "Everywhere" },
  "theme.toggle": { title: "Switch between light and dark", shortcut: "Shift+L", scope: "Everywhere" },
  "connections.open": { title: "Go to connections", shortcut: "Shift+C", scope: "Everywhere" },
  "txn.open": { title: "Go to transactions", shortcut: "Shift+X", scope: "Everywhere" },
  "console.open": { title: "Go to the console", shortcut: "Shift+Z", scope: "Everywhere" },

  "connection.connect": { title: "Connect", shortcut: "Mod+Enter", scope: "Connections" },
  "connection.diagnose": { title: "Diagnose the connection", shortcut: "Alt+D", scope: "Connections" },
  "connection.paste": { title: "Paste etcdctl flags", shortcut: "Alt+P", scope: "Connections" },
  "connection.new": { title: "New connection", shortcut: "Alt+N", scope: "Connections" },

  "keys.goto": { title: "Go to a key or prefix", shortcut: "/", scope: "Keys" },
  "keys.all": { title: "Show all keys", shortcut: "Shift+H", scope: "Keys" },
  "keys.refresh": { title: "Read the tree again", shortcut: "Alt+R", scope: "Keys" },
  "keys.focus": { title: "Move to the tree", shortcut: "T", scope: "Keys" },
  "keys.filter": { title: "Filter by how names start", shortcut: "Shift+F", scope: "Keys" },
  "keys.expand": { title: "Expand all below", shortcut: "*", scope: "Keys" },
  "keys.collapse": { title: "Collapse all", shortcut: "-", scope: "Keys" },
  "keys.view": { title: "Switch between tree and table", shortcut: "Shift+T", scope: "Keys" },
  "keys.delimiters": { title: "Choose what parts folders", shortcut: "Shift+S", scope: "Keys" },
  "selection.clear": { title: "Select nothing", shortcut: "Escape", scope: "Keys" },
  "key.create": { title: "New key", shortcut: "Shift+N", scope: "Keys" },
  "find.open": { title: "Find keys or values", shortcut: "Mod+Shift+F", scope: "Keys" },
  "find.stop": { title: "Stop the find", shortcut: "Alt+Shift+S", scope: "Keys" },
  "find.export": { title: "Export what was found", shortcut: "Alt+Shift+E", scope: "Keys" },
  "transfer.export": { title: "Export keys", shortcut: "Shift+E", scope: "Keys" },
  "transfer.import": { title: "Import keys", shortcut: "Shift+I", scope: "Keys" },
  "transfer.selection": { title: "Export the selection", shortcut: "Mod+Shift+E", scope: "Keys" },
  "find.close": { title: "Close the find", shortcut: "Alt+Shift+C", scope: "Keys" },

  "bulk.delete": { title: "Delete the selection", shortcut: "Shift+D", scope: "Keys" },
  "bulk.copy": { title: "Copy the selection elsewhere", shortcut: "Shift+Y", scope: "Keys" },
  "bulk.move": { title: "Move or rename the selection", shortcut: "Shift+M", scope: "Keys" },
  "bulk.lease": { title: "Set the lease of the selection", shortcut: "Shift+G", scope: "Keys" },
  "bulk.add-to-txn": { title: "Add the selection to the transaction", shortcut: "Shift+Q", scope: "Keys" },
  "bulk.show": { title: "Show the bulk act", shortcut: "Shift+B", scope: "Keys" },

  "edit.undo": { title: "Undo the last write", shortcut: "Mod+Alt+Z", scope: "Keys" },
  "edit.history": { title: "Show what can be undone", shortcut: "Alt+U", scope: "Keys" },

  "value.focus": { title: "Edit the value", shortcut: "Alt+Enter", scope: "Value" },
  "value.save": { title: "Save", shortcut: "Mod+S", scope: "Value" },
  "value.discard": { title: "Discard the edit", shortcut: "Alt+X", scope: "Value" },
  "value.edit": { title: "Show the editor", shortcut: "Alt+1", scope: "Value" },
  "value.diff": { title: "Show what the edit changes", shortcut: "Alt+2", scope: "Value" },
  "value.tree": { title: "Show the value as a tree", shortcut: "Alt+3", scope: "Value" },
  "value.hex": { title: "Show the bytes in hex", shortcut: "Alt+4", scope: "Value" },
  "value.raw": { title: "Show the bytes in base64", shortcut: "Alt+5", scope: "Value" },
  "value.review": { title: "Review the change, then save", shortcut: "Mod+Shift+S", scope: "Value" },
  "value.format": { title: "Format the text", shortcut: "Alt+Shift+F", scope: "Value" },
  "value.minify": { title: "Write the JSON on one line", shortcut: "Alt+Shift+M", scope: "Value" },
  "value.wrap": { title: "Wrap long lines", shortcut: "Alt+W", scope: "Value" },
  "value.copy-as": { title: "Copy as etcdctl, curl, JSON or Go", shortcut: "Alt+C", scope: "Value" },
  "key.lease": { title: "Change the lease", shortcut: "Alt+L", scope: "Value" },
  "key.rename": { title: "Rename this key", shortcut: "F2", scope: "Value" },
  "key.duplicate": { title: "Duplicate this key", shortcut: "Alt+Shift+D", scope: "Value" },
  "drafts.open": { title: "Show unsaved edits", shortcut: "Shift+U", scope: "Everywhere" },
  "key.copy": { title: "Copy the key", shortcut: "Alt+Shift+K", scope: "Value" },
  "value.copy": { title: "Copy the value", shortcut: "Shift+V", scope: "Value" },
  "key.refresh": { title: "Read this key again", shortcut: "Shift+R", scope: "Value" },
  "key.delete": { title: "Delete this key", shortcut: "Delete", scope: "Value" },
  "key.add-to-txn": { title: "Add to transaction", shortcut: "Shift+A", scope: "Value" },

  "txn.add-condition": { title: "Add a condition", shortcut: "Alt+I", scope: "Transaction" },
  "txn.add-then": { title: "Add an operation to THEN", shortcut: "Alt+H", scope: "Transaction" },
  "txn.add-else": { title: "Add an operation to ELSE", shortcut: "Alt+J", scope: "Transaction" },
  "txn.open-keys": { title: "Pick keys of the cluster", shortcut: "Alt+K", scope: "Transaction" },
  "txn.close-keys": { title: "Close the keys", shortcut: "Alt+Shift+K", scope: "Transaction" },
  "txn.pick-condition": { title: "Add the marked key as a condition", shortcut: "Alt+Shift+I", scope: "Transaction" },
  "txn.pick-then": { title: "Add the marked key to THEN", shortcut: "Alt+Shift+H", scope: "Transaction" },
  "txn.pick-else": { title: "Add the marked key to ELSE", shortcut: "Alt+Shift+J", scope: "Transaction" },
  "txn.templates": { title: "Begin with a template", shortcut: "Alt+M", scope: "Transaction" },
  "txn.dry-run": { title: "Run the transaction dry", shortcut: "Alt+R", scope: "Transaction" },
  "txn.commit": { title: "Commit the transaction", shortcut: "Mod+Shift+Enter", scope: "Transaction" },
  "txn.history": { title: "Show committed transactions", shortcut: "Alt+Q", scope: "Transaction" },
  "txn.share": { title: "Copy a link to this transaction", shortcut: "Alt+G", scope: "Transaction" },
  "txn.copy": { title: "Copy the transaction as text", shortcut: "Alt+O", scope: "Transaction" },
  "txn.clear": { title: "Empty the transaction", shortcut: "Alt+B", scope: "Transaction" },

  "console.run": { title: "Run what is typed", shortcut: "Mod+Enter", scope: "Console" },
  "console.stop": { title: "Stop the command", shortcut: "Alt+S", scope: "Console" },
  "console.clear": { title: "Clear the output", shortcut: "Alt+B", scope: "Console" },
  "console.mode": { title: "Switch between etcdctl and raw requests", shortcut: "Alt+M", scope: "Console" },
  "console.focus": { title: "Move to where one types", shortcut: "Alt+I", scope: "Console" },

  "conflict.keep-editing": { title: "Keep editing", shortcut: "Alt+K", scope: "Conflict" },
  "conflict.take-theirs": { title: "Take theirs", shortcut: "Alt+T", scope: "Conflict" },
  "conflict.save-yours": { title: "Save yours over theirs", shortcut: "Alt+Y", scope: "Conflict" },
  "conflict.save-merged": { title: "Save the merged text", shortcut: "Alt+S", scope: "Conflict" },
  "conflict.edit-merged": { title: "Edit the merged text", shortcut: "Alt+E", scope: "Conflict" },
  "conflict.next": { title: "Go to the next decision", shortcut: "Alt+ArrowDown", scope: "Conflict" },
  "conflict.previous": { title: "Go to the decision before", shortcut: "Alt+ArrowUp", scope: "Conflict" },

  "cluster.open": { title: "Go to the cluster", shortcut: "Shift+K", scope: "Everywhere" },
  "leases.open": { title: "Go to leases", shortcut: "Shift+J", scope: "Everywhere" },
  "access.open": { title: "Go to users and roles", shortcut: "Shift+P", scope: "Everywhere" },
  "locks.open": { title: "Go to locks and elections", shortcut: "Shift+O", scope: "Everywhere" },

  "cluster.refresh": { title: "Ask all members again", shortcut: "R", scope: "Cluster" },
  "cluster.checks": { title: "Show every check", shortcut: "V", scope: "Cluster" },
  "cluster.snapshot": { title: "Save a snapshot", shortcut: "S", scope: "Cluster" },
  "cluster.compare": { title: "Compare the members' data", shortcut: "=", scope: "Cluster" },
  "cluster.compact": { title: "Plan a compaction", shortcut: "C", scope: "Cluster" },
  "cluster.defragment": { title: "Plan a defragmentation", shortcut: "D", scope: "Cluster" },
  "cluster.move-leader": { title: "Plan to move the leader", shortcut: "L", scope: "Cluster" },
  "cluster.members": { title: "Add, replace or remove members", shortcut: "M", scope: "Cluster" },
  "cluster.disarm": { title: "Plan to disarm alarms", shortcut: "A", scope: "Cluster" },
  "cluster.downgrade": { title: "Plan a downgrade", shortcut: "Alt+W", scope: "Cluster" },

  "lease.grant": { title: "Grant a lease", shortcut: "N", scope: "Leases" },
  "lease.refresh": { title: "Read the leases again", shortcut: "R", scope: "Leases" },
  "lease.keep-alive": { title: "Keep this lease alive once", shortcut: "K", scope: "Leases" },
  "lease.keep-open": { title: "Keep this lease alive while the page is open", shortcut: "Alt+L", scope: "Leases" },
  "lease.revoke": { title: "Revoke this lease", shortcut: "Delete", scope: "Leases" },

  "access.refresh": { title: "Read users and roles again", shortcut: "R", scope: "Access" },
  "access.enable": { title: "Enable authentication", shortcut: "Alt+E", scope: "Access" },
  "access.disable": { title: "Disable authentication", shortcut: "Alt+O", scope: "Access" },
  "access.who": { title: "Ask who may read or write a key", shortcut: "W", scope: "Access" },
  "user.create": { title: "New user", shortcut: "U", scope: "Access" },
  "role.create": { title: "New role", shortcut: "O", scope: "Access" },

  "locks.find": { title: "Find locks below a prefix", shortcut: "/", scope: "Locks" },
  "locks.refresh": { title: "Look for locks again", shortcut: "R", scope: "Locks" },
  "locks.release": { title: "Release this lock", shortcut: "Delete", scope: "Locks" },
} as const satisfies Record<string, Act>;

export type ActId = keyof typeof acts;

/** All acts in the order of the table. */
export function listActs(): { readonly id: ActId; readonly act: Act }[] {
  return actIds.map((id) => ({ id, act: acts[id] }));
}

function isActId(name: string): name is ActId {
  return name in acts;
}

const actIds: readonly ActId[] = Object.keys(acts).filter(isActId);
