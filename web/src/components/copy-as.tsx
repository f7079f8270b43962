import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import {
  spellings,
  spellRequest,
  type SpelledRequest as Spelled,
  type Spelling,
} from "@etcd-explorer/shared/command/equivalents/spell-request";
import type { EquivalentTarget } from "@etcd-explorer/shared/command/equivalents/target";
import { useState, type ReactNode } from "react";
import { formatSecretCount } from "#/lib/format.ts";
import { countRequestSecrets } from "#/lib/formats/request-secrets.ts";
import { HiddenSecret } from "./hidden-secret.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { LabelledChoice } from "#/ui/labelled-choice.tsx";
import { SpelledRequest } from "#/ui/spelled-request.tsx";
import { copyAndSay } from "./copy-and-say.ts";

interface CopyAsProps {
  readonly title: string;
  readonly request: Spelled;
  readonly target: EquivalentTarget;
  /** A choice of what is copied, where there is one. */
  readonly what?: ReactNode;
  /** Stands below: the same in another tool's words. */
  readonly also?: ReactNode;
  readonly onClose: () => void;
}

/** A request in other words, to be copied: as etcdctl, curl, JSON or Go. */
export function CopyAs({ title, request, target, what, also, onClose }: CopyAsProps) {
  const [spelling, setSpelling] = useState<Spelling>("etcdctl");
  const said = spellRequest(request, spelling, { target, queryUrl: `${location.origin}${endpoints.query.path}` });
  const secrets = countRequestSecrets(request);
  const [isRevealed, setRevealed] = useState(false);
  const copy = async (text: string) => {
    if (await copyAndSay(text, `Copied as ${spelling}`)) onClose();
  };
  return (
    <Dialog label="Copy as" onClose={onClose} className="w-[min(820px,calc(100vw-48px))]">
      <div className="flex max-h-[calc(76vh-2px)] flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">{title}</h2>
        <div className="flex flex-wrap gap-4">
          {what}
          <LabelledChoice
            label="Format"
            options={spellings}
            chosen={spelling}
            onChoose={setSpelling}
            words={(name) => name}
          />
        </div>
        {secrets > 0 && !isRevealed ? (
          <HiddenSecret
            what="These commands contain"
            count={formatSecretCount(secrets)}
            onShow={() => setRevealed(true)}
          />
        ) : (
          <SpelledRequest spelling={spelling} said={said} onCopy={(text) => void copy(text)} onClose={onClose} />
        )}
        {also}
      </div>
    </Dialog>
  );
}
