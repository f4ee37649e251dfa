import { ratingModelContract } from "./rating-model.contract.ts";
import { ratingModels } from "./rating-models.ts";

for (const { name, fit } of ratingModels) ratingModelContract({ name, fit, personal: name !== "bias" });
