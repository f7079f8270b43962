/** The twin of the platform's pipe over the standard's. */
import type { BodyPipe } from "#/model/transport.ts";

/** A pipe that copies: the standard says that a write is done before the reader has looked at it. */
export const nodePipe = (): BodyPipe =>
  new TransformStream<Uint8Array, Uint8Array>({
    transform: (bytes, controller) => controller.enqueue(bytes.slice()),
  });
