/** Words by which systems name what does the same for them; a word may stand for several things. */
export const SYNONYM_GROUPS: readonly string[] = `
  cart basket bag trolley
  inventory stock warehouse
  order purchase
  payment pay charge
  billing bill invoice
  ledger accounting journal posting
  shipping shipment delivery fulfilment fulfillment parcel
  email mail mailer notification notifier notify
  auth authn authentication authenticator authorizer identity login signin sso iam token
  authz authorization permission policy entitlement
  mfa otp challenge verification
  session token
  user account member customer profile
  catalog catalogue product item listing
  price pricing quote fare tariff fee
  search finder discovery
  recommendation recommender suggestion similar
  coupon promo promotion voucher discount campaign offer
  loyalty point reward
  driver courier
  trip ride
  match matcher dispatch
  geo location map
  review rating comment
  fraud risk
  tax vat
  payroll payslip salary wage
  audit trail
  image photo picture
  media asset
  file document attachment
  video clip film
  feed timeline
  message chat conversation
  booking reservation
  schedule calendar
  limit limiter quota
  analytics metric usage report reporting
  currency fx
  ad advert
  wallet balance
enrollment enrolment registration
play playback stream
  webhook callback
`
  .trim()
  .split('\n')
  .map((line) => line.trim());
