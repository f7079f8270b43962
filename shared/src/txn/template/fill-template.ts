/** What is typed for a template, what it means, and what is to be said at its fields. */
import { asKey, equalBytes, type Key, type Value } from "../../model/bytes.ts";
import { noLease, parseLeaseHex, type LeaseId, type Revision } from "../../model/int64.ts";
import { formatKey, parseKeyText } from "../../model/key-text.ts";
import type { TxnRequest } from "../../model/txn.ts";
import { readBytesText } from "../draft/bytes-text.ts";
import {
  namesLock,
  templateKeys,
  type FieldSentences,
  type FoundKey,
  type TemplateEntries,
  type TemplateFieldName,
  type TemplateKeyName,
  type TxnTemplate,
} from "./template.ts";

/** Entries that could be read. */
export interface TemplateInput {
  readonly keys: Readonly<Partial<Record<TemplateKeyName, Key>>>;
  /** Undefined: left empty. */
  readonly value: Value | undefined;
  readonly lease: LeaseId;
}

/** Reads the entries of a template, or says at each field what is wrong with it. */
export function parseEntries(
  { fields }: TxnTemplate,
  entries: TemplateEntries,
): { readonly input: TemplateInput } | { readonly problems: FieldSentences } {
  const problems: Partial<Record<TemplateFieldName, string>> = {};
  const keys: Partial<Record<TemplateKeyName, Key>> = {};
  for (const name of templateKeys) {
    const field = fields[name];
    if (field === undefined) continue;
    const key = parseKeyText(entries[name]);
    if (key === undefined) problems[name] = String.raw`Use \\ for a backslash and \xNN for a byte.`;
    else if (key.length === 0) problems[name] = namesLock(field) ? "Enter a lock name." : "Enter a key.";
    else keys[name] = key;
  }
  if (keys.key !== undefined && keys.second !== undefined && equalBytes(keys.key, keys.second)) {
    problems.second = "Enter two different keys.";
  }
  const value = fields.value === undefined || entries.value.text === "" ? undefined : readBytesText(entries.value);
  if (typeof value === "string") problems.value = value;
  const lease = parseLease(entries.lease.trim());
  if (fields.lease !== undefined) {
    if (lease === undefined) problems.lease = "A lease ID has up to 16 hex digits.";
    else if (lease === noLease && fields.lease.required !== undefined) problems.lease = fields.lease.required;
  }
  if (Object.keys(problems).length > 0 || typeof value === "string") return { problems };
  return { input: { keys, value, lease: fields.lease === undefined ? noLease : (lease ?? noLease) } };
}

function parseLease(text: string): LeaseId | undefined {
  if (text === "") return noLease;
  const lease = parseLeaseHex(text.replace(/^0x/i, ""));
  return lease?.startsWith("-") === true ? undefined : lease;
}

/** What was read of the keys of a template. */
export interface TemplateFindings {
  /** The one revision that all of them were read at. */
  readonly revision: Revision;
  readonly found: Readonly<Partial<Record<TemplateKeyName, FoundKey>>>;
}

/** A template that is filled in: the transaction, and what it should be known of it before. */
export interface FilledTemplate {
  readonly request: TxnRequest;
  /** Why it would not do what it is for, as things stand; it is right all the same. */
  readonly doubts: FieldSentences;
}

const nothing: FoundKey = { key: asKey(new Uint8Array()) };

/** Makes the transaction of a template, or says at each field why there is none. */
export function fillTemplate(
  { fields, make }: TxnTemplate,
  { value, lease }: TemplateInput,
  { found }: TemplateFindings,
): FilledTemplate | { readonly problems: FieldSentences } {
  const problems: Partial<Record<TemplateFieldName, string>> = {};
  const doubts: Partial<Record<TemplateFieldName, string>> = {};
  for (const name of templateKeys) {
    const kv = found[name]?.kv;
    const expects = fields[name]?.expects;
    if (expects === "present" && kv === undefined) problems[name] = "This key does not exist.";
    if (expects === "held lock" && kv === undefined) problems[name] = "No client holds this lock.";
    if (expects === "absent" && kv !== undefined) doubts[name] = "This key already exists: ELSE would run now.";
    if (expects === "free lock" && kv !== undefined) {
      doubts[name] = `${formatKey(kv.key)} holds it: this lease would wait behind it.`;
    }
  }
  if (Object.keys(problems).length > 0) return { problems };
  const request = make({ key: found.key ?? nothing, second: found.second ?? nothing, value, lease });
  return { request, doubts };
}
