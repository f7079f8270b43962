import { formatComparison, type CommandSide } from "@etcd-explorer/shared/command/equivalents/compare-commands";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { SpelledRequest } from "#/ui/spelled-request.tsx";

interface CopyAsDialogProps {
  readonly left: CommandSide;
  readonly right: CommandSide;
  readonly onClose: () => void;
}

/** The comparison as commands of a shell, to be copied. */
export function CopyAsDialog({ left, right, onClose }: CopyAsDialogProps) {
  const copy = async (text: string) => {
    if (await copyAndSay(text, "Copied as etcdctl")) onClose();
  };
  return (
    <Dialog label="Copy as" onClose={onClose} className="w-[min(820px,calc(100vw-48px))]">
      <div className="flex max-h-[calc(76vh-2px)] flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">Copy comparison as commands</h2>
        <SpelledRequest
          spelling="etcdctl"
          said={formatComparison(left, right)}
          onCopy={(text) => void copy(text)}
          onClose={onClose}
        />
      </div>
    </Dialog>
  );
}
