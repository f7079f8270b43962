import { CopyAs } from "#/components/copy-as.tsx";
import { closeCopiedRequest, type DoneRequest } from "#/stores/done-notice.ts";

/** What was just done in other words, to be copied. */
export function CopiedRequest({ request, target }: DoneRequest) {
  return <CopyAs title="Copy request as" request={request} target={target} onClose={closeCopiedRequest} />;
}
