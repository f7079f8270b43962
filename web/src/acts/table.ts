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
  | "Watch"
  | "Transaction"
  | "Console"
  | "Connections"
  | "Cluster"
  | "Leases"
  | "Access"
  | "Locks"
  | "Compare";

/** The screen on which acts of a scope can be done: two screens may use one shortcut for two acts. */
export const screenOfScope: Readonly<Record<ActScope, string>> = {
  Everywhere: "every",
  Keys: "keys",
  Value: "keys",
  Conflict: "keys",
  Watch: "watch",
  Transaction: "txn",
  Console: "console",
  Connections: "connections",
  Cluster: "cluster",
  Leases: "leases",
  Access: "access",
  Locks: "locks",
  Compare: "compare",
};

export interface Act {
  readonly title: string;
  /** As `shortcut.ts` reads it: `Mod+S` is ⌘S on a Mac and Ctrl-S elsewhere. None: by button and palette alone. */
  readonly shortcut?: string;
  /** A second one, as other tools have it. */
  readonly also?: string;
  readonly scope: ActScope;
}

const acts = {
  "palette.open": { title: "Command palette", shortcut: "Mod+K", scope: "Everywhere" },
  "jobs.show": { title: "Show background job", shortcut: "Shift+B", scope: "Everywhere" },
  "shortcuts.open": { title: "Keyboard shortcuts", shortcut: "?", scope: "Everywhere" },
  "theme.toggle": { title: "Toggle light-dark theme", scope: "Everywhere" },
  "session.lock": { title: "Toggle read-only mode", shortcut: "G R", scope: "Everywhere" },
  "rail.toggle": { title: "Toggle navigation labels", scope: "Everywhere" },
  "connections.switch": { title: "Switch connection", scope: "Everywhere" },
  "connections.open": { title: "Go to connections", shortcut: "G N", scope: "Everywhere" },
  "session.end": { title: "Sign out", shortcut: "G S", scope: "Everywhere" },
  "keys.open": { title: "Go to keys", shortcut: "G K", scope: "Everywhere" },
  "watch.open": { title: "Go to watch", shortcut: "G W", scope: "Everywhere" },
  "txn.open": { title: "Go to transactions", shortcut: "G T", scope: "Everywhere" },
  "console.open": { title: "Go to console", shortcut: "G X", scope: "Everywhere" },
  "compare.screen": { title: "Go to compare", shortcut: "G D", scope: "Everywhere" },

  "live.toggle": { title: "Toggle live updates", shortcut: "Shift+L", scope: "Everywhere" },
  "past.leave": { title: "Back to live", scope: "Everywhere" },
  "past.view": { title: "View past revision…", shortcut: "G P", scope: "Everywhere" },
  "past.previous": { title: "Go to previous change", shortcut: "Shift+P", scope: "Keys" },
  "past.next": { title: "Go to next change", shortcut: "Shift+N", scope: "Keys" },
  "past.count": { title: "Count differences", scope: "Keys" },
  "past.earlier": { title: "Load earlier changes", scope: "Keys" },
  "past.later": { title: "Load later changes", scope: "Keys" },

  "connection.connect": { title: "Connect", shortcut: "Mod+Enter", scope: "Connections" },
  "connection.diagnose": { title: "Diagnose connection", shortcut: "Mod+Shift+Enter", scope: "Connections" },
  "connection.paste": { title: "Paste etcdctl flags", shortcut: "P", scope: "Connections" },
  "connection.new": { title: "New connection", shortcut: "N", scope: "Connections" },
  "connection.test": { title: "Test all connections", shortcut: "R", scope: "Connections" },
  "connection.save": { title: "Save connection", shortcut: "Mod+S", scope: "Connections" },
  "connection.duplicate": { title: "Duplicate connection", shortcut: "D", scope: "Connections" },
  "connection.delete": { title: "Delete connection", shortcut: "Delete", scope: "Connections" },

  "keys.goto": { title: "Focus search box", shortcut: "/", scope: "Keys" },
  "keys.all": { title: "Show all keys", scope: "Keys" },
  "keys.refresh": { title: "Refresh tree", shortcut: "R", scope: "Keys" },
  "keys.focus": { title: "Focus tree", shortcut: "T", scope: "Keys" },
  "keys.jump": { title: "Jump to row", shortcut: ".", scope: "Keys" },
  "keys.filter": { title: "Filter by prefix", shortcut: "F", scope: "Keys" },
  "keys.expand": { title: "Expand all", shortcut: "*", scope: "Keys" },
  "keys.collapse": { title: "Collapse all", shortcut: "-", scope: "Keys" },
  "keys.view": { title: "Toggle table view", shortcut: "V K", scope: "Keys" },
  "keys.delimiters": { title: "Folder separators…", shortcut: "Shift+S", scope: "Keys" },
  "keys.menu": { title: "Open context menu", shortcut: "Shift+F10", also: "ContextMenu", scope: "Keys" },
  "keys.compact": { title: "Toggle compact folders", scope: "Keys" },
  "keys.root": { title: "Show only folder", scope: "Keys" },
  "selection.toggle": { title: "Toggle row selection", scope: "Keys" },
  "selection.clear": { title: "Clear selection", shortcut: "Escape", scope: "Keys" },
  "key.create": { title: "New key", shortcut: "N", also: "+", scope: "Keys" },
  "bookmark.add": { title: "Add bookmark", shortcut: "B", scope: "Keys" },
  "bookmark.remove": { title: "Remove bookmark", scope: "Keys" },
  "find.open": { title: "Search keys and values", shortcut: "Mod+Shift+F", scope: "Keys" },
  "find.stop": { title: "Stop search", scope: "Keys" },
  "find.export": { title: "Export results", scope: "Keys" },
  "transfer.export": { title: "Export keys", shortcut: "Shift+E", scope: "Keys" },
  "transfer.import": { title: "Import keys", shortcut: "Shift+I", scope: "Keys" },
  "transfer.selection": { title: "Export selection", scope: "Keys" },
  "compare.open": { title: "Compare…", shortcut: "=", scope: "Keys" },
  "compare.past": { title: "Compare with now", scope: "Keys" },
  "find.close": { title: "Close search", scope: "Keys" },

  "bulk.delete": { title: "Delete selection", shortcut: "Shift+D", scope: "Keys" },
  "bulk.copy": { title: "Copy selection to prefix", shortcut: "Shift+Y", scope: "Keys" },
  "bulk.move": { title: "Move or rename selection", shortcut: "Shift+M", scope: "Keys" },
  "bulk.lease": { title: "Set lease of selection", shortcut: "Shift+G", scope: "Keys" },
  "bulk.add-to-txn": { title: "Add selection to transaction", shortcut: "Shift+Q", scope: "Keys" },
  "bulk.again": { title: "Plan remaining keys", scope: "Keys" },

  "restore.prefix": { title: "Restore prefix…", scope: "Keys" },
  "restore.key": { title: "Restore key…", scope: "Keys" },
  "restore.selection": { title: "Restore selection…", scope: "Keys" },
  "restore.deleted": { title: "Restore deleted keys…", scope: "Keys" },
  "restore.again": { title: "Plan remaining restore", scope: "Keys" },

  // Before those of the writes: on the screen of transactions the chord is the builder's own.
  "txn.undo": { title: "Undo transaction edit", shortcut: "Mod+Z", scope: "Transaction" },
  "txn.redo": { title: "Redo transaction edit", shortcut: "Mod+Shift+Z", scope: "Transaction" },
  "edit.undo": { title: "Undo last write", shortcut: "Mod+Z", scope: "Keys" },
  "edit.redo": { title: "Redo last undone write", shortcut: "Mod+Shift+Z", scope: "Keys" },
  "edit.history": { title: "Show write history", shortcut: "G H", scope: "Everywhere" },

  "value.focus": { title: "Edit value", shortcut: "E", scope: "Value" },
  "value.save": { title: "Save", shortcut: "Mod+S", scope: "Value" },
  "value.stop-saving": { title: "Cancel save", scope: "Value" },
  "value.discard": { title: "Discard changes", scope: "Value" },
  "value.text": { title: "Show value as text", shortcut: "V E", scope: "Value" },
  "value.diff": { title: "Show diff", shortcut: "V D", scope: "Value" },
  "diff.sides": { title: "Toggle side-by-side diff", shortcut: "V S", scope: "Value" },
  "value.yaml": { title: "Show as YAML", shortcut: "V Y", scope: "Value" },
  "value.json": { title: "Show as JSON", shortcut: "V J", scope: "Value" },
  "value.wire": { title: "Show protobuf fields", shortcut: "V I", scope: "Value" },
  "object.related": { title: "Show related objects", shortcut: "V A", scope: "Value" },
  "secret.reveal": { title: "Toggle Secret data", shortcut: "V U", scope: "Value" },
  "value.tree": { title: "Show value as tree", shortcut: "V T", scope: "Value" },
  "value.hex": { title: "Show value as hex", shortcut: "V H", scope: "Value" },
  "value.decoded": { title: "Show decoded value", shortcut: "V X", scope: "Value" },
  "value.decode": { title: "Decode value…", shortcut: "V Z", scope: "Value" },
  "value.decode-stop": { title: "Stop decoding", scope: "Value" },
  "value.base64": { title: "Show value as base64", shortcut: "V B", scope: "Value" },
  "history.open": { title: "Show key history", shortcut: "H", scope: "Value" },
  "history.compare": { title: "Compare with another version", shortcut: "V C", scope: "Value" },
  "history.older": { title: "Load older versions", shortcut: "V O", scope: "Value" },
  "history.search": { title: "Find deleted versions", scope: "Value" },
  "history.restore": { title: "Restore version", shortcut: "V R", scope: "Value" },
  "history.copy": { title: "Copy version", shortcut: "C R", scope: "Value" },
  "history.copy-as": { title: "Copy version as etcdctl…", shortcut: "C E", scope: "Value" },
  "history.view": { title: "View keyspace then", scope: "Value" },
  "value.review": { title: "Review and save", shortcut: "Mod+Shift+Enter", scope: "Value" },
  "match.next": { title: "Show next match", shortcut: "V N", scope: "Value" },
  "match.previous": { title: "Show previous match", shortcut: "V P", scope: "Value" },
  "value.format": { title: "Format value", shortcut: "V F", scope: "Value" },
  "value.minify": { title: "Minify JSON", shortcut: "V M", scope: "Value" },
  "value.layout": { title: "Toggle formatted view", shortcut: "V L", scope: "Value" },
  "value.wrap": { title: "Toggle word wrap", shortcut: "V W", scope: "Value" },
  "value.copy-as": { title: "Copy as etcdctl, curl…", shortcut: "C A", scope: "Value" },
  "key.lease": { title: "Change lease", shortcut: "L", scope: "Value" },
  "key.rename": { title: "Rename key", shortcut: "F2", scope: "Value" },
  "key.duplicate": { title: "Duplicate key", shortcut: "D", scope: "Value" },
  "drafts.open": { title: "Show unsaved edits", shortcut: "G U", scope: "Everywhere" },
  "key.copy": { title: "Copy key", shortcut: "C K", scope: "Value" },
  "value.copy": { title: "Copy value", shortcut: "C V", scope: "Value" },
  "value.download": { title: "Download value", scope: "Value" },
  "value.upload": { title: "Upload value…", scope: "Value" },
  "key.refresh": { title: "Refresh key", shortcut: "Shift+R", scope: "Value" },
  "key.delete": { title: "Delete key", shortcut: "Delete", scope: "Value" },
  "key.watch": { title: "Watch key or prefix", shortcut: "W", scope: "Value" },
  "key.add-to-txn": { title: "Add to transaction", shortcut: "A", scope: "Value" },

  "watch.add": { title: "Add watch", shortcut: "N", also: "+", scope: "Watch" },
  "watch.pause": { title: "Pause events", shortcut: "P", scope: "Watch" },
  "watch.find": { title: "Find in events", shortcut: "/", scope: "Watch" },
  "watch.changes": { title: "Toggle changes", shortcut: "C", scope: "Watch" },
  "watch.group": { title: "Toggle grouping by key", shortcut: "K", scope: "Watch" },
  "watch.list": { title: "Focus events", shortcut: "T", scope: "Watch" },
  "watch.open-key": { title: "Open key", shortcut: "O", scope: "Watch" },
  "watch.open-revision": { title: "Open key at revision", shortcut: "Shift+O", scope: "Watch" },
  "watch.clear": { title: "Clear events", shortcut: "X", scope: "Watch" },
  "watch.copy-link": { title: "Copy link", shortcut: "Y", scope: "Watch" },
  "watch.export": { title: "Export events", shortcut: "Shift+E", scope: "Watch" },

  "txn.add-condition": { title: "Add condition", shortcut: "A C", scope: "Transaction" },
  "txn.add-then": { title: "Add THEN operation", shortcut: "A T", scope: "Transaction" },
  "txn.add-else": { title: "Add ELSE operation", shortcut: "A E", scope: "Transaction" },
  "txn.open-keys": { title: "Open key picker", shortcut: "K", scope: "Transaction" },
  "txn.close-keys": { title: "Close key picker", scope: "Transaction" },
  "txn.pick-condition": { title: "Add key as condition", shortcut: "P C", scope: "Transaction" },
  "txn.pick-then": { title: "Add key to THEN", shortcut: "P T", scope: "Transaction" },
  "txn.pick-else": { title: "Add key to ELSE", shortcut: "P E", scope: "Transaction" },
  "txn.templates": { title: "Start from template", shortcut: "M", scope: "Transaction" },
  "txn.dry-run": { title: "Dry-run transaction", shortcut: "Mod+Enter", scope: "Transaction" },
  "txn.commit": { title: "Commit transaction", shortcut: "Mod+Shift+Enter", scope: "Transaction" },
  "txn.history": { title: "Show committed transactions", shortcut: "H", scope: "Transaction" },
  "txn.share": { title: "Copy transaction link", shortcut: "S", scope: "Transaction" },
  "txn.copy": { title: "Copy transaction as text", shortcut: "C", scope: "Transaction" },
  "txn.clear": { title: "Clear transaction", scope: "Transaction" },

  "console.run": { title: "Run command or request", shortcut: "Mod+Enter", scope: "Console" },
  "console.stop": { title: "Stop command", shortcut: "Mod+.", scope: "Console" },
  "console.clear": { title: "Clear output", scope: "Console" },
  "console.mode": { title: "Toggle raw request mode", shortcut: "M", scope: "Console" },
  "console.focus": { title: "Focus input", shortcut: "I", scope: "Console" },

  "conflict.keep-editing": { title: "Keep editing", scope: "Conflict" },
  "conflict.take-theirs": { title: "Take theirs", scope: "Conflict" },
  "conflict.save-yours": { title: "Save yours over theirs", scope: "Conflict" },
  "conflict.save-merged": { title: "Save merged text", shortcut: "Mod+Enter", scope: "Conflict" },
  "conflict.edit-merged": { title: "Edit merged text", scope: "Conflict" },
  "conflict.next": { title: "Go to next decision", shortcut: "J", scope: "Conflict" },
  "conflict.previous": { title: "Go to previous decision", shortcut: "K", scope: "Conflict" },

  "cluster.open": { title: "Go to cluster", shortcut: "G C", scope: "Everywhere" },
  "leases.open": { title: "Go to leases", shortcut: "G L", scope: "Everywhere" },
  "access.open": { title: "Go to access", shortcut: "G A", scope: "Everywhere" },
  "locks.open": { title: "Go to locks", shortcut: "G O", scope: "Everywhere" },

  "cluster.refresh": { title: "Refresh cluster", shortcut: "R", scope: "Cluster" },
  "cluster.checks": { title: "Show all checks", shortcut: "V", scope: "Cluster" },
  "cluster.snapshot": { title: "Save snapshot", shortcut: "S", scope: "Cluster" },
  "cluster.compare": { title: "Compare member data", shortcut: "=", scope: "Cluster" },
  "cluster.compact": { title: "Compact revisions…", shortcut: "C", scope: "Cluster" },
  "cluster.defragment": { title: "Defragment members…", shortcut: "D", scope: "Cluster" },
  "cluster.move-leader": { title: "Move leader…", shortcut: "L", scope: "Cluster" },
  "cluster.members": { title: "Manage members…", shortcut: "M", scope: "Cluster" },
  "cluster.disarm": { title: "Disarm alarms…", shortcut: "A", scope: "Cluster" },
  "cluster.downgrade": { title: "Downgrade cluster…", shortcut: "W", scope: "Cluster" },

  "lease.grant": { title: "Grant lease", shortcut: "N", scope: "Leases" },
  "lease.refresh": { title: "Refresh leases", shortcut: "R", scope: "Leases" },
  "lease.keep-alive": { title: "Keep lease alive once", shortcut: "K", scope: "Leases" },
  "lease.keep-open": { title: "Toggle lease keep-alive", shortcut: "L", scope: "Leases" },
  "lease.revoke": { title: "Revoke lease", shortcut: "Delete", scope: "Leases" },

  "access.refresh": { title: "Refresh users and roles", shortcut: "R", scope: "Access" },
  "access.enable": { title: "Enable authentication", shortcut: "E", scope: "Access" },
  "access.disable": { title: "Disable authentication", shortcut: "D", scope: "Access" },
  "access.who": { title: "Check access to key", shortcut: "W", scope: "Access" },
  "user.create": { title: "New user", shortcut: "U", scope: "Access" },
  "role.create": { title: "New role", shortcut: "O", scope: "Access" },

  "locks.find": { title: "Find locks by prefix", shortcut: "/", scope: "Locks" },
  "locks.refresh": { title: "Refresh locks", shortcut: "R", scope: "Locks" },
  "locks.release": { title: "Release lock", shortcut: "Delete", scope: "Locks" },

  "compare.start": { title: "Start comparison", shortcut: "Mod+Enter", also: "R", scope: "Compare" },
  "compare.stop": { title: "Stop comparison", shortcut: "Mod+.", scope: "Compare" },
  "compare.swap": { title: "Swap sides", shortcut: "X", scope: "Compare" },
  "compare.side-a": { title: "Edit side A", shortcut: "A", scope: "Compare" },
  "compare.side-b": { title: "Edit side B", shortcut: "B", scope: "Compare" },
  "compare.find": { title: "Search differences", shortcut: "/", scope: "Compare" },
  "compare.list": { title: "Focus differences", shortcut: "T", scope: "Compare" },
  "compare.ignore": { title: "Ignore rules…", shortcut: "I", scope: "Compare" },
  "compare.select": { title: "Select shown differences", shortcut: "*", scope: "Compare" },
  "compare.open-a": { title: "Open key in A", shortcut: "O", scope: "Compare" },
  "compare.open-b": { title: "Open key in B", shortcut: "Shift+O", scope: "Compare" },
  "compare.link": { title: "Copy comparison link", shortcut: "S", scope: "Compare" },
  "compare.copy-as": { title: "Copy comparison as commands", shortcut: "C", scope: "Compare" },
  "compare.export": { title: "Export differences", shortcut: "Shift+E", scope: "Compare" },
  "compare.plan-a": { title: "Review plan for A…", scope: "Compare" },
  "compare.plan-b": { title: "Review plan for B…", scope: "Compare" },
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
