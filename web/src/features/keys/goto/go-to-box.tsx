import { CornerDownRight } from "lucide-react";
import type { Ref } from "react";
import { BoxInput } from "#/features/keys/box/box-input.tsx";
import type { Place } from "./go-to.ts";
import { CompletionList } from "./completion-list.tsx";
import { useGoToField } from "./use-go-to-field.ts";

interface GoToBoxProps {
  readonly ref: Ref<HTMLInputElement>;
  /** What stands in it at first. */
  readonly text: string;
  readonly delimiters: Uint8Array;
  readonly onGo: (text: string) => void;
  readonly onPick: (place: Place) => void;
}

/** A box in which one types a key or a prefix to go there, and nothing else. */
export function GoToBox({ ref, ...options }: GoToBoxProps) {
  const field = useGoToField({ ...options, onLeave: (input) => input.blur() });
  return (
    <BoxInput ref={ref} field={field} icon={<CornerDownRight />}>
      <CompletionList {...field.list} />
    </BoxInput>
  );
}
