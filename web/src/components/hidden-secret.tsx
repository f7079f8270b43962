import { EyeOff } from "lucide-react";
import { Button } from "#/ui/button.tsx";

interface HiddenSecretProps {
  /** What has the data in it: `These commands contain`. */
  readonly what: string;
  /** How many, in words: `2 Secrets`. */
  readonly count: string;
  readonly onShow: () => void;
}

/** Stands in place of a text with the data of Secrets, until somebody asks for it. */
export function HiddenSecret({ what, count, onShow }: HiddenSecretProps) {
  return (
    <div role="status" className="flex flex-wrap items-center gap-2.5 p-3 text-muted">
      <EyeOff className="size-4 shrink-0" />
      <span className="min-w-0 flex-1 basis-64">
        {what} the data of {count}.
      </span>
      <Button onClick={onShow}>Reveal data</Button>
    </div>
  );
}
