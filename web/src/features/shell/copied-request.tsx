import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import { spellings, spellRequest, type Spelling } from "@etcd-explorer/shared/command/equivalents/spell-request";
import { useState } from "react";
import { copyText } from "#/lib/clipboard.ts";
import { closeCopiedRequest, type DoneRequest } from "#/stores/done-notice.ts";
import { notify } from "#/stores/notices.ts";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { LabelledChoice } from "#/ui/labelled-choice.tsx";
import { SpelledRequest } from "#/ui/spelled-request.tsx";

/** What was just done in other words, to be copied. */
export function CopiedRequest({ request, target }: DoneRequest) {
  const [spelling, setSpelling] = useState<Spelling>("etcdctl");
  const said = spellRequest(request, spelling, { target, queryUrl: `${location.origin}${endpoints.query.path}` });
  const copy = async (text: string) => {
    const done = await copyText(text);
    notify(done ? `Copied as ${spelling}` : "The browser let nothing be copied", done ? "ok" : "bad");
    if (done) closeCopiedRequest();
  };
  return (
    <Dialog label="Copy as" onClose={closeCopiedRequest} className="w-[min(820px,calc(100vw-48px))]">
      <div className="flex max-h-[76vh] flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">The same in other words</h2>
        <LabelledChoice
          label="In the words of"
          options={spellings}
          chosen={spelling}
          onChoose={setSpelling}
          words={(name) => name}
        />
        <SpelledRequest
          spelling={spelling}
          said={said}
          onCopy={(text) => void copy(text)}
          onClose={closeCopiedRequest}
        />
      </div>
    </Dialog>
  );
}
