/**
 * Systems of `training/systems` that the shipped model was not trained on: the tenth that `tracewright training-data` keeps
 * out, by name. Replace the list with each new model.
 */
export const UNSEEN_SYSTEMS: ReadonlySet<string> = new Set([
  'event-ticketing',
  'log-analytics',
  'parcel-logistics',
  'pharmacy-chain',
  'photo-sharing',
  'podcasts',
  'price-comparison',
  'property-listings',
  'ride-hailing',
  'web-search',
]);
