// Generated from the routes by `npm run openapi`.
export interface paths {
    "/v1/ops/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let this browser see the board of background jobs, /v1/ops/board
         * @description Sets a cookie that holds for the board alone, as long as the access token that is sent. The board's own sign-in page does the same.
         *
         *     For an administrator.
         */
        post: operations["openBoardSession"];
        /** Take the board's cookie back */
        delete: operations["closeBoardSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far whoever follows the log has come, and what stands still
         * @description For an administrator or a service key with `ops`.
         */
        get: operations["getPositions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/diagnosis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the services are, which settings of engines are wrong, and how much is held
         * @description For an administrator or a service key with `ops`.
         */
        get: operations["diagnose"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign up */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log in */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Trade a refresh token for a new session */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the session that a refresh token belongs to */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your account
         * @description For a logged-in viewer.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        /**
         * Erase your account and everything that you signalled
         * @description The answer is the receipt. `history` says what went of your signals, and from which position on none of it can be seen; when it is null, that is still under way: GET /v1/erasures/{receiptId} answers it, without a token. Repeating the call answers the same.
         *
         *     For a logged-in viewer.
         */
        delete: operations["deleteMe"];
        options?: never;
        head?: never;
        /**
         * Change your name, e-mail or password
         * @description Changing e-mail or password needs `currentPassword`; a new password ends all other sessions.
         *
         *     For a logged-in viewer.
         */
        patch: operations["updateMe"];
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The service keys, without their secrets
         * @description For an administrator.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Make a service key; its secret is shown once
         * @description For an administrator.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a service key
         * @description For an administrator.
         */
        delete: operations["deleteKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public keys that access tokens are verified by */
        get: operations["getKeySet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/movies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Films, filtered and sorted, with facets */
        get: operations["listMovies"];
        put?: never;
        /**
         * Add a film
         * @description For an administrator or a service key with `catalog:write`.
         */
        post: operations["createMovie"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/movies/{movieId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A film */
        get: operations["getMovie"];
        /**
         * Replace a film's facts; `if-match` guards against lost updates
         * @description For an administrator or a service key with `catalog:write`.
         */
        put: operations["replaceMovie"];
        post?: never;
        /**
         * Remove a film
         * @description For an administrator or a service key with `catalog:write`.
         */
        delete: operations["deleteMovie"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/genres": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The genres, with how many films each has */
        get: operations["listGenres"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/people/{personId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A person, with the films directed and acted in */
        get: operations["getPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search films by title as you type, or by a wish in a viewer's own words; typing errors are forgiven
         * @description What was understood of the words comes back as chips, which a client may edit and send instead of them. Pages of one search stay as they were while films come and go. With a viewer's token his taste is in the order: it tells apart what answers the words about as well, and puts no film before one of the title that was typed, or that meets a chip which it does not.
         */
        get: operations["searchMovies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Films, people, genres and moods for what has been typed so far */
        get: operations["suggestMovies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/movies/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring in films of another numbering, matching those already there
         * @description A film is found by the source's id, else by normalised title and year. Facts that are missing are filled, none is overwritten.
         *
         *     For an administrator or a service key with `catalog:write`.
         */
        post: operations["importMovies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell what a viewer did: one signal, or up to 1,000
         * @description Valid signals are recorded, others rejected with the reason, item by item. 202 means: durable in the log. After a 503 send the same event ids again; each counts once.
         *
         *     For a logged-in viewer or a service key with `signals:write`.
         */
        post: operations["postSignals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/ratings/{movieId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Rate a film, replacing your last rating
         * @description For a logged-in viewer.
         */
        put: operations["putRating"];
        post?: never;
        /**
         * Take your rating of a film back, as if it had never been
         * @description For a logged-in viewer.
         */
        delete: operations["deleteRating"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/watchlist/{movieId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put a film on your watchlist
         * @description For a logged-in viewer.
         */
        put: operations["putWatchlist"];
        post?: never;
        /**
         * Take a film off your watchlist
         * @description For a logged-in viewer.
         */
        delete: operations["deleteWatchlist"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What you signalled, latest first
         * @description For a logged-in viewer.
         */
        get: operations["listHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your ratings, latest first
         * @description For a logged-in viewer.
         */
        get: operations["listRatings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/watchlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your watchlist, latest first
         * @description For a logged-in viewer.
         */
        get: operations["listWatchlist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your reviews, latest first
         * @description For a logged-in viewer.
         */
        get: operations["listMyReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/history/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a signal back, as if it had never been
         * @description The answer is the receipt. Its event id stays taken. Repeating the call answers the same.
         *
         *     For a logged-in viewer.
         */
        delete: operations["retractSignal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/erasures/{receiptId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an erasure took out of a viewer's history
         * @description For whoever has the receipt's id, which DELETE /v1/me answers. Waits up to 1 s for one under way.
         */
        get: operations["getErasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/movies/{movieId}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A film's reviews, latest first, and how it was rated */
        get: operations["listMovieReviews"];
        put?: never;
        /**
         * Review a film, with or without a rating
         * @description For a logged-in viewer.
         */
        post: operations["postReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Records of the log that could not be read and were put aside, the latest first
         * @description They count nowhere, and nothing waits for them. Each stands for one record, however many groups put it aside.
         *
         *     For an administrator or a service key with `ops`.
         */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/dead-letters/{topic}/{partition}/{offset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A dead letter with what is in it, read as far as it can be
         * @description For an administrator or a service key with `ops`.
         */
        get: operations["getDeadLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/dead-letters/{topic}/{partition}/{offset}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Append a dead letter, as it is, to the end of the topic that it comes from
         * @description For one that the version that runs can read. Its event id counts once, so that doing it again does no harm; it stands behind what the viewer did meanwhile.
         *
         *     For an administrator or a service key with `ops`.
         */
        post: operations["replayDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/dead-letters/{topic}/{partition}/{offset}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note that a dead letter is to be left alone
         * @description Nothing is deleted: it is listed as resolved until the topic of dead letters forgets it.
         *
         *     For an administrator or a service key with `ops`.
         */
        post: operations["dropDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The trained models that are kept, the newest first, and which one is served
         * @description For an administrator or a service key with `ops`.
         */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/models/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A trained model, with what is stored of it
         * @description For an administrator or a service key with `ops`.
         */
        get: operations["getModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/models/{version}/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let this version serve from now on, on every instance
         * @description Its checksum is verified first; one that was withdrawn does not come back. Promoting the version that was served before is how one goes back to it; promoting the one that is served changes nothing.
         *
         *     For an administrator or a service key with `ops`.
         */
        post: operations["promoteModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Background jobs, the latest first, and what kinds there are
         * @description A part of the system that cannot be asked is named in `degraded`, and its jobs are missing.
         *
         *     For an administrator or a service key with `ops`.
         */
        get: operations["listJobs"];
        put?: never;
        /**
         * Have a background job done
         * @description While a job with the same name and data is not finished, that one is answered and none is added.
         *
         *     For an administrator or a service key with `ops`.
         */
        post: operations["startJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/jobs/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A background job, with the last lines of its log
         * @description For an administrator or a service key with `ops`.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        /**
         * Cancel a background job: one that waits never runs, one that runs is told to stop
         * @description For an administrator or a service key with `ops`.
         */
        delete: operations["cancelJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ops/jobs/{jobId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a background job now: one that failed or was cancelled anew, one that is delayed at once
         * @description Nothing is tried anew while another job with the same name and data is not finished.
         *
         *     For an administrator or a service key with `ops`.
         */
        post: operations["retryJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your rows: for you, because you liked …, trending, hidden gems, new, genres; no film twice
         * @description For a logged-in viewer.
         */
        get: operations["getMyRecommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A viewer's recommendations as one list, for server-to-server clients
         * @description For an administrator or a service key with `recommendations:read`.
         */
        get: operations["getUserRecommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/movies/{movieId}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Films that viewers of this one went on to */
        get: operations["getSimilarMovies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recommendations/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Recommendations for an anonymous list of films, the latest last */
        post: operations["getSessionRecommendations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What viewers turn to now */
        get: operations["getTrending"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/popular": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The films with the most viewers */
        get: operations["getPopular"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest films */
        get: operations["getNew"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/recommendations/{movieId}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why a film is recommended to you, or is not
         * @description For a logged-in viewer.
         */
        get: operations["getWhy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Films for a mood: a deck to swipe through
         * @description With a viewer's token those that suit him come first, and none that he has seen, does not want, means to see anyway or has to see another film before. The first reason says what of the mood a film has, the others why it suits the viewer. Pages of one deck stay as they were while the viewer goes on; each has a `recommendationId` of its own, for the signals that come of it.
         */
        get: operations["getMoodRecommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description RFC 9457 problem document. */
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            instance: string;
            errors?: {
                path: string;
                message: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    openBoardSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601 with a time zone.
                         */
                        expiresAt: string;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closeBoardSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPositions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groups: {
                            /** @enum {string} */
                            group: "activity.projections" | "activity.users" | "recommender.projector";
                            /** @enum {string} */
                            service: "auth" | "catalog" | "activity" | "recommender";
                            topic: string;
                            partitions: {
                                partition: number;
                                /** @description That the next record will get. */
                                end: number;
                                committed: number | null;
                                /** @description That is wanted next, as the store says which the group fills, else as it has committed. */
                                next: number;
                                /** @description Records up to the end that are not reflected yet. */
                                lag: number;
                                /** @description For how long at least nothing has moved while there was a lag. */
                                stillMs: number;
                                fences: {
                                    lowest: number;
                                    highest: number;
                                } | null;
                            }[];
                        }[];
                        /** @description What stands still, and what to do about it. */
                        findings: {
                            /** @enum {string} */
                            severity: "error" | "warning";
                            /** @enum {string} */
                            group: "activity.projections" | "activity.users" | "recommender.projector";
                            topic: string;
                            partition: number | null;
                            what: string;
                            cure: string;
                        }[];
                        keyspaces?: {
                            /** @description What is read and kept up to date. */
                            active: string;
                            previous: string | null;
                            building: string | null;
                            heldUntil: string | null;
                        };
                        /** @description Parts of the system that cannot be asked; their groups are missing. */
                        degraded?: string[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diagnose: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description One instance of each. */
                        services: {
                            /** @enum {string} */
                            service: "auth" | "catalog" | "activity" | "recommender" | "gateway";
                            /** @enum {string} */
                            status: "ready" | "not-ready" | "draining";
                            version: string;
                            /** @description The version of Node that runs it. */
                            node: string;
                            checks: {
                                name: string;
                                /** @description Whether it cannot be ready without. */
                                required: boolean;
                                ok: boolean;
                                ms: number;
                                error?: string;
                            }[];
                        }[];
                        findings: {
                            /** @enum {string} */
                            severity: "error" | "warning";
                            /** @enum {string} */
                            service: "auth" | "catalog" | "activity" | "recommender" | "gateway";
                            what: string;
                            cure: string;
                        }[];
                        held?: {
                            /** @description Records in the topic of signals. */
                            signals: number;
                            /** @description In the catalog. */
                            films: number;
                            /** @description With how many films before it a film of a history is paired. */
                            window: number;
                        };
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "bob@example.com",
                 *       "password": "a long password",
                 *       "displayName": "Bob"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email: string;
                    /** @description At least 10 characters. */
                    password: string;
                    /** @description One line that begins with a visible character. */
                    displayName?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Send as `authorization: Bearer …`. */
                        accessToken: string;
                        /** @description Good for one refresh; using it twice ends the whole session. */
                        refreshToken: string;
                        /** @description Seconds until the access token expires. */
                        expiresIn: number;
                        user: {
                            /** @description An opaque id. */
                            id: string;
                            email: string;
                            displayName: string;
                            /** @enum {string} */
                            role: "viewer" | "admin";
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            createdAt: string;
                        };
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "alice@example.com",
                 *       "password": "projectionist"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Send as `authorization: Bearer …`. */
                        accessToken: string;
                        /** @description Good for one refresh; using it twice ends the whole session. */
                        refreshToken: string;
                        /** @description Seconds until the access token expires. */
                        expiresIn: number;
                        user: {
                            /** @description An opaque id. */
                            id: string;
                            email: string;
                            displayName: string;
                            /** @enum {string} */
                            role: "viewer" | "admin";
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            createdAt: string;
                        };
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    refreshToken: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Send as `authorization: Bearer …`. */
                        accessToken: string;
                        /** @description Good for one refresh; using it twice ends the whole session. */
                        refreshToken: string;
                        /** @description Seconds until the access token expires. */
                        expiresIn: number;
                        user: {
                            /** @description An opaque id. */
                            id: string;
                            email: string;
                            displayName: string;
                            /** @enum {string} */
                            role: "viewer" | "admin";
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            createdAt: string;
                        };
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    refreshToken: string;
                };
            };
        };
        responses: {
            /** @description No body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque id. */
                        id: string;
                        email: string;
                        displayName: string;
                        /** @enum {string} */
                        role: "viewer" | "admin";
                        /**
                         * Format: date-time
                         * @description ISO 8601 with a time zone.
                         */
                        createdAt: string;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque id. */
                        userId: string;
                        /**
                         * Format: date-time
                         * @description ISO 8601 with a time zone.
                         */
                        erasedAt: string;
                        /** @description An opaque id. */
                        receiptId: string;
                        /** @description What went at once. */
                        removed: {
                            accounts: number;
                            sessions: number;
                        };
                        history: {
                            /** @description An opaque id. */
                            receiptId: string;
                            /** @description An opaque id. */
                            userId: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            erasedAt: string;
                            /** @description Send it as `after`: no reply that reflects it shows or counts anything of the viewer. */
                            position: string;
                            removed: {
                                /** @description Signals by type, those that had been taken back before included. */
                                signals: {
                                    [key: string]: number;
                                };
                                reviewTexts: number;
                            };
                        } | null;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "displayName": "Alice B."
                 *     }
                 */
                "application/json": {
                    /** @description One line that begins with a visible character. */
                    displayName?: string;
                    /** Format: email */
                    email?: string;
                    /** @description At least 10 characters. */
                    password?: string;
                    currentPassword?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque id. */
                        id: string;
                        email: string;
                        displayName: string;
                        /** @enum {string} */
                        role: "viewer" | "admin";
                        /**
                         * Format: date-time
                         * @description ISO 8601 with a time zone.
                         */
                        createdAt: string;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description An opaque id. */
                            id: string;
                            name: string;
                            scopes: ("signals:write" | "recommendations:read" | "catalog:write" | "ops")[];
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            createdAt: string;
                            lastUsedAt: string | null;
                        }[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "my web shop",
                 *       "scopes": [
                 *         "signals:write",
                 *         "recommendations:read"
                 *       ]
                 *     }
                 */
                "application/json": {
                    name: string;
                    scopes: ("signals:write" | "recommendations:read" | "catalog:write" | "ops")[];
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque id. */
                        id: string;
                        name: string;
                        scopes: ("signals:write" | "recommendations:read" | "catalog:write" | "ops")[];
                        /**
                         * Format: date-time
                         * @description ISO 8601 with a time zone.
                         */
                        createdAt: string;
                        lastUsedAt: string | null;
                        key: string;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id. */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getKeySet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: {
                            [key: string]: unknown;
                        }[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMovies: {
        parameters: {
            query?: {
                /** @description Genres that a film must all have, separated by commas. */
                genre?: string;
                /** @description Genres that it must not have, separated by commas. */
                notGenre?: string;
                yearFrom?: number;
                yearTo?: number;
                runtimeMax?: number;
                /** @description ISO 639-1, such as en. */
                language?: string;
                /** @description ISO 3166-1 alpha-2, such as GB. */
                country?: string;
                minRating?: number;
                sort?: "popularity" | "rating" | "year" | "-year" | "title";
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description An opaque id. */
                            id: string;
                            title?: string;
                            year?: number | null;
                            genres?: string[];
                            runtime?: number | null;
                            language?: string | null;
                            country?: string | null;
                            directors?: string[];
                            rating?: {
                                average: number;
                                count: number;
                            } | null;
                            posterUrl?: string | null;
                        }[];
                        nextCursor?: string;
                        /** @description How many films meet the filters. */
                        total: number;
                        facets: {
                            genres: {
                                value: string;
                                count: number;
                            }[];
                            decades: {
                                value: string;
                                count: number;
                            }[];
                            languages: {
                                value: string;
                                count: number;
                            }[];
                            countries: {
                                value: string;
                                count: number;
                            }[];
                        };
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createMovie: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "My Film",
                 *       "year": 2026
                 *     }
                 */
                "application/json": {
                    /** @description An opaque id. */
                    id?: string;
                    title: string;
                    originalTitle?: string | null;
                    year?: number | null;
                    genres?: string[];
                    runtime?: number | null;
                    language?: string | null;
                    countries?: string[];
                    directors?: string[];
                    cast?: string[];
                    keywords?: string[];
                    series?: string | null;
                    seriesOrder?: number | null;
                    description?: string | null;
                    externalIds?: {
                        movielens?: string;
                        ml100k?: string;
                        imdb?: string;
                        tmdb?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque id. */
                        id: string;
                        title: string;
                        originalTitle: string | null;
                        year: number | null;
                        genres: string[];
                        runtime: number | null;
                        language: string | null;
                        country: string | null;
                        countries: string[];
                        directors: {
                            /** @description An opaque id. */
                            id: string;
                            name: string;
                        }[];
                        cast: {
                            /** @description An opaque id. */
                            id: string;
                            name: string;
                        }[];
                        keywords: string[];
                        series: string | null;
                        seriesOrder: number | null;
                        description: string | null;
                        externalIds: {
                            movielens?: string;
                            ml100k?: string;
                            imdb?: string;
                            tmdb?: string;
                        };
                        rating: {
                            average: number;
                            count: number;
                        } | null;
                        posterUrl: string | null;
                        version: number;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMovie: {
        parameters: {
            query?: never;
            header?: {
                "if-none-match"?: string;
            };
            path: {
                /**
                 * @description An opaque id.
                 * @example alien-1979
                 */
                movieId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque id. */
                        id: string;
                        title: string;
                        originalTitle: string | null;
                        year: number | null;
                        genres: string[];
                        runtime: number | null;
                        language: string | null;
                        country: string | null;
                        countries: string[];
                        directors: {
                            /** @description An opaque id. */
                            id: string;
                            name: string;
                        }[];
                        cast: {
                            /** @description An opaque id. */
                            id: string;
                            name: string;
                        }[];
                        keywords: string[];
                        series: string | null;
                        seriesOrder: number | null;
                        description: string | null;
                        externalIds: {
                            movielens?: string;
                            ml100k?: string;
                            imdb?: string;
                            tmdb?: string;
                        };
                        rating: {
                            average: number;
                            count: number;
                        } | null;
                        posterUrl: string | null;
                        version: number;
                    };
                };
            };
            /** @description No body. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceMovie: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
            };
            path: {
                /**
                 * @description An opaque id.
                 * @example alien-1979
                 */
                movieId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    originalTitle?: string | null;
                    year?: number | null;
                    genres?: string[];
                    runtime?: number | null;
                    language?: string | null;
                    countries?: string[];
                    directors?: string[];
                    cast?: string[];
                    keywords?: string[];
                    series?: string | null;
                    seriesOrder?: number | null;
                    description?: string | null;
                    externalIds?: {
                        movielens?: string;
                        ml100k?: string;
                        imdb?: string;
                        tmdb?: string;
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque id. */
                        id: string;
                        title: string;
                        originalTitle: string | null;
                        year: number | null;
                        genres: string[];
                        runtime: number | null;
                        language: string | null;
                        country: string | null;
                        countries: string[];
                        directors: {
                            /** @description An opaque id. */
                            id: string;
                            name: string;
                        }[];
                        cast: {
                            /** @description An opaque id. */
                            id: string;
                            name: string;
                        }[];
                        keywords: string[];
                        series: string | null;
                        seriesOrder: number | null;
                        description: string | null;
                        externalIds: {
                            movielens?: string;
                            ml100k?: string;
                            imdb?: string;
                            tmdb?: string;
                        };
                        rating: {
                            average: number;
                            count: number;
                        } | null;
                        posterUrl: string | null;
                        version: number;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMovie: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
            };
            path: {
                /**
                 * @description An opaque id.
                 * @example alien-1979
                 */
                movieId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGenres: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            count: number;
                        }[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An opaque id.
                 * @example ridley-scott
                 */
                personId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque id. */
                        id: string;
                        name: string;
                        directed: {
                            /** @description An opaque id. */
                            id: string;
                            title?: string;
                            year?: number | null;
                            genres?: string[];
                            runtime?: number | null;
                            language?: string | null;
                            country?: string | null;
                            directors?: string[];
                            rating?: {
                                average: number;
                                count: number;
                            } | null;
                            posterUrl?: string | null;
                        }[];
                        acted: {
                            /** @description An opaque id. */
                            id: string;
                            title?: string;
                            year?: number | null;
                            genres?: string[];
                            runtime?: number | null;
                            language?: string | null;
                            country?: string | null;
                            directors?: string[];
                            rating?: {
                                average: number;
                                count: number;
                            } | null;
                            posterUrl?: string | null;
                        }[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchMovies: {
        parameters: {
            query?: {
                /**
                 * @description A title as far as it was typed, or what the film is to be like, in the viewer's own words.
                 * @example dark 80s thriller, not Hitchcock
                 */
                q?: string;
                /** @description title: by title, people and keywords; meaning: by what the words wish for; auto: whichever fits. */
                mode?: "auto" | "title" | "meaning";
                /**
                 * @description Chips of a reply, perhaps edited, as JSON: a list of at most 30. `q`, if there, is not read for chips then.
                 * @example [{"kind":"genre","value":"Thriller"},{"kind":"year","value":{"from":1980,"to":1989}}]
                 */
                chips?: string;
                limit?: number;
                /** @description Genres that a film must all have, separated by commas. */
                genre?: string;
                /** @description Genres that it must not have, separated by commas. */
                notGenre?: string;
                yearFrom?: number;
                yearTo?: number;
                runtimeMax?: number;
                /** @description ISO 639-1, such as en. */
                language?: string;
                /** @description ISO 3166-1 alpha-2, such as GB. */
                country?: string;
                minRating?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            movie: {
                                /** @description An opaque id. */
                                id: string;
                                title?: string;
                                year?: number | null;
                                genres?: string[];
                                runtime?: number | null;
                                language?: string | null;
                                country?: string | null;
                                directors?: string[];
                                rating?: {
                                    average: number;
                                    count: number;
                                } | null;
                                posterUrl?: string | null;
                            };
                            /** @description 0 to 1; tells nothing across searches. */
                            score: number;
                            /** @description Where words of the query were found. */
                            matched: string[];
                            reasons: {
                                /** @description The words that were found, as the index holds them. */
                                words: string[];
                                /** @description Which of the reply's `chips` the film meets, by place. */
                                chips: number[];
                                /** @description How near the film's text is in meaning, -1 to 1. */
                                nearness?: number;
                                /** @description Why the film is further ahead for you than for others. */
                                taste?: {
                                    /** @enum {string} */
                                    type: "becauseYouLiked" | "becauseYouRated" | "becauseYouWatched" | "becauseYouReviewed" | "becauseOfThisFilm" | "fitsMood" | "genreYouLike" | "trending" | "popular" | "new" | "hiddenGem";
                                    /** @description One sentence for a reader. */
                                    text: string;
                                    movie: {
                                        /** @description An opaque id. */
                                        id: string;
                                        title: string;
                                    } | null;
                                    /** @description Its share of the score. */
                                    contribution: number;
                                }[];
                            };
                        }[];
                        nextCursor?: string;
                        /** @description How many films were found. */
                        total: number;
                        /**
                         * @description How the films were found.
                         * @enum {string}
                         */
                        mode: "title" | "meaning";
                        /** @description What was understood of the query, in its order. */
                        chips: ({
                            /** @enum {string} */
                            kind: "title";
                            value: string;
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "like";
                            /** @description A film's id: films like it. */
                            value: string;
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "genre";
                            value: string;
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "keyword";
                            value: string;
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "mood";
                            /** @description One of the moods that suggestions name. */
                            value: string;
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "quality";
                            /** @enum {string} */
                            value: "underrated" | "classic" | "acclaimed";
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "person";
                            value: string;
                            /** @enum {string} */
                            role?: "director" | "cast";
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "language";
                            /** @description ISO 639-1, such as en. */
                            value: string;
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "country";
                            /** @description Any of these. */
                            value: string[];
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "year";
                            value: {
                                from?: number;
                                to?: number;
                            };
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "runtime";
                            value: {
                                from?: number;
                                to?: number;
                            };
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        })[];
                        /** @description The words of the query that the films' texts were asked for. */
                        rest: string;
                        /** @description The query as it was read, where words that no film's text has were taken for mistyped: chips stand in it. */
                        corrected?: string;
                        /** @description No film met all chips: those that meet most of them are answered. */
                        relaxed: boolean;
                        /** @description Whether your taste is in the order of the first 200. False while nothing is known of it, or the recommender cannot be asked; absent without a viewer's token. */
                        personal?: boolean;
                        /** @description Parts that could not be asked; what they would have added is missing. */
                        degraded?: string[];
                        facets: {
                            genres: {
                                value: string;
                                count: number;
                            }[];
                            decades: {
                                value: string;
                                count: number;
                            }[];
                            languages: {
                                value: string;
                                count: number;
                            }[];
                            countries: {
                                value: string;
                                count: number;
                            }[];
                        };
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suggestMovies: {
        parameters: {
            query: {
                q: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        movies: {
                            /** @description An opaque id. */
                            id: string;
                            title?: string;
                            year?: number | null;
                            genres?: string[];
                            runtime?: number | null;
                            language?: string | null;
                            country?: string | null;
                            directors?: string[];
                            rating?: {
                                average: number;
                                count: number;
                            } | null;
                            posterUrl?: string | null;
                        }[];
                        people: {
                            /** @description An opaque id. */
                            id: string;
                            name: string;
                        }[];
                        genres: string[];
                        moods: string[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importMovies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    source: "movielens" | "ml100k" | "tmdb";
                    movies: {
                        sourceId: string;
                        title: string;
                        originalTitle?: string | null;
                        year?: number | null;
                        genres?: string[];
                        runtime?: number | null;
                        language?: string | null;
                        countries?: string[];
                        directors?: string[];
                        cast?: string[];
                        keywords?: string[];
                        series?: string | null;
                        seriesOrder?: number | null;
                        description?: string | null;
                        externalIds?: {
                            movielens?: string;
                            ml100k?: string;
                            imdb?: string;
                            tmdb?: string;
                        };
                    }[];
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: {
                            sourceId: string;
                            /** @description An opaque id. */
                            movieId: string;
                            /**
                             * @description matched: the film was there under another id and now knows this source's id too.
                             * @enum {string}
                             */
                            outcome: "created" | "matched" | "updated" | "unchanged";
                        }[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSignals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description 1–64 letters, digits or . _ : -, other than . and .. alone. An id counts once per viewer, for ever. */
                    eventId?: string;
                    /** @description An opaque id. */
                    userId?: string;
                    /** @enum {string} */
                    type: "viewed" | "rated" | "liked" | "unliked" | "disliked" | "notInterested" | "watchlisted" | "unwatchlisted" | "clicked";
                    /** @description An opaque id. */
                    movieId: string;
                    /** @description Progress 0–1 of `viewed`, stars 0.5–5 of `rated`. */
                    value?: number;
                    /**
                     * Format: date-time
                     * @description ISO 8601 with a time zone.
                     */
                    occurredAt?: string;
                    /** @description An opaque id. */
                    recommendationId?: string;
                } | {
                    signals: unknown[];
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        results: {
                            eventId: string;
                            /**
                             * @description duplicate: the id was recorded before, and counts once.
                             * @enum {string}
                             */
                            outcome: "accepted" | "duplicate" | "rejected";
                            code?: string;
                            path?: string;
                            message?: string;
                        }[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putRating: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An opaque id.
                 * @example alien-1979
                 */
                movieId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rating": 4.5
                 *     }
                 */
                "application/json": {
                    rating: number;
                    /** @description 1–64 letters, digits or . _ : -, other than . and .. alone. An id counts once per viewer, for ever. */
                    eventId?: string;
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        eventId: string;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRating: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An opaque id.
                 * @example alien-1979
                 */
                movieId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Send it as `after`: no reply that reflects it shows or counts what was taken back. */
                        position: string;
                        eventId: string;
                        /** @description Event ids of the signals that no longer count. */
                        removed: string[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putWatchlist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An opaque id.
                 * @example alien-1979
                 */
                movieId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        eventId: string;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWatchlist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An opaque id.
                 * @example alien-1979
                 */
                movieId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        eventId: string;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHistory: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description A `position` of an earlier reply: waits up to 1 s until the reply reflects it. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            eventId: string;
                            /** @enum {string} */
                            type: "viewed" | "rated" | "liked" | "unliked" | "disliked" | "notInterested" | "watchlisted" | "unwatchlisted" | "clicked" | "reviewed";
                            /** @description An opaque id. */
                            movieId: string;
                            value: number | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            occurredAt: string;
                        }[];
                        nextCursor?: string;
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        /** @description Whether the reply reflects `after`; true when none was given. */
                        fresh: boolean;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRatings: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description A `position` of an earlier reply: waits up to 1 s until the reply reflects it. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description An opaque id. */
                            movieId: string;
                            rating: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            ratedAt: string;
                            eventId: string;
                        }[];
                        nextCursor?: string;
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        /** @description Whether the reply reflects `after`; true when none was given. */
                        fresh: boolean;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWatchlist: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description A `position` of an earlier reply: waits up to 1 s until the reply reflects it. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description An opaque id. */
                            movieId: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            addedAt: string;
                            eventId: string;
                        }[];
                        nextCursor?: string;
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        /** @description Whether the reply reflects `after`; true when none was given. */
                        fresh: boolean;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMyReviews: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description A `position` of an earlier reply: waits up to 1 s until the reply reflects it. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description An opaque id. */
                            id: string;
                            eventId: string;
                            /** @description An opaque id. */
                            movieId: string;
                            author: {
                                /** @description An opaque id. */
                                id: string;
                            };
                            text: string;
                            rating: number | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            postedAt: string;
                        }[];
                        nextCursor?: string;
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        /** @description Whether the reply reflects `after`; true when none was given. */
                        fresh: boolean;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retractSignal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 1–64 letters, digits or . _ : -, other than . and .. alone. An id counts once per viewer, for ever. */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Send it as `after`: no reply that reflects it shows or counts what was taken back. */
                        position: string;
                        eventId: string;
                        /** @description Event ids of the signals that no longer count. */
                        removed: string[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getErasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id. */
                receiptId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque id. */
                        receiptId: string;
                        /** @description An opaque id. */
                        userId: string;
                        /**
                         * Format: date-time
                         * @description ISO 8601 with a time zone.
                         */
                        erasedAt: string;
                        /** @description Send it as `after`: no reply that reflects it shows or counts anything of the viewer. */
                        position: string;
                        removed: {
                            /** @description Signals by type, those that had been taken back before included. */
                            signals: {
                                [key: string]: number;
                            };
                            reviewTexts: number;
                        };
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMovieReviews: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description A `position` of an earlier reply: waits up to 1 s until the reply reflects it. */
                after?: string;
            };
            header?: never;
            path: {
                /**
                 * @description An opaque id.
                 * @example alien-1979
                 */
                movieId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description An opaque id. */
                            id: string;
                            eventId: string;
                            /** @description An opaque id. */
                            movieId: string;
                            author: {
                                /** @description An opaque id. */
                                id: string;
                            };
                            text: string;
                            rating: number | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            postedAt: string;
                        }[];
                        nextCursor?: string;
                        ratings: {
                            average: number | null;
                            count: number;
                            /** @description One entry per half star, 0.5 to 5. */
                            distribution: {
                                rating: number;
                                count: number;
                            }[];
                        };
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        /** @description Whether the reply reflects `after`; true when none was given. */
                        fresh: boolean;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An opaque id.
                 * @example alien-1979
                 */
                movieId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "Nobody heard me scream either.",
                 *       "rating": 4.5
                 *     }
                 */
                "application/json": {
                    text: string;
                    rating?: number;
                    /** @description 1–64 letters, digits or . _ : -, other than . and .. alone. An id counts once per viewer, for ever. */
                    eventId?: string;
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        eventId: string;
                        /** @description An opaque id. */
                        reviewId: string;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                /** @description Where the record stands that could not be read. */
                topic?: "activity.signals" | "activity.movies" | "auth.users" | "catalog.movies";
                /** @description Resolved: replayed or dropped. */
                state?: "open" | "resolved";
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * @description Where the record stands that could not be read.
                             * @enum {string}
                             */
                            topic: "activity.signals" | "activity.movies" | "auth.users" | "catalog.movies";
                            partition: number;
                            offset: number;
                            key: string;
                            /** @description Of its value. */
                            bytes: number;
                            /** @description Why it could not be read when it was put aside. */
                            error: string;
                            schemaId: number | null;
                            /** @description The consumer groups that put it aside. */
                            groups: string[];
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            buriedAt: string;
                            replayOf: string | null;
                            resolution: {
                                /** @enum {string} */
                                kind: "replayed" | "dropped";
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with a time zone.
                                 */
                                at: string;
                                by: string | null;
                                replayedTo: string | null;
                            } | null;
                        }[];
                        nextCursor?: string;
                        counts: {
                            open: number;
                            resolved: number;
                            /** @description Older ones that are not listed because they are too many. */
                            notHeld: number;
                        };
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeadLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Where the record stands that could not be read. */
                topic: "activity.signals" | "activity.movies" | "auth.users" | "catalog.movies";
                partition: number;
                offset: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Where the record stands that could not be read.
                         * @enum {string}
                         */
                        topic: "activity.signals" | "activity.movies" | "auth.users" | "catalog.movies";
                        partition: number;
                        offset: number;
                        key: string;
                        /** @description Of its value. */
                        bytes: number;
                        /** @description Why it could not be read when it was put aside. */
                        error: string;
                        schemaId: number | null;
                        /** @description The consumer groups that put it aside. */
                        groups: string[];
                        /**
                         * Format: date-time
                         * @description ISO 8601 with a time zone.
                         */
                        buriedAt: string;
                        replayOf: string | null;
                        resolution: {
                            /** @enum {string} */
                            kind: "replayed" | "dropped";
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            at: string;
                            by: string | null;
                            replayedTo: string | null;
                        } | null;
                        /** @description The record's own. */
                        headers: {
                            [key: string]: string;
                        };
                        /** @description Its value read as UTF-8, with U+FFFD for what is none. */
                        text: string;
                        /** @description Its value as it is. */
                        base64: string;
                        /** @description Its value as the event that it is for the version that runs; null for none. */
                        event: unknown;
                        reason: string | null;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayDeadLetter: {
        parameters: {
            query?: {
                dryRun?: boolean;
            };
            header?: never;
            path: {
                /** @description Where the record stands that could not be read. */
                topic: "activity.signals" | "activity.movies" | "auth.users" | "catalog.movies";
                partition: number;
                offset: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether nothing was done: it is told what would have been. */
                        dryRun: boolean;
                        letter: {
                            /**
                             * @description Where the record stands that could not be read.
                             * @enum {string}
                             */
                            topic: "activity.signals" | "activity.movies" | "auth.users" | "catalog.movies";
                            partition: number;
                            offset: number;
                            key: string;
                            /** @description Of its value. */
                            bytes: number;
                            /** @description Why it could not be read when it was put aside. */
                            error: string;
                            schemaId: number | null;
                            /** @description The consumer groups that put it aside. */
                            groups: string[];
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            buriedAt: string;
                            replayOf: string | null;
                            resolution: {
                                /** @enum {string} */
                                kind: "replayed" | "dropped";
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with a time zone.
                                 */
                                at: string;
                                by: string | null;
                                replayedTo: string | null;
                            } | null;
                        };
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dropDeadLetter: {
        parameters: {
            query?: {
                dryRun?: boolean;
            };
            header?: never;
            path: {
                /** @description Where the record stands that could not be read. */
                topic: "activity.signals" | "activity.movies" | "auth.users" | "catalog.movies";
                partition: number;
                offset: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether nothing was done: it is told what would have been. */
                        dryRun: boolean;
                        letter: {
                            /**
                             * @description Where the record stands that could not be read.
                             * @enum {string}
                             */
                            topic: "activity.signals" | "activity.movies" | "auth.users" | "catalog.movies";
                            partition: number;
                            offset: number;
                            key: string;
                            /** @description Of its value. */
                            bytes: number;
                            /** @description Why it could not be read when it was put aside. */
                            error: string;
                            schemaId: number | null;
                            /** @description The consumer groups that put it aside. */
                            groups: string[];
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            buriedAt: string;
                            replayOf: string | null;
                            resolution: {
                                /** @enum {string} */
                                kind: "replayed" | "dropped";
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with a time zone.
                                 */
                                at: string;
                                by: string | null;
                                replayedTo: string | null;
                            } | null;
                        };
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Sorts by age. */
                            version: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            createdAt: string;
                            /** @description Whether it is the one that is to be served. */
                            published: boolean;
                            /** @description Up to where it reflects the log. */
                            position: string;
                            bytes: number;
                            sha256: string;
                            /** @description How many viewers, films and signals it was trained from, and how good it is, by part and metric. */
                            metrics: {
                                [key: string]: unknown;
                            };
                            /** @description What it was made with. */
                            config: {
                                [key: string]: unknown;
                            };
                        }[];
                        published: {
                            /** @description Sorts by age. */
                            version: string;
                            replaces: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            publishedAt: string;
                            /** @description Whether the instance that answers serves it already. */
                            loaded: boolean;
                        } | null;
                        withdrawn: {
                            /** @description Sorts by age. */
                            version: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            withdrawnAt: string;
                        } | null;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Sorts by age. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Sorts by age. */
                        version: string;
                        /**
                         * Format: date-time
                         * @description ISO 8601 with a time zone.
                         */
                        createdAt: string;
                        /** @description Whether it is the one that is to be served. */
                        published: boolean;
                        /** @description Up to where it reflects the log. */
                        position: string;
                        bytes: number;
                        sha256: string;
                        /** @description How many viewers, films and signals it was trained from, and how good it is, by part and metric. */
                        metrics: {
                            [key: string]: unknown;
                        };
                        /** @description What it was made with. */
                        config: {
                            [key: string]: unknown;
                        };
                        sections: {
                            name: string;
                            /** @description Of its numbers, such as f32. */
                            type: string;
                            length: number;
                        }[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    promoteModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Sorts by age. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Sorts by age. */
                        version: string;
                        /**
                         * Format: date-time
                         * @description ISO 8601 with a time zone.
                         */
                        createdAt: string;
                        /** @description Whether it is the one that is to be served. */
                        published: boolean;
                        /** @description Up to where it reflects the log. */
                        position: string;
                        bytes: number;
                        sha256: string;
                        /** @description How many viewers, films and signals it was trained from, and how good it is, by part and metric. */
                        metrics: {
                            [key: string]: unknown;
                        };
                        /** @description What it was made with. */
                        config: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                name?: "enrich" | "embed" | "import" | "rebuild" | "train" | "verify" | "rollback";
                state?: "waiting" | "delayed" | "running" | "completed" | "failed" | "cancelled";
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description An opaque id. */
                            id: string;
                            /** @enum {string} */
                            name: "enrich" | "embed" | "import" | "rebuild" | "train" | "verify" | "rollback";
                            data: {
                                [key: string]: unknown;
                            };
                            /**
                             * @description delayed: waits for its time, of a schedule or after a failed attempt.
                             * @enum {string}
                             */
                            state: "waiting" | "delayed" | "running" | "completed" | "failed" | "cancelled";
                            progress: {
                                /** @description 0 to 1. */
                                share: number;
                                note: string;
                            };
                            /** @description Begun so far. */
                            attempts: number;
                            error: string | null;
                            /** @description What it answered; null until it is completed. */
                            result: unknown;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with a time zone.
                             */
                            createdAt: string;
                            startedAt: string | null;
                            finishedAt: string | null;
                        }[];
                        /** @description The one that was asked for, or all. */
                        kinds: {
                            /** @enum {string} */
                            name: "enrich" | "embed" | "import" | "rebuild" | "train" | "verify" | "rollback";
                            /**
                             * @description Whose jobs they are.
                             * @enum {string}
                             */
                            service: "auth" | "catalog" | "activity" | "recommender";
                            summary: string;
                            /** @description Of the jobs that are kept; a cancelled one counts as failed. */
                            counts: {
                                waiting: number;
                                delayed: number;
                                running: number;
                                completed: number;
                                failed: number;
                            };
                            schedule: ({
                                /** @description In UTC. */
                                cron: string;
                            } | {
                                everyMs: number;
                            }) | null;
                            nextRunAt: string | null;
                        }[];
                        degraded?: string[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startJob: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "enrich",
                 *       "data": {
                 *         "movieIds": [
                 *           "alien-1979"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    name: "enrich";
                    data?: {
                        /** @description Which films; all unless told. */
                        movieIds?: string[];
                        /** @description Asks TMDB whether what was kept of its replies still holds, also where it is young. */
                        refresh?: boolean;
                    };
                } | {
                    /** @enum {string} */
                    name: "embed";
                    data?: Record<string, never>;
                } | {
                    /** @enum {string} */
                    name: "import";
                    /**
                     * @example {
                     *       "file": "ml-latest-small.zip"
                     *     }
                     */
                    data: {
                        /** @description A zip or a folder in the landing place (IMPORT_FOLDER), such as ml-latest-small.zip. */
                        file: string;
                        /** @description What the viewers' ids begin with, such as ml32m; else told by name and size. */
                        dataSet?: string;
                        /**
                         * Format: date-time
                         * @description Leaves out ratings before this time.
                         */
                        since?: string;
                        /** @description At most so many ratings, or films of a catalog without ratings. */
                        limit?: number;
                        /** @description Reads everything again, also what is imported already. */
                        again?: boolean;
                    };
                } | {
                    /** @enum {string} */
                    name: "rebuild";
                    data?: {
                        /** @description With how many films before it a film of a history is paired; as it is now unless told. */
                        window?: number;
                        /** @description Swaps also where the two differ: the state that serves is known to be wrong. */
                        replace?: boolean;
                        /** @description Keeps nothing to go back to. */
                        dropPrevious?: boolean;
                    };
                } | {
                    /** @enum {string} */
                    name: "train";
                    data?: {
                        /** @description Only where enough signals are new, or somebody was erased, since the last. */
                        onlyWhenDue?: boolean;
                        /** @description Lets them serve also where they are worse. */
                        promote?: boolean;
                    };
                } | {
                    /** @enum {string} */
                    name: "verify";
                    data?: Record<string, never>;
                } | {
                    /** @enum {string} */
                    name: "rollback";
                    data: {
                        /** @description The keyspace that shall serve: `keyspaces.previous` of GET /v1/ops/positions. */
                        to: string;
                    };
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque id. */
                        id: string;
                        /** @enum {string} */
                        name: "enrich" | "embed" | "import" | "rebuild" | "train" | "verify" | "rollback";
                        data: {
                            [key: string]: unknown;
                        };
                        /**
                         * @description delayed: waits for its time, of a schedule or after a failed attempt.
                         * @enum {string}
                         */
                        state: "waiting" | "delayed" | "running" | "completed" | "failed" | "cancelled";
                        progress: {
                            /** @description 0 to 1. */
                            share: number;
                            note: string;
                        };
                        /** @description Begun so far. */
                        attempts: number;
                        error: string | null;
                        /** @description What it answered; null until it is completed. */
                        result: unknown;
                        /**
                         * Format: date-time
                         * @description ISO 8601 with a time zone.
                         */
                        createdAt: string;
                        startedAt: string | null;
                        finishedAt: string | null;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id. */
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque id. */
                        id: string;
                        /** @enum {string} */
                        name: "enrich" | "embed" | "import" | "rebuild" | "train" | "verify" | "rollback";
                        data: {
                            [key: string]: unknown;
                        };
                        /**
                         * @description delayed: waits for its time, of a schedule or after a failed attempt.
                         * @enum {string}
                         */
                        state: "waiting" | "delayed" | "running" | "completed" | "failed" | "cancelled";
                        progress: {
                            /** @description 0 to 1. */
                            share: number;
                            note: string;
                        };
                        /** @description Begun so far. */
                        attempts: number;
                        error: string | null;
                        /** @description What it answered; null until it is completed. */
                        result: unknown;
                        /**
                         * Format: date-time
                         * @description ISO 8601 with a time zone.
                         */
                        createdAt: string;
                        startedAt: string | null;
                        finishedAt: string | null;
                        log: string[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id. */
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque id. */
                        id: string;
                        /** @enum {string} */
                        name: "enrich" | "embed" | "import" | "rebuild" | "train" | "verify" | "rollback";
                        data: {
                            [key: string]: unknown;
                        };
                        /**
                         * @description delayed: waits for its time, of a schedule or after a failed attempt.
                         * @enum {string}
                         */
                        state: "waiting" | "delayed" | "running" | "completed" | "failed" | "cancelled";
                        progress: {
                            /** @description 0 to 1. */
                            share: number;
                            note: string;
                        };
                        /** @description Begun so far. */
                        attempts: number;
                        error: string | null;
                        /** @description What it answered; null until it is completed. */
                        result: unknown;
                        /**
                         * Format: date-time
                         * @description ISO 8601 with a time zone.
                         */
                        createdAt: string;
                        startedAt: string | null;
                        finishedAt: string | null;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An opaque id. */
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description An opaque id. */
                        id: string;
                        /** @enum {string} */
                        name: "enrich" | "embed" | "import" | "rebuild" | "train" | "verify" | "rollback";
                        data: {
                            [key: string]: unknown;
                        };
                        /**
                         * @description delayed: waits for its time, of a schedule or after a failed attempt.
                         * @enum {string}
                         */
                        state: "waiting" | "delayed" | "running" | "completed" | "failed" | "cancelled";
                        progress: {
                            /** @description 0 to 1. */
                            share: number;
                            note: string;
                        };
                        /** @description Begun so far. */
                        attempts: number;
                        error: string | null;
                        /** @description What it answered; null until it is completed. */
                        result: unknown;
                        /**
                         * Format: date-time
                         * @description ISO 8601 with a time zone.
                         */
                        createdAt: string;
                        startedAt: string | null;
                        finishedAt: string | null;
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMyRecommendations: {
        parameters: {
            query?: {
                strategy?: "auto" | "baseline" | "cf";
                limit?: number;
                /** @description A `position` of an earlier reply: waits up to 1 s until the reply reflects it. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            id: string;
                            title: string;
                            reason: {
                                /** @enum {string} */
                                type: "becauseYouLiked" | "becauseYouRated" | "becauseYouWatched" | "becauseYouReviewed" | "becauseOfThisFilm" | "fitsMood" | "genreYouLike" | "trending" | "popular" | "new" | "hiddenGem";
                                /** @description One sentence for a reader. */
                                text: string;
                                movie: {
                                    /** @description An opaque id. */
                                    id: string;
                                    title: string;
                                } | null;
                                /** @description Its share of the score. */
                                contribution: number;
                            } | null;
                            items: {
                                movie: {
                                    /** @description An opaque id. */
                                    id: string;
                                    title?: string;
                                    year?: number | null;
                                    genres?: string[];
                                    runtime?: number | null;
                                    language?: string | null;
                                    country?: string | null;
                                    directors?: string[];
                                    rating?: {
                                        average: number;
                                        count: number;
                                    } | null;
                                    posterUrl?: string | null;
                                };
                                score: number;
                                reasons: {
                                    /** @enum {string} */
                                    type: "becauseYouLiked" | "becauseYouRated" | "becauseYouWatched" | "becauseYouReviewed" | "becauseOfThisFilm" | "fitsMood" | "genreYouLike" | "trending" | "popular" | "new" | "hiddenGem";
                                    /** @description One sentence for a reader. */
                                    text: string;
                                    movie: {
                                        /** @description An opaque id. */
                                        id: string;
                                        title: string;
                                    } | null;
                                    /** @description Its share of the score. */
                                    contribution: number;
                                }[];
                            }[];
                        }[];
                        /** @description An opaque id. */
                        recommendationId: string;
                        /** @enum {string} */
                        strategy: "auto" | "baseline" | "cf";
                        model: string | null;
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        /** @description Whether the reply reflects `after`; true when none was given. */
                        fresh: boolean;
                        /** @description Parts that could not be asked; what they would have added is missing. */
                        degraded?: string[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUserRecommendations: {
        parameters: {
            query?: {
                strategy?: "auto" | "baseline" | "cf";
                limit?: number;
                /** @description A `position` of an earlier reply: waits up to 1 s until the reply reflects it. */
                after?: string;
            };
            header?: never;
            path: {
                /** @description An opaque id. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            movie: {
                                /** @description An opaque id. */
                                id: string;
                                title?: string;
                                year?: number | null;
                                genres?: string[];
                                runtime?: number | null;
                                language?: string | null;
                                country?: string | null;
                                directors?: string[];
                                rating?: {
                                    average: number;
                                    count: number;
                                } | null;
                                posterUrl?: string | null;
                            };
                            score: number;
                            reasons: {
                                /** @enum {string} */
                                type: "becauseYouLiked" | "becauseYouRated" | "becauseYouWatched" | "becauseYouReviewed" | "becauseOfThisFilm" | "fitsMood" | "genreYouLike" | "trending" | "popular" | "new" | "hiddenGem";
                                /** @description One sentence for a reader. */
                                text: string;
                                movie: {
                                    /** @description An opaque id. */
                                    id: string;
                                    title: string;
                                } | null;
                                /** @description Its share of the score. */
                                contribution: number;
                            }[];
                        }[];
                        /** @description An opaque id. */
                        recommendationId: string;
                        /** @enum {string} */
                        strategy: "auto" | "baseline" | "cf";
                        model: string | null;
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        /** @description Whether the reply reflects `after`; true when none was given. */
                        fresh: boolean;
                        /** @description Parts that could not be asked; what they would have added is missing. */
                        degraded?: string[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSimilarMovies: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description An opaque id.
                 * @example alien-1979
                 */
                movieId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            movie: {
                                /** @description An opaque id. */
                                id: string;
                                title?: string;
                                year?: number | null;
                                genres?: string[];
                                runtime?: number | null;
                                language?: string | null;
                                country?: string | null;
                                directors?: string[];
                                rating?: {
                                    average: number;
                                    count: number;
                                } | null;
                                posterUrl?: string | null;
                            };
                            score: number;
                            reasons: {
                                /** @enum {string} */
                                type: "becauseYouLiked" | "becauseYouRated" | "becauseYouWatched" | "becauseYouReviewed" | "becauseOfThisFilm" | "fitsMood" | "genreYouLike" | "trending" | "popular" | "new" | "hiddenGem";
                                /** @description One sentence for a reader. */
                                text: string;
                                movie: {
                                    /** @description An opaque id. */
                                    id: string;
                                    title: string;
                                } | null;
                                /** @description Its share of the score. */
                                contribution: number;
                            }[];
                        }[];
                        /** @description An opaque id. */
                        recommendationId: string;
                        /** @enum {string} */
                        strategy: "auto" | "baseline" | "cf";
                        model: string | null;
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        /** @description Whether the reply reflects `after`; true when none was given. */
                        fresh: boolean;
                        /** @description Parts that could not be asked; what they would have added is missing. */
                        degraded?: string[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionRecommendations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "movieIds": [
                 *         "alien-1979",
                 *         "the-terminator-1984"
                 *       ]
                 *     }
                 */
                "application/json": {
                    movieIds: string[];
                    /** @default 20 */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            movie: {
                                /** @description An opaque id. */
                                id: string;
                                title?: string;
                                year?: number | null;
                                genres?: string[];
                                runtime?: number | null;
                                language?: string | null;
                                country?: string | null;
                                directors?: string[];
                                rating?: {
                                    average: number;
                                    count: number;
                                } | null;
                                posterUrl?: string | null;
                            };
                            score: number;
                            reasons: {
                                /** @enum {string} */
                                type: "becauseYouLiked" | "becauseYouRated" | "becauseYouWatched" | "becauseYouReviewed" | "becauseOfThisFilm" | "fitsMood" | "genreYouLike" | "trending" | "popular" | "new" | "hiddenGem";
                                /** @description One sentence for a reader. */
                                text: string;
                                movie: {
                                    /** @description An opaque id. */
                                    id: string;
                                    title: string;
                                } | null;
                                /** @description Its share of the score. */
                                contribution: number;
                            }[];
                        }[];
                        /** @description An opaque id. */
                        recommendationId: string;
                        /** @enum {string} */
                        strategy: "auto" | "baseline" | "cf";
                        model: string | null;
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        /** @description Whether the reply reflects `after`; true when none was given. */
                        fresh: boolean;
                        /** @description Parts that could not be asked; what they would have added is missing. */
                        degraded?: string[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTrending: {
        parameters: {
            query?: {
                window?: "1h" | "24h" | "7d";
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            movie: {
                                /** @description An opaque id. */
                                id: string;
                                title?: string;
                                year?: number | null;
                                genres?: string[];
                                runtime?: number | null;
                                language?: string | null;
                                country?: string | null;
                                directors?: string[];
                                rating?: {
                                    average: number;
                                    count: number;
                                } | null;
                                posterUrl?: string | null;
                            };
                            score: number;
                            reasons: {
                                /** @enum {string} */
                                type: "becauseYouLiked" | "becauseYouRated" | "becauseYouWatched" | "becauseYouReviewed" | "becauseOfThisFilm" | "fitsMood" | "genreYouLike" | "trending" | "popular" | "new" | "hiddenGem";
                                /** @description One sentence for a reader. */
                                text: string;
                                movie: {
                                    /** @description An opaque id. */
                                    id: string;
                                    title: string;
                                } | null;
                                /** @description Its share of the score. */
                                contribution: number;
                            }[];
                        }[];
                        /** @description An opaque id. */
                        recommendationId: string;
                        /** @enum {string} */
                        strategy: "auto" | "baseline" | "cf";
                        model: string | null;
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        /** @description Whether the reply reflects `after`; true when none was given. */
                        fresh: boolean;
                        /** @description Parts that could not be asked; what they would have added is missing. */
                        degraded?: string[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPopular: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            movie: {
                                /** @description An opaque id. */
                                id: string;
                                title?: string;
                                year?: number | null;
                                genres?: string[];
                                runtime?: number | null;
                                language?: string | null;
                                country?: string | null;
                                directors?: string[];
                                rating?: {
                                    average: number;
                                    count: number;
                                } | null;
                                posterUrl?: string | null;
                            };
                            score: number;
                            reasons: {
                                /** @enum {string} */
                                type: "becauseYouLiked" | "becauseYouRated" | "becauseYouWatched" | "becauseYouReviewed" | "becauseOfThisFilm" | "fitsMood" | "genreYouLike" | "trending" | "popular" | "new" | "hiddenGem";
                                /** @description One sentence for a reader. */
                                text: string;
                                movie: {
                                    /** @description An opaque id. */
                                    id: string;
                                    title: string;
                                } | null;
                                /** @description Its share of the score. */
                                contribution: number;
                            }[];
                        }[];
                        /** @description An opaque id. */
                        recommendationId: string;
                        /** @enum {string} */
                        strategy: "auto" | "baseline" | "cf";
                        model: string | null;
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        /** @description Whether the reply reflects `after`; true when none was given. */
                        fresh: boolean;
                        /** @description Parts that could not be asked; what they would have added is missing. */
                        degraded?: string[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNew: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            movie: {
                                /** @description An opaque id. */
                                id: string;
                                title?: string;
                                year?: number | null;
                                genres?: string[];
                                runtime?: number | null;
                                language?: string | null;
                                country?: string | null;
                                directors?: string[];
                                rating?: {
                                    average: number;
                                    count: number;
                                } | null;
                                posterUrl?: string | null;
                            };
                            score: number;
                            reasons: {
                                /** @enum {string} */
                                type: "becauseYouLiked" | "becauseYouRated" | "becauseYouWatched" | "becauseYouReviewed" | "becauseOfThisFilm" | "fitsMood" | "genreYouLike" | "trending" | "popular" | "new" | "hiddenGem";
                                /** @description One sentence for a reader. */
                                text: string;
                                movie: {
                                    /** @description An opaque id. */
                                    id: string;
                                    title: string;
                                } | null;
                                /** @description Its share of the score. */
                                contribution: number;
                            }[];
                        }[];
                        /** @description An opaque id. */
                        recommendationId: string;
                        /** @enum {string} */
                        strategy: "auto" | "baseline" | "cf";
                        model: string | null;
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        /** @description Whether the reply reflects `after`; true when none was given. */
                        fresh: boolean;
                        /** @description Parts that could not be asked; what they would have added is missing. */
                        degraded?: string[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWhy: {
        parameters: {
            query?: {
                /** @description A `position` of an earlier reply: waits up to 1 s until the reply reflects it. */
                after?: string;
            };
            header?: never;
            path: {
                /**
                 * @description An opaque id.
                 * @example alien-1979
                 */
                movieId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        movie: {
                            /** @description An opaque id. */
                            id: string;
                            title?: string;
                            year?: number | null;
                            genres?: string[];
                            runtime?: number | null;
                            language?: string | null;
                            country?: string | null;
                            directors?: string[];
                            rating?: {
                                average: number;
                                count: number;
                            } | null;
                            posterUrl?: string | null;
                        };
                        /** @description Whether the film would be recommended now. */
                        recommended: boolean;
                        score: number;
                        reasons: {
                            /** @enum {string} */
                            type: "becauseYouLiked" | "becauseYouRated" | "becauseYouWatched" | "becauseYouReviewed" | "becauseOfThisFilm" | "fitsMood" | "genreYouLike" | "trending" | "popular" | "new" | "hiddenGem";
                            /** @description One sentence for a reader. */
                            text: string;
                            movie: {
                                /** @description An opaque id. */
                                id: string;
                                title: string;
                            } | null;
                            /** @description Its share of the score. */
                            contribution: number;
                        }[];
                        /** @description All that adds up to the score, the greatest first, each with the film that it comes from. */
                        evidence: {
                            /**
                             * @description trained: the trained model; cooccurrence: the live counts of what viewers went on to.
                             * @enum {string}
                             */
                            source: "trained" | "cooccurrence" | "content" | "series" | "unfinished" | "genre" | "popular" | "trending" | "new" | "hiddenGem";
                            movieId: string | null;
                            amount: number;
                        }[];
                        /** @description What keeps it from being recommended. */
                        notBecause?: string;
                        /** @description An opaque position in the log, URL-safe. */
                        position: string;
                        /** @description Whether the reply reflects `after`; true when none was given. */
                        fresh: boolean;
                        /** @description Parts that could not be asked; what they would have added is missing. */
                        degraded?: string[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMoodRecommendations: {
        parameters: {
            query: {
                /**
                 * @description What you feel like, in your own words, or one of the moods that /v1/search/suggest names.
                 * @example something cozy, not too long
                 */
                mood: string;
                /** @description Genres that a film must all have, separated by commas. */
                genre?: string;
                minRating?: number;
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description A `position` of an earlier reply: waits up to 1 s until the reply reflects it. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            movie: {
                                /** @description An opaque id. */
                                id: string;
                                title?: string;
                                year?: number | null;
                                genres?: string[];
                                runtime?: number | null;
                                language?: string | null;
                                country?: string | null;
                                directors?: string[];
                                rating?: {
                                    average: number;
                                    count: number;
                                } | null;
                                posterUrl?: string | null;
                            };
                            score: number;
                            reasons: {
                                /** @enum {string} */
                                type: "becauseYouLiked" | "becauseYouRated" | "becauseYouWatched" | "becauseYouReviewed" | "becauseOfThisFilm" | "fitsMood" | "genreYouLike" | "trending" | "popular" | "new" | "hiddenGem";
                                /** @description One sentence for a reader. */
                                text: string;
                                movie: {
                                    /** @description An opaque id. */
                                    id: string;
                                    title: string;
                                } | null;
                                /** @description Its share of the score. */
                                contribution: number;
                            }[];
                        }[];
                        nextCursor?: string;
                        /** @description What was understood of the query, in its order. */
                        chips: ({
                            /** @enum {string} */
                            kind: "title";
                            value: string;
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "like";
                            /** @description A film's id: films like it. */
                            value: string;
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "genre";
                            value: string;
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "keyword";
                            value: string;
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "mood";
                            /** @description One of the moods that suggestions name. */
                            value: string;
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "quality";
                            /** @enum {string} */
                            value: "underrated" | "classic" | "acclaimed";
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "person";
                            value: string;
                            /** @enum {string} */
                            role?: "director" | "cast";
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "language";
                            /** @description ISO 639-1, such as en. */
                            value: string;
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "country";
                            /** @description Any of these. */
                            value: string[];
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "year";
                            value: {
                                from?: number;
                                to?: number;
                            };
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        } | {
                            /** @enum {string} */
                            kind: "runtime";
                            value: {
                                from?: number;
                                to?: number;
                            };
                            /** @description What was read as the chip. */
                            text?: string;
                            /** @description Where `text` stands in `q`, or in `corrected`. */
                            span?: number[];
                            /** @description Films of which it is not so. */
                            negated?: boolean;
                            /** @description Read from within a story: it raises films and decides of none. Leave it out to decide. */
                            soft?: boolean;
                        })[];
                        /** @description The words of the query that the films' texts were asked for. */
                        rest: string;
                        /** @description The query as it was read, where words that no film's text has were taken for mistyped: chips stand in it. */
                        corrected?: string;
                        /** @description No film met all chips: those that meet most of them are answered. */
                        relaxed: boolean;
                        /** @description An opaque id. */
                        recommendationId: string;
                        /** @enum {string} */
                        strategy: "auto" | "baseline" | "cf";
                        model: string | null;
                        /** @description Whether your taste is in the order; false while nothing is known of it, or the recommender cannot be asked. */
                        personal: boolean;
                        position: string | null;
                        /** @description Whether the deck reflects `after`; true when none was given. */
                        fresh: boolean;
                        /** @description Parts that could not be asked; what they would have added is missing. */
                        degraded?: string[];
                    };
                };
            };
            /** @description What is wrong and what to do about it; `code` is one of those under /errors. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
