/** An edit of a value as the tab's storage holds it: exact to the byte. */
import { asKey, asValue, decodeBase64, encodeBase64 } from "@etcd-explorer/shared/model/bytes";
import { parseInt64, parseLeaseId, parseRevision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import * as z from "zod/mini";
import { editForms } from "#/lib/formats/edit-form.ts";
import { encodings, isCoded } from "#/lib/formats/encodings.ts";
import { remembered } from "./draft-storage.ts";
import type { Draft } from "./drafts.ts";

const draftSchema = z.object({
  base: z.object({
    key: z.string(),
    value: z.string(),
    createRevision: z.string(),
    modRevision: z.string(),
    version: z.string(),
    lease: z.string(),
  }),
  encoding: z.string(),
  text: z.string(),
  form: z.optional(z.string()),
  stored: z.optional(z.string()),
});

/** Reads a draft; undefined: it is damaged. */
export function parseDraft(raw: unknown): Draft | undefined {
  const { data } = draftSchema.safeParse(raw);
  if (data === undefined) return undefined;
  const encoding = encodings.find((known) => known === data.encoding);
  const key = decodeBase64(data.base.key);
  const value = decodeBase64(data.base.value);
  const createRevision = parseRevision(data.base.createRevision);
  const modRevision = parseRevision(data.base.modRevision);
  const version = parseInt64(data.base.version);
  const lease = parseLeaseId(data.base.lease);
  const form = editForms.find((known) => known === data.form);
  // One without the other would be saved in another form than it was typed for.
  if (data.form !== undefined && form === undefined) return undefined;
  if (!(encoding !== undefined && isCoded(encoding)) && (form === undefined) !== (data.stored === undefined))
    return undefined;
  if (encoding === undefined || key === undefined || value === undefined || createRevision === undefined)
    return undefined;
  if (modRevision === undefined || version === undefined || lease === undefined) return undefined;
  const base = { key: asKey(key), value: asValue(value), createRevision, modRevision, version, lease };
  return {
    base,
    encoding,
    text: data.text,
    ...(form && { form }),
    ...(data.stored !== undefined && { stored: data.stored }),
  };
}

/** While one types, only the text of one draft changes: what it began with is not written out again. */
const writeBase = remembered((base: KeyValue) =>
  JSON.stringify({ ...base, key: encodeBase64(base.key), value: encodeBase64(base.value) }),
);

/** A draft as {@link parseDraft} reads it; undefined: it is of a Secret, and not stored. A lone surrogate, which UTF-8 has not, is escaped by JSON and comes back. */
export function writeDraft({ base, encoding, text, form, stored, isSecret }: Draft): string | undefined {
  if (isSecret === true) return undefined;
  const kept = stored === undefined ? "" : `"stored":${JSON.stringify(stored)},`;
  const more = form === undefined ? kept : `"form":"${form}",${kept}`;
  return `{"encoding":"${encoding}",${more}"text":${JSON.stringify(text)},"base":${writeBase(base)}}`;
}
