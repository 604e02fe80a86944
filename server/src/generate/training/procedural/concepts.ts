/** What services are about: the words of a name, what they are asked to do, and whom they ask in turn. */
export interface Concept {
  readonly words: readonly string[];
  readonly verbs: readonly string[];
  /** Names of the concepts that it calls. */
  readonly calls: readonly string[];
}

/** Concepts that belong together. */
export interface Domain {
  /** By name, those of other domains included. */
  readonly concepts: ReadonlyMap<string, Concept>;
  /** Names of those that make it this domain. */
  readonly own: readonly string[];
}

/** What concepts without verbs of their own are asked to do. */
const RECORD_VERBS = ['get', 'list', 'create', 'update'];

/**
 * `name / verbs > concepts that it calls`, by domain, from general knowledge of such systems; no published benchmark system is
 * written down here, for these are what the model is judged on.
 */
const KNOWLEDGE = `## platform
user / get create update verify list > profile photo, email, audit, session
account / get open close update > user, balance, audit
session / create get validate refresh revoke > token, user
auth / login logout verify authenticate authorize > user, session, token, permission, audit
token / issue verify refresh revoke introspect > key
permission / check grant revoke list > role, policy
role / get assign list > group
group / get add remove list > user
policy / evaluate get list >
key / get rotate sign > secret
secret / read write rotate > audit
profile / get update > user, profile photo, preference
profile photo / upload get > media, file
preference / get set >
notification / send schedule list mark > email, sms, push, template, preference, user
email / send queue render > template, attachment
sms / send > template, phone number
push / send broadcast > device token, template
device token / register get >
phone number / verify lookup > sms
template / render get list > translation
translation / translate get >
attachment / upload get > file, virus scan
file / upload download delete list > storage, virus scan, quota
storage / put get delete >
virus scan / scan >
media / upload get resize transcode > storage, thumbnail, metadata
thumbnail / create get > storage
metadata / get set extract >
search / query index suggest > index, ranking, spelling
index / query update rebuild >
ranking / rank score > feature
spelling / correct >
audit / record list > event
event / publish list > schema
schema / get register >
config / get set >
feature flag / evaluate get > segment, config
segment / evaluate match list > user
experiment / assign get > segment, feature flag
recommendation / get list recommend > ranking, feature, history
feature / get compute >
history / record list >
rate limit / check consume >
quota / check consume reserve >
unique id / generate >
url shortener / shorten resolve > unique id
text / process filter > profanity filter, translation
mention / extract list > user, notification
profanity filter / check >
moderation / review flag > image, profanity filter, language model
image / upload get resize process > storage, thumbnail, face detection
face detection / detect >
captcha / verify create >
fraud / check score screen > risk, device, velocity, blocklist
risk / score assess > feature, history
velocity / check count >
blocklist / check add >
device / get register identify > device token
address / get validate add list > geo, postal code
postal code / lookup >
geo / locate nearby geocode > map
map / tile get route >
weather / get forecast > geo
calendar / get book list > event
time zone / get >
currency / convert get list > exchange rate
exchange rate / get quote >
document / create get sign render > template, storage
pdf / render > template, storage
report / generate get schedule > warehouse query, document
warehouse query / run >
export / start get > report, storage
webhook / deliver register > signature
signature / sign verify > key
workflow / start advance get > task, event
task / create assign complete list > user
job / schedule run list > queue
queue / enqueue dequeue >
comment / add list delete > user, moderation, mention
review / add get list > rating, user, moderation, translation
rating / get rate add >
like / add count remove >
tag / list add suggest >
category / get list >
banner / get list > segment
ad / get serve > segment, banner
content / get publish list > media, author, category

## shop
cart / get add update remove empty merge > product, price, stock, coupon
checkout / place start confirm > cart, order, payment, shipping, tax, price, stock, coupon, currency, email, address
order / create place get list cancel track > order item, cart, stock, payment, customer, shipping, price, email, invoice
order item / add get > product
order status / get update > order
product / get list search create update > category, price, stock, image, review, product detail
product catalog / get list search > category, search, price
product detail / get > image, specification
specification / get >
customer / get create register update > address, loyalty, user, account
price / get quote calculate > promotion, currency, tax, discount
promotion / apply list validate > coupon, segment
discount / calculate get >
coupon / validate redeem list >
stock / check reserve release get > warehouse, supplier
inventory / check reserve release get update > warehouse, stock
warehouse / get allocate list > stock, bin
bin / get assign >
supplier / get order list > purchase order
purchase order / create approve get > supplier, budget
shipping / quote ship get estimate > address, carrier, parcel, rate
carrier / book get list > label, tracking
label / print create >
tracking / get update > parcel
parcel / create get track >
rate / get quote list >
delivery / schedule get assign > slot, route, driver, address
slot / list reserve release > calendar
payment / charge authorize capture refund get pay > card, wallet, fraud, payment method, ledger, gateway
payment method / get list add > card vault
card / get verify tokenize > card vault
card vault / get store > key
gateway / charge refund >
wallet / get debit credit top > balance, ledger, transaction
tax / calculate get > address
invoice / create get send list > pdf, tax, customer, email
refund / create approve get > payment, order, ledger
return / create approve receive > order, refund, label, inventory
gift card / redeem issue balance > wallet
loyalty / earn redeem get > points, tier
points / add burn get >
tier / get evaluate > points
wishlist / get add remove > product
store / get list nearby > geo, opening hours
opening hours / get >
basket / get add clear > product, price
recently viewed / get add > product
shop / get list > product, category

## travel
trip / create get plan list > route, booking, itinerary
itinerary / get build > flight, hotel, booking
flight / search get list > airport, seat, fare, airline
airport / get list >
airline / get >
fare / get calculate quote > fare rule, tax, currency
fare rule / get >
seat / get assign hold release list > seat map
seat map / get >
booking / create get cancel confirm hold > passenger, payment, seat, ticket, fare, notification
passenger / get add verify > passport
passport / verify >
ticket / issue get cancel refund print > booking, barcode, payment
barcode / render >
hotel / search get list > room, rate, geo, review, hotel profile
hotel profile / get list > image, review
room / get assign list > room type
room type / get list >
reservation / make check get cancel > room, rate, customer, payment, user
rate plan / get list > rate
availability / check get > inventory, room
route / get plan list > stop, map, traffic, distance
distance / compute > map
traffic / get > map
stop / get list nearby > geo, timetable
timetable / get > calendar
connection / search get > route, stop, fare
film / get list search > genre, credits, review, image
genre / list >
credits / get list > person
person / get search > image
luggage / check add tag > booking, weight
weight / get >
boarding / check scan board > passenger, seat, gate
gate / assign get >
insurance / quote buy get > policy, premium
meal / order get list > menu
contact / get add list >
car / search get rent > car class, location
car class / get > rate
location / get list nearby > geo
driver / get assign locate list > vehicle, location, rating
vehicle / get list >
ride / request start end get > driver, pricing, dispatch, payment, map
dispatch / assign find > driver, location, eta
eta / compute get > route, traffic
pricing / quote surge get > distance, demand
demand / forecast get > weather

## social
post / create get publish delete list > author, media, moderation, hashtag, timeline, notification
timeline / get fan > follower, feed
follower / get list follow > user
feed / get refresh rank > timeline, post, ranking, ad
story / get add > media, user
message / send get list > conversation, user, push, attachment
conversation / get create list > participant
participant / list add > user
friend / list add suggest > user, recommendation
presence / get set > session
hashtag / get trend extract >
trend / list compute > hashtag
share / create count > post
reaction / add list > user
block / add check >
report abuse / create > moderation
group page / get join > group, post
video / upload get play transcode > media, thumbnail, encoder, caption, drm
encoder / encode > storage
caption / get generate > translation
drm / license issue > key, device
manifest / get build > storage, drm
playback / start get stop > manifest, entitlement, bookmark, drm
entitlement / check grant > subscription, account
bookmark / get save > history
channel / get list subscribe > user, video
live stream / start stop get > channel, encoder, chat
chat / send join list > message, moderation
playlist / get add create > track
track / get play > artist, album, audio
artist / get follow > album
album / get list > track, image
audio / stream transcode > storage, drm
lyrics / get >
podcast / get list subscribe > audio, feed
article / get publish list > author, paywall, media, comment
author / get list >
paywall / check meter > subscription
newsletter / send subscribe > email, segment
book / get list search > book detail, author, review, rating
book detail / get > author, publisher
publisher / get >

## bank
transfer / create execute get > account, balance, limit, fraud, ledger, beneficiary, notification
beneficiary / get add verify > account
balance / get reserve update > ledger
ledger / post get record > entry, account
entry / add list >
transaction / get list record create > account, ledger, category, fraud
transaction history / list get > transaction
limit / check get >
statement / get generate > transaction, pdf, storage
deposit / create get > account, ledger
withdrawal / create approve > account, balance, limit, ledger
loan / apply get approve repay > credit score, customer, document, offer, account
credit score / get compute > bureau
bureau / query >
offer / get create accept > pricing engine
pricing engine / price > rate
mortgage / apply get > loan, property, valuation
valuation / get > property
property / get list search > location, image
customer identity / verify check > document, sanction, face detection
sanction / screen > watchlist
watchlist / match >
clearing / submit settle > ledger, bank
settlement / run settle get > ledger, clearing, merchant
merchant / get onboard > account, fee
fee / calculate get >
bank / get route >
standing order / create run list > transfer
direct debit / collect create > mandate, transfer
mandate / get verify >
card issuing / issue activate block > card, customer identity
card authorization / authorize reverse > card, balance, limit, fraud, merchant
dispute / open get resolve > transaction, document
portfolio / get rebalance value > position, market data, holding
position / get update > instrument
holding / list get > instrument
instrument / get list > market data
market data / get subscribe quote >
quote / get request > market data, rate
trade / place execute get book > quote, position, risk, limit, settlement, order book
order book / add match get >
margin / check compute > position, risk
exchange / submit route > order book
dividend / get pay > holding, account
savings goal / get create > account
budget / get check > transaction
claim / open get approve assess > claim document, policy, adjuster, payout, fraud
claim document / upload get > storage
adjuster / assign get >
payout / pay schedule > payment, ledger
premium / calculate collect > risk, payment
underwriting / assess approve > risk, customer, medical record

## health
patient / get register update list > medical record, insurance card, contact
medical record / get append > encounter, document
encounter / open close get > clinician, diagnosis
clinician / get list schedule > calendar
doctor / get list > clinician, department
department / get list >
appointment / book cancel get list > clinician, calendar, patient, notification, slot
prescription / create get refill renew > patient, drug, interaction, pharmacy
drug / get search > drug price
drug price / get >
interaction / check > drug
pharmacy / get nearby fill > stock, geo
lab order / create get > patient, sample, lab result
lab result / get publish > notification
sample / track register > barcode
diagnosis / add list > code system
code system / lookup >
insurance card / verify get > eligibility
eligibility / check > payer
payer / query >
billing / create run get > invoice, claim, payment, tariff
vital / record list > device reading
device reading / ingest list > device
bed / assign list release > ward
ward / get list >
triage / assess > patient, vital
referral / create get > clinician, document
immunization / record list > patient
donor / register get > blood bank
blood bank / get reserve > stock
workout / record list get > vital, goal
goal / get set >
meal plan / get create > recipe
recipe / get search list > ingredient, image
ingredient / get list > price

## logistics
shipment / create get track update > parcel, route, carrier, customs, address
consignment / create get > shipment, label
customs / declare clear get > document, tariff
tariff / get calculate >
container / track get load > vessel
vessel / get locate > port
port / get list > berth
berth / assign get >
truck / locate get assign > driver, telemetry
telemetry / ingest query > device
fleet / list get > vehicle, telemetry
depot / get assign > route
sorting / sort scan > parcel, chute
chute / assign >
locker / open assign reserve > parcel, code
code / generate verify >
proof of delivery / record get > signature, image
courier / assign locate get > location, rating
restaurant / get list open > menu, opening hours, rating
menu / get list > menu item, price
menu item / get > allergen
allergen / get >
kitchen / accept prepare ready > order, printer
printer / print >
table / reserve assign get > restaurant
pickup / schedule get > slot, store
pallet / build move > bin
picking / start confirm > order, bin, picker
picker / assign >
packing / pack confirm > label, carton
carton / select >
replenishment / plan run > forecast, purchase order
forecast / get run > history, demand
cold chain / monitor alert > sensor, notification
sensor / read list > device reading
yard / check assign > truck, dock
dock / book release > slot

## saas
workspace / get create list > member, plan, project
member / invite list remove > user, role, email
project / create get list > workspace, task, file
board / get update > card list, task
card list / get > task
issue / create get assign list > project, user, label tag, comment
label tag / list >
sprint / get start > issue
repository / get create list clone > branch, permission, commit
branch / get create protect > commit
commit / get list push > diff
diff / compute >
pull request / open merge review get > diff, build, review, repository
build / start get cancel > runner, artifact, log
runner / register assign > machine
artifact / upload download > storage
deployment / create get roll > artifact, cluster, approval
approval / request grant > user, notification
cluster / get scale > node
node / drain list >
machine / create delete get > image, network, volume
network / create attach > address pool
address pool / allocate >
volume / create attach snapshot > storage
dns / resolve update >
certificate / issue renew > key
log / append query > index
metric / write query > series
series / get >
alert / fire acknowledge list > metric, on call, notification
on call / get page > calendar
incident / open close get > alert, on call, status page
status page / publish >
dashboard / get render > metric, query
query / run parse plan > index, cache entry
cache entry / get put >
subscription / create get cancel renew change > plan, payment method, invoice, entitlement
plan / get list > feature, price
usage / record get aggregate > meter
meter / read get increment >
lead / create score get > contact, campaign
contact / get merge create > company
company / get enrich >
deal / create advance get > contact, quote, product
campaign / launch get list schedule > audience, email, template
audience / build get > segment
support ticket / open get close assign > customer, agent, knowledge base, sla
agent / get assign > presence, skill
skill / match >
knowledge base / search get > index
sla / get check > calendar
call / start route end > agent, recording
recording / start get > storage
transcript / get create > recording, language model
language model / generate complete > prompt, quota
prompt / build get > template
embedding / embed >
vector / search upsert > embedding
conversation bot / reply > language model, vector, history
form / get submit > field, webhook
field / validate >
survey / get submit > question, answer
question / list get >
answer / save list >
meeting / create join get > participant, room, recording
crawler / crawl fetch > robots, page content
robots / get >
page content / store get > index
license / activate check > entitlement
tenant / get create > plan, config

## things
thing / get register list > thing shadow, model
thing shadow / get update >
model / get list >
firmware / get rollout > artifact, thing
command / send get > thing, gateway link
gateway link / connect send >
reading / ingest list aggregate > meter, validation
validation / check >
consumption / get compute > reading, tariff plan
tariff plan / get list >
outage / report get > grid, crew
grid / get topology >
crew / dispatch get > location
charger / start stop get > connector, session
connector / lock get >
charging session / start stop get > charger, tariff plan, payment
scene / activate get > thing, rule
rule / evaluate list >
thermostat / set get > sensor, schedule
schedule / get create > calendar
camera / snapshot stream > recording, motion
motion / detect >
work order / create release close get > machine, material, operator
material / reserve get > stock
operator / login get > shift
shift / get plan > calendar
quality check / record get > measurement
measurement / record > sensor
recipe step / start > machine
maintenance / plan get > machine, spare part
spare part / order get > stock
bike / unlock lock get > dock, ride
parking / start stop get > zone, permit, payment
zone / get list > tariff
permit / get apply check > document, fee, applicant
applicant / get verify > user
plate / recognize lookup > camera

## learning
course / get list enrol publish > lesson, instructor, enrolment, price
lesson / get complete > video, quiz
quiz / get submit grade > question, grade
grade / record get list > gradebook
gradebook / get >
enrolment / create get cancel > course, student, payment, seat
student / get register list > transcript record, user
transcript record / get > grade
instructor / get list > user
assignment / submit get > file, plagiarism, grade
plagiarism / check > index
exam / schedule start submit > proctor, question, seat
proctor / verify monitor > face detection, recording
diploma / issue verify > document, signature
timetable / get plan > room, calendar
library loan / borrow return renew > item, patron, fine
item / get list search > availability
patron / get > account
fine / calculate pay > payment
catalog record / search get > index
vacancy / post get search > company, category
application / submit get review > resume, vacancy, screening
resume / upload parse > storage
screening / run > applicant
interview / schedule get > calendar, meeting
employee / get hire list > department, contract
contract / create get sign > document, signature
payroll / run get > employee, salary, tax, bank
salary / get compute > contract
leave / request approve balance > employee, calendar, approval
expense / submit approve > receipt, approval, payment
receipt / upload scan > storage, currency
benefit / enrol list > employee
voter / verify register > identity
identity / verify get > document
case / open assign close get > applicant, document, task
tax return / file get assess > income, payment
income / get > employer
employer / get >

## games
player / get login update > profile, inventory slot, rank, presence
match / create join end get > lobby, player, game server, result
matchmaking / enqueue find cancel > rank, party, region
party / create join leave > player, presence
lobby / create get > game server
game server / allocate release > region, fleet
region / list ping >
result / record get > leaderboard, rank, reward
leaderboard / get update > player
rank / get update >
reward / grant get > inventory slot, currency balance
inventory slot / get add > item definition
item definition / get >
currency balance / get spend grant > ledger
store front / list buy > item definition, price, currency balance
quest / get complete > reward
achievement / unlock list > player
guild / get join > player, chat
anti cheat / check report > session, blocklist
replay / upload get > storage
bet / place settle get > odds, wallet, limit, market
odds / get update > market, feed
market / open suspend get > event
bonus / grant get > wallet
seat hold / hold release > seat, venue
venue / get list > seat map
show / get list > venue, price
performer / get list > image
## cinema
screening / list get create > film title, auditorium, seat plan, price category
film title / get list search > age rating, poster, trailer, genre list
auditorium / get list > seat plan
seat plan / get > auditorium
seat lock / lock release extend > seat plan, screening
box office / sell refund > seat lock, payment, voucher, ticket print, printer
ticket print / print reprint > barcode image, printer
barcode image / render >
voucher / redeem issue validate > loyalty, fraud
concession / list order > stock, price, kitchen display
kitchen display / show done >
price category / list quote > voucher, tax
trailer / get play > media, storage
poster / get > image
age rating / check >
genre list / list >
subscription pass / buy use get > member, payment, entitlement
member / get register update > subscription pass, email, loyalty
watchlist entry / add list remove > film title, member
programme / plan publish get > screening, distributor
distributor / report get > box office, document

## jobs
job / post search get close > employer profile, skill, salary range, search, application
job alert / create list send > job, candidate, email, push
candidate / register get update search > cv, skill, user, consent
cv / upload parse get > storage, language model, skill
skill / list suggest match > taxonomy
taxonomy / get search >
employer profile / get update > logo, review, plan
logo / get upload > image
job application / submit withdraw list advance > candidate, job, cv, email, workflow
shortlist / add list > job application, recruiter
recruiter / get list > user, team
team / get list > user
assessment / start submit score > question, candidate, proctor
reference check / request get > email, candidate
offer letter / create sign get > document, signature, salary range
salary range / estimate get > market statistics
market statistics / get query > warehouse query
consent / grant revoke check > audit
job feed / import export > job, partner
partner / get list > webhook

## realty
listing / create get search publish > property, photo, agent profile, price estimate, search, geo
photo / upload get list > image, storage
agent profile / get list > review, office
office / get list > location
price estimate / compute get > comparable sale, property
comparable sale / list > property
viewing / book cancel list > listing, calendar, agent profile, notification
enquiry / create list > listing, agent profile, email, spam check
spam check / check score >
saved search / create run list > listing, notification, user
lease / create sign renew get > tenant person, property, document, deposit account
tenant person / screen get > credit score, identity
deposit account / open release > ledger, bank
rent / collect charge list > lease, payment, invoice
repair / report assign close > property, craftsman, photo
craftsman / find assign list > calendar, rating
floor plan / get upload > image
neighbourhood / get > school, transit, geo
school / list get >
transit / list > stop

## freight
load / post get search assign > lane, carrier company, quote offer, document
lane / get quote > distance, toll
toll / calculate charge get > vehicle class, route
vehicle class / get >
carrier company / get verify list > insurance proof, rating, safety record
insurance proof / verify > document
safety record / get >
quote offer / request accept get > lane, market rate, fuel surcharge
market rate / get > history
fuel surcharge / get >
load tracking / update get > truck position, eta, notification
truck position / report get > telemetry, geofence
geofence / check list > geo
dock appointment / book list cancel > facility, slot, carrier company
facility / get list > opening hours
bill of lading / create sign get > document, signature
customs entry / file get > tariff, document, broker
broker / get assign >
invoice audit / run get > quote offer, invoice, load
settlement run / start get > invoice audit, payment, carrier company
cross dock / plan > facility, load
weight ticket / record get > scale
scale / read >

## telecom
subscriber / get create update > account, sim, tariff, address
sim / activate suspend swap get > number, network element
number / allocate port release > number pool
number pool / reserve list >
tariff / get list change > product offer
product offer / list get > eligibility check, price
eligibility check / check > coverage, credit score
coverage / check get > geo, cell
cell / get list > network element
network element / provision query > inventory item
inventory item / get reserve >
service order / create decompose get > subscriber, product offer, activation, workflow
activation / activate deactivate > network element, sim
call record / ingest rate list > rating engine, subscriber
rating engine / rate > tariff, balance
data bucket / consume get top > balance, tariff
roaming / check get > partner network
partner network / get >
bill run / start get > call record, invoice, discount, tax
trouble ticket / open assign close > subscriber, diagnostics, technician
diagnostics / run get > network element
technician / dispatch get > calendar, location

## platform engineering
service catalogue / list get register > ownership, repository, health
ownership / get > team
health / check get > metric
pipeline / run get cancel > build, test run, artifact, deployment
test run / start get > runner, report
environment / create destroy get > cluster, secret, quota
release / plan approve roll > deployment, change request, feature flag
change request / open approve > approval, audit
rollout / start pause abort > deployment, metric, feature flag
load balancer / register drain get > node, health
ingress route / create get > load balancer, certificate, dns
image scan / scan get > artifact, vulnerability
vulnerability / list get > advisory
advisory / get >
package / publish get search yank > artifact, signature, ownership
mirror / sync get > package, storage
cost report / get compute > usage, price
backup / run restore list > volume, storage, key
trace store / write query > index, storage
log pipeline / ingest route > parser, log
parser / parse >
pager / page acknowledge > on call, sms, call

## advertising
ad request / bid serve > user segment, campaign, budget pacing, creative, auction, brand safety
user segment / get list > profile store, consent
profile store / get put >
auction / run > bidder, floor price
bidder / bid > model score, frequency cap, budget pacing
model score / predict > feature
floor price / get >
frequency cap / check count >
budget pacing / check spend get > campaign
creative / get render approve > image, moderation
brand safety / check > page category
page category / get > crawler
impression / record count > event, fraud
click / record redirect > event, fraud, conversion
conversion / attribute record > click, order
campaign report / get > impression, click, conversion
advertiser / get create > billing, user
publisher site / get register > floor price

## public
citizen / get register verify > identity, address, consent
benefit claim / apply assess get > citizen, income, eligibility rule, document
eligibility rule / evaluate > policy
payment order / create release > bank, ledger, citizen
tax account / get update > payment order, tax return
vehicle registration / register transfer get > citizen, vehicle, fee, plate number
plate number / allocate get >
driving licence / issue renew get > citizen, photo, medical check
medical check / request get >
building permit / apply review get > plan document, land parcel, fee, inspection
plan document / upload get > storage, virus scan
land parcel / get search > map
inspection / schedule record > calendar, inspector
inspector / assign list > location
fine notice / issue pay dispute > citizen, payment, evidence
evidence / upload get > storage
court case / open schedule get > citizen, judge, document
judge / assign get > calendar
library card / issue get > citizen
waste pickup / schedule list > address, route

## messaging and mail
mailbox / get list move > folder, mail index, storage
folder / list create >
mail index / search update > index
inbound mail / receive deliver > spam check, virus scan, mailbox, filter rule
filter rule / apply list >
outbound mail / send retry > template, suppression, signing, relay
relay / send >
signing / sign > key
suppression / check add >
bounce / record list > suppression, contact list
contact list / get import segment > consent
mail campaign / schedule send get > contact list, template, outbound mail, ab test
ab test / assign get > experiment
open event / record > mail campaign, event
unsubscribe / record > contact list, suppression
direct message / send list > thread, presence, push, moderation
thread / get create list > participant
read receipt / record get > thread
attachment preview / render get > storage, thumbnail
voice note / upload transcribe > storage, transcript
`;

/** The domains that systems are made up in. */
export const DOMAINS: readonly Domain[] = parse();

function parse(): Domain[] {
  const [platform, ...domains] = KNOWLEDGE.split(/^## .*\n/mu)
    .slice(1)
    .map(parseConcepts);
  // What a domain does not say of a concept, another one does: payments are the same everywhere.
  const elsewhere = [...domains.flat(), ...(platform ?? [])];
  return domains.map((own) => ({
    concepts: new Map([...elsewhere, ...own]),
    own: own.map(([name]) => name),
  }));
}

function parseConcepts(text: string): [string, Concept][] {
  return text.split('\n').flatMap((line) => {
    const [, name, verbs, calls] = /^(.*?) \/ ?(.*?) ?>(.*)$/u.exec(line) ?? [];
    return name === undefined ? [] : [[name, conceptOf(name, verbs ?? '', calls ?? '')]];
  });
}

function conceptOf(name: string, verbs: string, calls: string): Concept {
  return {
    words: name.split(' '),
    verbs: verbs === '' ? RECORD_VERBS : verbs.split(' '),
    calls: calls
      .split(',')
      .map((call) => call.trim())
      .filter((call) => call !== ''),
  };
}
