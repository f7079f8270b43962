import { Copy, FolderInput, GitBranchPlus, Timer, Trash2 } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";

/** What one can do with everything that is selected. */
export function BulkActButtons() {
  return (
    <>
      <ActButton act="bulk.copy" variant="ghost" label={null} className="w-7 px-0" icon={<Copy />} />
      <ActButton act="bulk.move" variant="ghost" label={null} className="w-7 px-0" icon={<FolderInput />} />
      <ActButton act="bulk.lease" variant="ghost" label={null} className="w-7 px-0" icon={<Timer />} />
      <ActButton act="bulk.add-to-txn" variant="ghost" label={null} className="w-7 px-0" icon={<GitBranchPlus />} />
      <ActButton act="bulk.delete" variant="ghost" label={null} className="w-7 px-0" icon={<Trash2 />} />
    </>
  );
}
