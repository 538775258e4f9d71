/** A feed's time for tests that are not about the feed: everything is issued at once. */
export const noHoldBack = { holdBack: 0, now: Date.now, pause: async () => {} };

/** What fan-out watches arrivals by, for tests that are not about the feed: nothing is ever late. */
export const unwatched = {
  ...noHoldBack,
  holdBack: Number.POSITIVE_INFINITY,
  index: { hidden: async () => [], restamp: async () => false },
};
