/**
 * Systems of `training/systems` that the shipped model was not trained on: three were held out, the others were written
 * after its training data. Replace the list with each new model.
 */
export const UNSEEN_SYSTEMS: ReadonlySet<string> = new Set([
  'ci-platform',
  'insurance-claims',
  'stock-trading',
  'airport-baggage',
  'assistant-platform',
  'city-parking',
  'cloud-control-plane',
  'community-events',
  'crowdfunding',
  'dating-app',
  'document-signing',
  'ev-charging',
  'factory-mes',
  'feature-flags',
  'loan-origination',
  'log-analytics',
  'loyalty-program',
  'marketplace',
  'pharmacy-chain',
  'property-listings',
  'public-library',
  'smart-home',
  'sports-betting',
  'subscription-billing',
  'travel-packages',
  'video-conferencing',
  'wholesale-ordering',
]);
