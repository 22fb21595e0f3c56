/** The member of a list that equals a stored text: types from outside without a cast. */
export const oneOf = <T extends string>(list: readonly T[], text: string | null): T | undefined =>
  list.find((item) => item === text);
