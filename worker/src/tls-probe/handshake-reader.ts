/**
 * A server's answer to a ClientHello read from bytes as a step function: no I/O, no clock, nothing thrown.
 *
 * Push bytes, then take a step; at the end of the stream call `finish`. Records (RFC 5246 §6.2.1) are taken apart into
 * handshake messages, which may lie across records or share one.
 */
import { encodeUtf8, startsWith } from "@etcd-explorer/shared/model/bytes";
import { ByteQueue } from "#/http1/byte-queue.ts";
import { applyMessage, emptyFlight, type ServerFlight } from "./server-flight.ts";
import { readNumber, readVector } from "./vector.ts";

/** How the answer ended. */
export type Ending =
  | { readonly kind: "done"; readonly flight: ServerFlight }
  /** The server broke the handshake off; `description` is the alert's number (RFC 5246 §7.2). */
  | { readonly kind: "alert"; readonly description: number }
  /** What came is not TLS. */
  | { readonly kind: "no-tls"; readonly isHttp: boolean }
  | { readonly kind: "malformed"; readonly message: string }
  /** The stream ended while more was due. */
  | { readonly kind: "cut"; readonly receivedBytes: number };

export type HandshakeStep = { readonly kind: "need-more" } | Ending;

export interface HandshakeLimits {
  /** All that is read of the answer. */
  readonly flightBytes: number;
}

/** A whole flight with a long chain takes some 10 KB, and one that names many authorities some 30. */
export const handshakeLimits: HandshakeLimits = { flightBytes: 128 * 1024 };

const recordType = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const;
const headerBytes = 5;
const recordBytes = 2 ** 14;
const http = encodeUtf8("HTTP/");

export class HandshakeReader {
  readonly #limits: HandshakeLimits;
  readonly #records = new ByteQueue();
  readonly #messages = new ByteQueue();
  #flight: ServerFlight = emptyFlight;
  #receivedBytes = 0;
  #ending: Ending | undefined;

  constructor(limits: HandshakeLimits = handshakeLimits) {
    this.#limits = limits;
  }

  /** Gives the next bytes. */
  push(bytes: Uint8Array): void {
    this.#receivedBytes += bytes.length;
    if (this.#ending === undefined && this.#receivedBytes <= this.#limits.flightBytes) this.#records.push(bytes);
  }

  /** How the answer ends, once it does; said again when asked again. */
  step(): HandshakeStep {
    while (this.#ending === undefined) {
      if (!this.#readRecord()) return this.#waitForMore();
    }
    return this.#ending;
  }

  /** The stream is over. */
  finish(): Ending {
    const step = this.step();
    if (step.kind !== "need-more") return step;
    const { bytes } = this.#records;
    return this.#seesNoTls(bytes) ? noTls(bytes) : { kind: "cut", receivedBytes: this.#receivedBytes };
  }

  #waitForMore(): HandshakeStep {
    if (this.#receivedBytes > this.#limits.flightBytes) {
      this.#ending = { kind: "malformed", message: "it does not end" };
    }
    return this.#ending ?? { kind: "need-more" };
  }

  /** Whether the first bytes of the whole answer begin no record of TLS 1.x, whose major version is 3. */
  #seesNoTls(bytes: Uint8Array): boolean {
    const [type, major] = bytes;
    if (type === undefined || this.#receivedBytes > bytes.length) return false;
    const isRecord = type >= recordType.changeCipherSpec && type <= recordType.applicationData;
    return !isRecord || (major !== undefined && major !== 3);
  }

  /** Takes one record and what it completes; false where it is not whole yet. */
  #readRecord(): boolean {
    const { bytes } = this.#records;
    if (bytes.length < headerBytes) return false;
    if (this.#seesNoTls(bytes)) return this.#end(noTls(bytes));
    const [type = 0] = bytes;
    const record = readVector(bytes.subarray(headerBytes - 2), 2);
    if (readNumber(bytes.subarray(headerBytes - 2), 2) > recordBytes) return this.#malformed("a record is too long");
    if (record === undefined) return false;
    if (type === recordType.alert) this.#readAlert(record.content);
    else if (type === recordType.handshake) this.#readMessages(record.content);
    else this.#malformed("it has an unexpected record");
    this.#records.drop(headerBytes + record.content.length);
    return true;
  }

  /** A warning, such as that the name is unknown, does not end the handshake (RFC 5246 §7.2); closing does. */
  #readAlert([level, description]: Uint8Array): void {
    if (level === undefined || description === undefined) this.#malformed("an alert is incomplete");
    else if (level !== warning || description === closeNotify) this.#end({ kind: "alert", description });
  }

  #readMessages(content: Uint8Array): void {
    this.#messages.push(content);
    while (this.#ending === undefined) {
      const { bytes } = this.#messages;
      const [type] = bytes;
      const body = readVector(bytes.subarray(1), 3);
      if (type === undefined || body === undefined) return;
      const step = applyMessage(this.#flight, type, body.content.slice());
      if (step.kind === "malformed") this.#malformed(step.message);
      else if (step.kind === "done") this.#end({ kind: "done", flight: this.#flight });
      else this.#flight = step.flight;
      this.#messages.drop(bytes.length - body.rest.length);
    }
  }

  #malformed(message: string): true {
    return this.#end({ kind: "malformed", message });
  }

  #end(ending: Ending): true {
    this.#ending = ending;
    return true;
  }
}

const warning = 1;
const closeNotify = 0;

function noTls(bytes: Uint8Array): Ending {
  return { kind: "no-tls", isHttp: startsWith(bytes, http) };
}
