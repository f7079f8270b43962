/**
 * Drafts as text, so that the tab's own storage keeps them through a reload: exact to the byte. It is
 * `sessionStorage`: values may be secrets, and so are gone when the tab is closed.
 */
import { asKey, asValue, decodeBase64, encodeBase64 } from "@etcd-explorer/shared/model/bytes";
import { parseInt64, parseLeaseId, parseRevision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { Encoding } from "#/lib/formats/value-text.ts";
import type { Draft, Drafts } from "./drafts.ts";

const encodings: readonly Encoding[] = ["text", "hex", "base64"];

/** All drafts as one text. A lone surrogate, which UTF-8 has not, is escaped by JSON and comes back too. */
export function formatDrafts(drafts: Drafts): string {
  return `[${Object.entries(drafts)
    .map(([id, draft]) => `{"id":${JSON.stringify(id)},${fieldsText(draft)},"base":${baseText(draft.base)}}`)
    .join(",")}]`;
}

/**
 * While one types, one draft changes, and only its text: what has not changed is not written out again. Of a value of
 * a megabyte that would take longer than the pause between two keys.
 */
const fieldsText = remembered(({ encoding, text }: Draft) => `"encoding":"${encoding}","text":${JSON.stringify(text)}`);
const baseText = remembered((base: KeyValue) =>
  JSON.stringify({ ...base, key: encodeBase64(base.key), value: encodeBase64(base.value) }),
);

function remembered<Thing extends object>(write: (thing: Thing) => string): (thing: Thing) => string {
  const known = new WeakMap<Thing, string>();
  return (thing) => {
    const text = known.get(thing) ?? write(thing);
    known.set(thing, text);
    return text;
  };
}

/** Reads what {@link formatDrafts} wrote; what cannot be read is left out. */
export function parseDrafts(text: string): Drafts {
  const list = parseList(text);
  return Object.fromEntries(
    list.flatMap((item) => {
      const draft = parseDraft(item);
      return draft === undefined ? [] : [[draft.id, draft.draft] as const];
    }),
  );
}

function parseList(text: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}

function parseDraft(item: unknown): { id: string; draft: Draft } | undefined {
  const fields = fieldsOf(item);
  const id = fields.get("id");
  const text = fields.get("text");
  const encoding = encodings.find((known) => known === fields.get("encoding"));
  const base = parseBase(fieldsOf(fields.get("base")));
  if (typeof id !== "string" || typeof text !== "string" || encoding === undefined || base === undefined) {
    return undefined;
  }
  return { id, draft: { base, encoding, text } };
}

function parseBase(fields: ReadonlyMap<string, unknown>): KeyValue | undefined {
  const bytes = (name: string) => {
    const text = fields.get(name);
    return typeof text === "string" ? decodeBase64(text) : undefined;
  };
  const key = bytes("key");
  const value = bytes("value");
  const createRevision = parseRevision(fields.get("createRevision"));
  const modRevision = parseRevision(fields.get("modRevision"));
  const version = parseInt64(fields.get("version"));
  const lease = parseLeaseId(fields.get("lease"));
  if (key === undefined || value === undefined || createRevision === undefined) return undefined;
  if (modRevision === undefined || version === undefined || lease === undefined) return undefined;
  return { key: asKey(key), value: asValue(value), createRevision, modRevision, version, lease };
}
