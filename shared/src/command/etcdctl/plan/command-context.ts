/** What a command runs with, and what it is once it is understood. */
import type { Loss } from "../../api-table/loss.ts";
import type { Json } from "../../../model/json.ts";
import type { WatchNews, WatchRequest } from "../../../model/watch.ts";
import type { Part, Style } from "../print/output.ts";

/** An endpoint of the connection. */
export interface ConsolePlace {
  /** As etcdctl would have been given it; undefined: it could not be found out. */
  readonly endpoint?: string;
  /** What it is called where its address is not known. */
  readonly label: string;
  readonly tls: boolean;
  /** Its place among the connection's endpoints; absent: there is only one. */
  readonly at?: number;
}

/** A watch and what it tells. */
export interface Watching {
  readonly news: AsyncIterable<WatchNews>;
  /** The answer to the status `asks`: reads all that lies between. */
  replay(): void;
}

/** Where commands are sent to, and what is printed. */
export interface CommandContext {
  /** etcd's version at the connection, such as `3.5.30`. */
  readonly version: string;
  /** Every endpoint of the connection, in its order. */
  readonly places: () => Promise<readonly ConsolePlace[]>;
  readonly style: Style;
  /** Posts to the gateway, at one endpoint or at the member with this client URL. Fails with a `FailureError`. */
  readonly call: (path: string, body: Json, at?: string | number) => Promise<Json>;
  /** Posts, and gives each line of a streamed answer as it comes, until the command is stopped. */
  readonly stream: (path: string, body: Json) => AsyncIterable<Json>;
  /** Watches, over whatever breaks, until the command is stopped or takes no more. */
  readonly watch: (request: WatchRequest) => Watching;
  readonly print: (parts: readonly Part[]) => void;
  /** What etcdctl writes to its standard error. */
  readonly printError: (text: string) => void;
  /** What is so just now and etcdctl would not print, such as a broken connection; undefined: nothing any more. */
  readonly note: (text: string | undefined) => void;
  /** Milliseconds, from anywhere. */
  readonly now: () => number;
  /** Waits; false: the command was stopped meanwhile. */
  readonly pause: (ms: number) => Promise<boolean>;
}

/** A command that was understood. */
export interface Plan {
  /** Whether anything may be written; a read-only connection refuses that. */
  readonly writes: boolean;
  /** What is asked before, in a sentence; undefined: nothing is lost by it. */
  readonly risk?: string;
  /** What would be taken away, so that it can be looked up before. */
  readonly loses?: Loss;
  /** All that it writes are keys whose answers tell what was there, so that it can be undone. */
  readonly undoable?: true;
  /** Goes on until it is stopped. */
  readonly goesOn?: true;
  readonly run: (context: CommandContext) => Promise<void>;
}
