/**
 * Word pieces that names are spelled with: the words that services, stores, queues and operations are built from,
 * then endings and syllables for the words that are not here. Order is part of the codec: append only.
 */
export const PIECES: readonly string[] = `
service services server api gateway frontend backend web mobile edge proxy router bff portal admin app client core
auth authn authz login logout session sessions token tokens oauth identity user users account accounts profile
profiles customer customers member members tenant tenants org organization team role roles permission permissions
policy policies access credential credentials password mfa otp verify verification validate validation check
order orders cart carts basket checkout payment payments pay charge refund invoice invoices billing bill ledger
wallet transaction transactions transfer transfers settlement payout fee fees tax taxes price prices pricing quote
quotes rate rates discount coupon promo promotion promotions loyalty reward rewards points gift card cards bank
fraud risk score scoring scorer limit limits credit debit currency exchange fx
product products catalog catalogue item items inventory stock warehouse store stores shop supplier vendor sku
category categories brand review reviews rating ratings recommend recommendation recommendations search index
indexer query suggest ranking ranker rank feed feeds timeline filter facets
shipping shipment shipments delivery deliveries dispatch courier driver drivers route routes routing track tracking
parcel package packages label labels address addresses geo location locations map maps eta distance zone
notification notifications notify notifier email mail mailer sms push message messages messaging chat channel
template templates alert alerts webhook webhooks subscription subscriptions subscribe topic event events stream
streams queue kafka rabbitmq sqs sns pubsub nats mq broker consumer producer worker workers job jobs task tasks
scheduler schedule batch cron pipeline process processor processing ingest ingestion publish publisher publishing
redis memcached cache caches db database sql postgres postgresql mysql mongo mongodb dynamodb cassandra scylla
elasticsearch elastic opensearch solr clickhouse influx timescale neo s3 blob storage bucket object objects file
files document documents media image images photo photos video videos audio thumbnail transcode transcoder upload
uploads download cdn content asset assets render renderer pdf
config configuration settings setting feature features flag flags experiment experiments toggle registry discovery
log logs logging audit metric metrics monitor monitoring report reports reporting analytics stats statistics
telemetry trace data warehouse lake etl export import sync replica archive backup history
get list find fetch read load lookup describe select put set create add insert new save write update patch modify
upsert delete remove del clear cancel close open start stop begin end complete finish finalize commit rollback
confirm approve reject accept decline assign release reserve reservation reservations hold book booking bookings
place submit apply request response reply send receive recv handle execute run invoke trigger generate build make
compute calculate estimate compare match matching merge split resolve enrich transform convert encode decode parse
count sum total top latest recent all by id ids key keys value values name names status state health ping info
detail details summary page home index main default public private internal external local global remote primary
secondary v1 v2 v3 rest grpc http rpc graphql graph node nodes shard
flight flights seat seats hotel hotels room rooms trip trips travel ticket tickets passenger airline airport
fare fares itinerary check vehicle vehicles car cars ride rides bike bikes fleet station stations charger parking
restaurant restaurants menu menus food kitchen meal meals table grocery
patient patients doctor doctors appointment appointments clinic medical health record records lab labs pharmacy
prescription prescriptions insurance claim claims policyholder premium coverage underwriting
game games player players match lobby leaderboard guild character world quest score party inventory
movie movies show shows episode episodes playlist playlists song songs track tracks artist album podcast podcasts
license licensing rights drm manifest playback player subscription
article articles news post posts comment comments like likes follow follower followers friend friends story stories
author authors editor editorial page pages tag tags topic topics section
course courses lesson lessons student students teacher quiz enroll enrollment grade grades exam certificate
device devices sensor sensors meter meters reading readings firmware command commands shadow twin gateway iot
network sim subscriber subscribers provision provisioning activation activate number numbers port portability usage
cdr call calls plan plans tariff balance recharge roaming
campaign campaigns ad ads bid bids bidder bidding auction impression impressions click clicks audience segment
segments creative creatives budget targeting pixel
lead leads contact contacts deal deals opportunity opportunities activity activities company companies crm
employee employees payroll salary leave time attendance hr benefit benefits
repo repository repositories commit build builds artifact artifacts runner runners pipeline test tests deploy
deployment secret secrets vault container image scan
trade trades trading position positions portfolio market markets quote instrument broker clearing margin settlement
price ticker candles exchange crypto chain block wallet withdrawal deposit kyc aml sanctions screening
permit permits application applications case cases citizen inspection inspections form forms
loan loans mortgage offer offers contract contracts sign signature agreement property properties listing listings
agent agents asset energy tariff consumption grid outage weather forecast
geocode autocomplete spell synonyms embedding embeddings vector model models inference predict prediction predictions
train ml ai rule rules engine workflow workflows saga orchestrator coordinator step steps outbox relay dead letter
retry timeout lock locks lease mutex idempotency dedup throttle quota quotas ratelimit limiter circuit
stripe paypal adyen twilio sendgrid maps provider providers partner partners third gateway legacy mainframe erp sap
crm salesforce ledger journal entry entries posting postings statement statements balance balances
merchant merchants buyer buyers seller sellers marketplace pos terminal receipt receipts basket
survey poll vote votes form calendar meeting meetings reminder reminders note notes attachment attachments
translation translate language locale i18n currency country region city town street
fraud device fingerprint captcha challenge consent privacy gdpr erase anonymize
th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne
ea ra ce li ch ll be ma si om ur ing ion tion ment ness able ent ate ity ous ive ers ist ter per pro con com pre
sub sup un dis over out up down ex inter trans multi auto self pre post anti semi micro mini meta
prod svc aero tix wms rental bus srv bss availability progress supply oss crawl created pnr requests slot optimizer
management cloud channels riders slots manager marketing clinical screen hgetall couriers code authorize evaluate
sales surge scheduling revenue postgis central payslips incr setex holds append hub hset people verifier withholding
gross hours acquirer released tier point workspace leg cabin received imports updated submitted staff changed shards
allergy medication confirmed capture matrix solve levels day identities console agency digital deployments cluster
apps learn seating promos title reference desk runs host print scanner allocate royalties published proof storefront
userinfo register sell zones picks timesheet instant adapter demand checks counter pack pipelined guard discussion
submissions submission next links validator raw bridge correspondence desktop grant connector authorizer security
enriched finished hot xml shifts uploaded reader share crawler workspaces trouble observation connections ops results
counts fix assignment face spend view standing nearby await closed tours branch smtp licence broadcast blocks urls
enrollments link csv waiting totals accepted mailbox directory picking approved journals group progression matchmaker
invite started playlog moderation scanned controller resize hits till rider mset sso execution resource charging badge
rebook offered charges assortment baskets single rows tour depot road allocation smembers daily change advance
entitlement initiate payee inbound mqtt yield authorizations class return assess planner approvals settle freeze take
compliance chart snapshot answer spam preview suppression head issued feeder gate scans recorded estimates available
ms normal blackhole func hincrby zrange setnx system library circulation huddle envelope introspect odds betting
bag authenticate presence conversation envelopes spanner forge swipe chunks dynamo safety voucher pods bets domain
inspect conversations volume sidekiq authenticator encrypted recipients querier nightly classify issue dashboards
escrow vitess qualification projects pledges acknowledgement customs rsvp environments chunk earned vouchers
bedbank result feedback gitd plate pledge project capacity pick adjuster purchase require eligibility patrons
compiler leaf machine candidates volumes hypervisor samples celery exposure decision current columnar redeem sort
plagiarism work destination embed extract failed mutation rsvps intents btc usd deck heartbeat workorders quality
exposures versions sockets favourites acquiring borrower distributor lines fulfilment allocator related
replenishment speech notices recordings bigtable aerospike dcs departure telematics paid zrangebyscore taste
milestone redemptions embedder memcache transcripts collected regulator fill practitioner intolerance pacs schedd
attach destroy similar candle lrange automations shift approval delivered type bureau decide ingress active sftp
funds parties slug pickup interaction choose slips cashier authorisations boarding reaccommodation handheld
messenger sandbox text initiation immobilizer tolls enforcement iam spawn flows sample enveloper virus bounces
switches locator operators recipes historian genealogy sequence hooks treasury clerks arrivals estimator applicant
mark goods attempt medicines valuation facts clip join formulary signaling continue bookmarks artwork putaway
robots frontier investigations fieldforce fulfilments discrepancies snippets locate context markup pacing
aggregator frequency bump secure psp bags conveyor plc telegram divert operator worklist reconciliation trail
prompt keyword categorisation due diff compile boot recognize occupancy fine fines entities fanout hsm watcher hash
instructor bounce period ocpi ocpp bitfield issuer alarm sdk summaries rabbit void instance enterprise land clerk
`
  .trim()
  .split(/\s+/)
  .filter((piece, position, all) => all.indexOf(piece) === position);
