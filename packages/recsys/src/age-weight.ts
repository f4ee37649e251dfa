/** The decay per step back in a history that served best in measurements of next-film quality. */
export const AGE_DECAY = 0.8;

/** The weight of a film that is `age` places behind the latest (age 0): `decay^age`, in (0, 1]. */
export function ageWeight(age: number, decay = AGE_DECAY): number {
  return decay ** age;
}
