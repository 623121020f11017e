/** Whoever has not finished after so many milliseconds is stopped, and not tried with more users. */
export const BOUND = 25_000;
