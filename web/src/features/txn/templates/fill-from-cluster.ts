import { fillTemplate, parseEntries } from "@etcd-explorer/shared/txn/template/fill-template";
import { readTemplateKeys, type TemplateCall } from "@etcd-explorer/shared/txn/template/read-template-keys";
import type { FieldSentences, TemplateEntries, TxnTemplate } from "@etcd-explorer/shared/txn/template/template";
import type { TxnRequest } from "@etcd-explorer/shared/model/txn";

export interface FilledFromCluster {
  /** Undefined: what is said at the fields stands in its way. */
  readonly filled?: TxnRequest;
  readonly says: FieldSentences;
}

/** Reads the keys that a template is about, and makes its transaction of them. Nothing is written. */
export async function fillFromCluster(
  etcd: TemplateCall,
  template: TxnTemplate,
  entries: TemplateEntries,
): Promise<FilledFromCluster> {
  const parsed = parseEntries(template, entries);
  if ("problems" in parsed) return { says: parsed.problems };
  const findings = await readTemplateKeys(etcd, template, parsed.input);
  if ("problems" in findings) return { says: findings.problems };
  const filled = fillTemplate(template, parsed.input, findings);
  return "problems" in filled ? { says: filled.problems } : { filled: filled.request, says: filled.doubts };
}
