export { AGE_DECAY, ageWeight } from "./age-weight.ts";
export { bayesianAverage, overallMean, type Votes } from "./bayesian-average.ts";
export { contentFeatures, partsOf, type ContentFacts, type ContentField, type Feature } from "./content-features.ts";
export {
  contentSimilarityOf,
  createContentIndex,
  MAX_NEAREST,
  type ContentIndex,
  type ContentVector,
} from "./content-index.ts";
export { directedCounts, type DirectedCounts } from "./directed-counts.ts";
export { directedKnn, type Baseline, type DirectedKnnInput } from "./directed-knn.ts";
export { genreTaste, type TastedFilm } from "./genre-taste.ts";
export { gemScore, type GemFacts } from "./hidden-gem.ts";
export { itemSimilarity } from "./item-similarity.ts";
export { scaleToOne } from "./normalise.ts";
export type { Contribution, ExplainedScore, Scored } from "./scored.ts";
export { earliestUnseen, type SeriesPart } from "./series.ts";
export { replaceLeast } from "./replace-least.ts";
export { byScore, compareIds, topK } from "./top-k.ts";
export { historyOf, interactionsOf, timesOf, type Interactions, type Sequence } from "./interactions.ts";
export {
  bestItems,
  explain,
  recommend,
  scoreToExplain,
  similar,
  type Explain,
  type ItemModel,
  type ScoredItem,
} from "./item-model.ts";
export { coldModels, coldTransferOptions, contentKernelOptions, type ColdModelSpec } from "./content/cold-models.ts";
export { fitColdTransfer, type ColdTransfer, type ColdTransferOptions } from "./content/cold-transfer.ts";
export { type FilmContent } from "./content/content-document.ts";
export { fitContentKernel, type ContentKernel, type ContentKernelOptions } from "./content/content-kernel.ts";
export { contentSimilarity } from "./content/content-similarity.ts";
export { calibrate, genreShares, type CalibrateOptions } from "./diversity/calibrate.ts";
export { diversify, type DiversifyOptions } from "./diversity/diversify.ts";
export { diversitySettings, type DiversitySetting } from "./diversity/diversity-settings.ts";
export { deckOf } from "./diversity/deck-of.ts";
export { favourLessPopular } from "./diversity/less-popular.ts";
export { makersOf } from "./diversity/makers-of.ts";
export { noMoreThan, type NoMoreThanOptions } from "./diversity/no-more-than.ts";
export type { Gemm } from "./linear-algebra/gemm.ts";
export { invertInPlace } from "./linear-algebra/invert.ts";
export {
  matrixOf,
  NotPositiveDefiniteError,
  type LinearAlgebra,
  type Matrix,
} from "./linear-algebra/linear-algebra.ts";
export { packedGemm, packedLength, type Packed, type SyncGemm, type TileKernel } from "./linear-algebra/packed-gemm.ts";
export { plainLinearAlgebra } from "./linear-algebra/plain.ts";
export { scalarTile } from "./linear-algebra/scalar-tile.ts";
export { scratchOf, solveInPlace } from "./linear-algebra/solve.ts";
export { blockOf, copy, transposed, viewOf, type View } from "./linear-algebra/view.ts";
export { auc } from "./metrics/auc.ts";
export { averagePrecision } from "./metrics/average-precision.ts";
export { coverage } from "./metrics/coverage.ts";
export { exposure, type Lists } from "./metrics/exposure.ts";
export { gini } from "./metrics/gini.ts";
export { hitRate } from "./metrics/hit-rate.ts";
export { intraListDiversity } from "./metrics/intra-list-diversity.ts";
export { mae } from "./metrics/mae.ts";
export { ndcg } from "./metrics/ndcg.ts";
export { novelty } from "./metrics/novelty.ts";
export { personalisation } from "./metrics/personalisation.ts";
export { precision } from "./metrics/precision.ts";
export { rankingOf, type Ranking } from "./metrics/ranking.ts";
export { recall } from "./metrics/recall.ts";
export { reciprocalRank } from "./metrics/reciprocal-rank.ts";
export { rmse } from "./metrics/rmse.ts";
export { serendipity } from "./metrics/serendipity.ts";
export { blend, type BlendPart } from "./models/blend.ts";
export { fitContextKnn, type ContextKnnOptions } from "./models/context-knn.ts";
export { fitDirectedItemKnn, type DirectedItemKnnOptions } from "./models/directed-item-knn.ts";
export { fitEase, type EaseOptions } from "./models/ease.ts";
export { fitMarkov, type MarkovOptions } from "./models/markov.ts";
export { dlaeRidge, longHorizonModels } from "./models/long-horizon-models.ts";
export { nextItemModels } from "./models/next-item-models.ts";
export { fitPopularity, unpersonal } from "./models/popularity.ts";
export { fitRecentPopularity } from "./models/recent-popularity.ts";
export { scalarAddRows, type AddRows } from "./models/add-rows.ts";
export { rowSums, type Layer, type LinearItemModel } from "./models/row-sums.ts";
export { fitSequentialRidge, type SequentialRidgeOptions } from "./models/sequential-ridge.ts";
export type { EmbeddingModel } from "./models/embedding-model.ts";
export { fitIals, type IalsOptions } from "./models/ials.ts";
export { fitItemEmbeddings, type ItemEmbeddingsOptions } from "./models/item-embeddings.ts";
export { fitItemKnn, type ItemKnnOptions } from "./models/item-knn.ts";
export { fitLocalRidge, solveColumn, type LocalRidgeOptions } from "./models/local-ridge.ts";
export { cosine, jaccard, logLikelihoodRatio, type Similarity } from "./models/similarities.ts";
export { sparseColumns, type SparseColumn } from "./models/sparse-columns.ts";
export { beyondAccuracy } from "./protocols/beyond-accuracy.ts";
export { coldItems, type ColdOptions } from "./protocols/cold.ts";
export { frequentItems, type ItemSubset } from "./protocols/frequent-items.ts";
export { leaveLastOut, type LeaveLastOutOptions } from "./protocols/leave-last-out.ts";
export { prequential, type PrequentialOptions } from "./protocols/prequential.ts";
export { fitUserKernel, type UserKernelOptions } from "./models/user-kernel.ts";
export { fitUserKnn, type UserKnnOptions } from "./models/user-knn.ts";
export { withTrend, type TrendOptions } from "./models/with-trend.ts";
export type {
  FitEnvironment,
  ModelFigures,
  ModelSpec,
  Progress,
  ProtocolOptions,
  ProtocolReport,
} from "./protocols/protocol.ts";
export { createRandom, shuffled, type Random } from "./random.ts";
export { drawnFolds, ratingsProtocol, type Folds, type RatingsProtocolOptions } from "./protocols/ratings.ts";
export type { SearchCase } from "./protocols/search/queries.ts";
export { searchModels } from "./protocols/search/search-models.ts";
export { searchProtocol, type SearchFilm, type SearchModel } from "./protocols/search/search.ts";
export { strongGeneralisation, type StrongGeneralisationOptions } from "./protocols/strong-generalisation.ts";
export { temporalStatic } from "./protocols/temporal-static.ts";
export type { RatingFitEnvironment, RatingModel, RatingModelSpec } from "./ratings/rating-model.ts";
export { ratingModels } from "./ratings/rating-models.ts";
export { ratingsOf, ratingsWhere, type Rating, type Ratings } from "./ratings/ratings.ts";
export { createGram, type Gram } from "./statistics/gram.ts";
export { createPopularity, type PopularityCounts } from "./statistics/popularity.ts";
export { createRecentPopularity, type RecentPopularity } from "./statistics/recent-popularity.ts";
export {
  createDocumentSearch,
  type DocumentSearch,
  type DocumentSearchOptions,
  type SearchFields,
  type SearchHit,
  type SearchQuery,
} from "./search/document-search.ts";
export { filmText, type FilmText } from "./search/film-text.ts";
export { createBm25Index, type Bm25Index, type Bm25Options, type Matched } from "./search/lexical/bm25-index.ts";
export { expandedTerms } from "./search/lexical/expand.ts";
export { stem } from "./search/lexical/stem.ts";
export { stopWords } from "./search/lexical/stop-words.ts";
export { countedTerms, termsOf, type WeightedTerms } from "./search/lexical/terms.ts";
export { basicTokens } from "./search/meaning/basic-tokenizer.ts";
export { decodeTable, encodeTable, type EmbeddingTable } from "./search/meaning/embedding-table.ts";
export { relatedWordsOf, type RelatedWord, type RelatedWords } from "./search/meaning/related-words.ts";
export { createStaticEmbedder, type StaticEmbedder } from "./search/meaning/static-embedder.ts";
export { scalarByteRows, type ByteRows, type OpenByteRows } from "./search/meaning/byte-rows.ts";
export { createVectorIndex, type VectorIndex } from "./search/meaning/vector-index.ts";
export { createWordPiece, type WordPiece } from "./search/meaning/word-piece.ts";
export { bestSlots } from "./search/ranking/best-slots.ts";
export { blendTaste, type FoundFilm, type PlacedFilm } from "./search/ranking/blend-taste.ts";
export { blendZScores, type ScorePart } from "./search/ranking/blend-z-scores.ts";
export type { TextEmbedder } from "./search/text-embedder.ts";
export { fold, withCompounds, withoutArticle, words } from "./search/text.ts";
export { wishPhrases } from "./search/understanding/lexicon.ts";
export { isFilter, type Chip, type Range, type Wish } from "./search/understanding/chip.ts";
export {
  createQueryVocabulary,
  type Fame,
  type GrowingVocabulary,
  type KnownFilm,
  type QueryVocabulary,
} from "./search/understanding/query-vocabulary.ts";
export { suggestGenres, suggestMoods } from "./search/understanding/suggest.ts";
export { understand, type Understanding } from "./search/understanding/understand.ts";
export { languagesOf } from "./search/understanding/words/countries.ts";
export { moodMeanings, moods, type Mood, type MoodMeaning } from "./search/understanding/words/moods.ts";
export { qualities, type Quality } from "./search/understanding/words/qualities.ts";
export { addAll, addSequence, subtractSequence, type Statistic, type StatisticState } from "./statistics/statistic.ts";
export { createTransitions, TRANSITION_DECAYS, TRANSITION_WINDOW, type Transitions } from "./statistics/transitions.ts";
export { sumNeighbours, type Neighbour, type Speaker, type SumOptions } from "./sum-neighbours.ts";
