/** Who rated which film how and when; users and films are numbers from 0. */
export type Rating = Readonly<{ user: number; item: number; value: number; time: number }>;

/**
 * Ratings as columns, user by user: those of user `u` are the rows from `starts[u]` to before `starts[u + 1]`, in the order
 * in which they were given. A user rates a film at most once.
 */
export type Ratings = Readonly<{
  userCount: number;
  itemCount: number;
  /** `userCount + 1` long. */
  starts: Int32Array;
  users: Int32Array;
  items: Int32Array;
  values: Float32Array;
  /** In seconds since 1970. */
  times: Float64Array;
}>;

/** Puts ratings together, in any order of users. */
export function ratingsOf(ratings: readonly Rating[], userCount: number, itemCount: number): Ratings {
  const starts = new Int32Array(userCount + 1);
  for (const { user } of ratings) starts[user + 1]!++;
  for (let user = 0; user < userCount; user++) starts[user + 1]! += starts[user]!;
  const next = starts.slice();
  const columns = emptyColumns(ratings.length);
  for (const { user, item, value, time } of ratings) {
    const row = next[user]!++;
    columns.users[row] = user;
    columns.items[row] = item;
    columns.values[row] = value;
    columns.times[row] = time;
  }
  return { userCount, itemCount, starts, ...columns };
}

/** The ratings whose row `keeps` says true for; users and films keep their numbers. */
export function ratingsWhere(ratings: Ratings, keeps: (row: number) => boolean): Ratings {
  const rows = Int32Array.from({ length: ratings.values.length }, (_, row) => row).filter(keeps);
  const starts = new Int32Array(ratings.userCount + 1);
  const columns = emptyColumns(rows.length);
  for (const [place, row] of rows.entries()) {
    starts[ratings.users[row]! + 1]!++;
    columns.users[place] = ratings.users[row]!;
    columns.items[place] = ratings.items[row]!;
    columns.values[place] = ratings.values[row]!;
    columns.times[place] = ratings.times[row]!;
  }
  for (let user = 0; user < ratings.userCount; user++) starts[user + 1]! += starts[user]!;
  return { userCount: ratings.userCount, itemCount: ratings.itemCount, starts, ...columns };
}

const emptyColumns = (count: number) => ({
  users: new Int32Array(count),
  items: new Int32Array(count),
  values: new Float32Array(count),
  times: new Float64Array(count),
});
