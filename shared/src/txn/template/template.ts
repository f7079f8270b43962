/** What a template of a transaction is: what it asks for, and what it makes of that. */
import type { Key, Value } from "../../model/bytes.ts";
import type { LeaseId } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { TxnRequest } from "../../model/txn.ts";
import type { BytesText } from "../draft/draft.ts";

/** The fields of a template as they are typed. */
export interface TemplateEntries {
  /** As key-text.ts writes keys. */
  readonly key: string;
  readonly second: string;
  readonly value: BytesText;
  /** Hex; empty: none. */
  readonly lease: string;
}

export type TemplateFieldName = keyof TemplateEntries;
/** The fields that name keys. */
export const templateKeys: readonly ["key", "second"] = ["key", "second"];
export type TemplateKeyName = (typeof templateKeys)[number];

export interface TemplateField {
  readonly label: string;
  readonly hint?: string;
  /**
   * What must be found. Where a key should be absent and is not, or a lock should be free and is held, the template
   * still holds, but does something else than it is for.
   */
  readonly expects?: "present" | "absent" | "free lock" | "held lock";
  /** Said where it is left empty. */
  readonly required?: string;
}

/** One sentence for each field that has one. */
export type FieldSentences = Readonly<Partial<Record<TemplateFieldName, string>>>;

export const emptyEntries: TemplateEntries = { key: "", second: "", value: { form: "text", text: "" }, lease: "" };

/** Whether a field names a lock: then its holder is read, which is another key. */
export function namesLock({ expects }: TemplateField): boolean {
  return expects === "free lock" || expects === "held lock";
}

/** A key with what stood there when it was read; without `kv` it was absent. Of a lock, `kv` is its holder's. */
export interface FoundKey {
  readonly key: Key;
  readonly kv?: KeyValue;
}

/** What a template is made of. Fields that it does not ask for are empty in it. */
export interface TemplateParts {
  readonly key: FoundKey;
  readonly second: FoundKey;
  /** Undefined: left empty. */
  readonly value: Value | undefined;
  readonly lease: LeaseId;
}

export interface TxnTemplate {
  readonly id: string;
  readonly title: string;
  /** What it does, one sentence. */
  readonly purpose: string;
  readonly fields: Readonly<Partial<Record<TemplateFieldName, TemplateField>>>;
  /** Throws where a key that the field expects to be present is not: fill-template.ts says so before. */
  readonly make: (parts: TemplateParts) => TxnRequest;
}
