import { Type, type Static } from "typebox";
import { Id, PositionText, Time } from "./common.ts";

/** What an erasure took out of a viewer's history, and from where on it is gone. */
export const ErasedHistorySchema = Type.Object({
  receiptId: Id,
  userId: Id,
  erasedAt: Time,
  position: Type.String({
    ...PositionText,
    description: "Send it as `after`: no reply that reflects it shows or counts anything of the viewer.",
  }),
  removed: Type.Object({
    signals: Type.Record(Type.String(), Type.Integer(), {
      description: "Signals by type, those that had been taken back before included.",
    }),
    reviewTexts: Type.Integer(),
  }),
});
export type ErasedHistory = Static<typeof ErasedHistorySchema>;
