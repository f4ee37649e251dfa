import { jobsSettings, logSettings, serverSettings, tokenSettings } from "@projectionist/service-kit";
import { Type } from "typebox";

/** The environment of the recommender. */
export const configSchema = Type.Object({
  ...serverSettings(8084),
  ...logSettings,
  ...tokenSettings,
  SIGNAL_STATE_URL: Type.String({
    minLength: 1,
    description:
      "where the signal state is kept, such as sqlite:data/signal-state.db, redis://localhost:6379/0 or redis-cluster://localhost:7000,localhost:7001",
  }),
  ...jobsSettings,
  MODELS_URL: Type.Optional(
    Type.String({
      minLength: 1,
      description:
        "where trained models are kept, the same place for all instances, such as folder:data/models; without it the counts alone serve",
    }),
  ),
  TRAIN_EVERY_HOURS: Type.Integer({
    minimum: 1,
    maximum: 12,
    default: 6,
    description: "how often it is looked whether enough is new to train the models again",
  }),
  COOCCURRENCE_WINDOW: Type.Optional(
    Type.Integer({
      minimum: 5,
      maximum: 20,
      description: "with how many films before it a film of a history is paired; a change needs a rebuild",
    }),
  ),
});
