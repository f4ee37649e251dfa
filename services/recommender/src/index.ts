export { startRecommender, type RecommenderOptions } from "./service.ts";
