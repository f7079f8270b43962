import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";

interface CountQuestionProps {
  readonly name: string;
  /** How many they are, in words. */
  readonly keys: string;
  readonly onClose: () => void;
  readonly onCount: () => void;
}

/** Says what comparing a large folder with now reads, before it does. */
export function CountQuestion({ name, keys, onClose, onCount }: CountQuestionProps) {
  return (
    <Dialog label="Count differences" onClose={onClose} className="w-[min(520px,calc(100vw-48px))]!">
      <div className="flex flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">Count differences</h2>
        <p className="text-muted">
          Reads <span className="text-text">{keys} keys</span> of{" "}
          <span className="font-mono break-all text-text">{name}</span> twice, then and now, without values.
        </p>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={onCount}>
            Count differences
          </Button>
        </DialogFooter>
      </div>
    </Dialog>
  );
}
